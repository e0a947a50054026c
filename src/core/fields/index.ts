import type { Value as FormulaValue } from '../formula/types.ts'
import type { Json } from '../model/json.ts'
import { completed } from './by-kind.ts'
import { checkbox } from './checkbox.ts'
import type { Definition, FieldType, Primitive, World } from './contract.ts'
import { country } from './country.ts'
import { currency } from './currency.ts'
import { date } from './date.ts'
import { dateTime } from './dateTime.ts'
import { duration } from './duration.ts'
import { email } from './email.ts'
import { createdAt, createdBy, timeInList, updatedAt, updatedBy } from './events.ts'
import { file } from './file.ts'
import { formula } from './formula.ts'
import { location } from './location.ts'
import { longText } from './longText.ts'
import { lookup } from './lookup.ts'
import { multiSelect } from './multiSelect.ts'
import { number } from './number.ts'
import { percent } from './percent.ts'
import { person } from './person.ts'
import { phone } from './phone.ts'
import { rating } from './rating.ts'
import { reference } from './reference.ts'
import { rollup } from './rollup.ts'
import { select } from './select.ts'
import { text } from './text.ts'
import { uniqueId } from './uniqueId.ts'
import { url } from './url.ts'

export { bareValue, proposedConfig } from './bare.ts'
export type { Cell } from './cell.ts'
export type { Computation, FieldType, Kind, Primitive, Reader, World } from './contract.ts'
export { COUNTRIES, countryFrom, countryName } from './countries.ts'
export type { Money } from './currency.ts'
export type { DurationConfig, DurationEvent } from './duration.ts'
export { instantFrom } from './instant.ts'
export { LONG_TEXT_BYTES, longTextFrom } from './longText.ts'
export { CURRENCIES, decimalFrom, digitsOf, isCurrency, MINOR_DIGITS, minorFrom } from './money.ts'
export { OPERATORS, type Operator, operatorsOf, type PlainOperator, type SetOperator } from './operators.ts'
export { personOf } from './person.ts'
export type { Ref } from './reference.ts'
export { compareTexts, plain } from './scalars.ts'
export { type Option, type OptionsConfig, optionOf } from './select.ts'
export type { UniqueIdConfig } from './uniqueId.ts'

const definitions = {
  text,
  longText,
  number,
  percent,
  currency,
  checkbox,
  date,
  dateTime,
  select,
  multiSelect,
  rating,
  email,
  phone,
  url,
  location,
  country,
  person,
  file,
  reference,
  uniqueId,
}
export type Definitions = typeof definitions

const computedDefinitions = {
  formula,
  lookup,
  rollup,
  duration,
  createdAt,
  createdBy,
  updatedAt,
  updatedBy,
  timeInList,
}

/** What a field's type may be called. */
export type TypeName = keyof Definitions | keyof typeof computedDefinitions

const complete = (types: Readonly<Record<string, unknown>>): Record<string, FieldType> =>
  Object.fromEntries(Object.entries(types).map(([name, type]) => [name, completed(type as Definition)]))

/** Every type of field, by the name it has in the API. Nothing outside this room names them one by one. */
export const fieldTypes: Record<string, FieldType> = complete(definitions)

/** Types whose values are worked out, not kept; they have no stored form, so the contract's test is not theirs. */
export const computedTypes: Record<string, FieldType> = complete(computedDefinitions)

/** The type of that name; undefined for what isn't one (`Object.hasOwn`: "constructor" is none). */
export const typeOf = (name: string): FieldType | undefined =>
  Object.hasOwn(fieldTypes, name)
    ? fieldTypes[name]
    : Object.hasOwn(computedTypes, name)
      ? computedTypes[name]
      : undefined

/** Whether people may give it values: not where they are worked out, given by the program, or files. */
export const isSettable = (name: string): boolean => {
  const type = typeOf(name)
  return type !== undefined && type.settable !== false && type.storage !== 'computed' && type.storage !== 'files'
}

/** How many of a record's slots a field of that type takes: a currency has its amount and its code. */
export const slotCount = ({ storage }: FieldType): number => (storage === 'slot' ? 1 : storage === 'money' ? 2 : 0)

/** Values that can be told apart for certain, so that a field may ask that no two records share one. */
export const mayBeUnique = (name: string): boolean => typeOf(name)?.unique === true

/** The contract's optional parts with their defaults, for those who don't care which type they hold. */
export const encodeValue = (type: FieldType, value: unknown): Primitive[] =>
  type.encode?.(value) ?? [value as Primitive]

export const decodeValue = (type: FieldType, stored: readonly (Primitive | null)[]): unknown =>
  type.decode ? type.decode(stored) : (stored[0] ?? null)

export const valueToJson = (type: FieldType, value: unknown, config: unknown, world: World): Json =>
  value === null ? emptyOf(type) : type.toJson(value, config, world)

/** An empty set is answered `[]`, everything else empty `null`. */
export const emptyOf = ({ kind }: FieldType): Json =>
  kind === 'set' || kind === 'links' || kind === 'files' ? [] : null

/** What a formula computes with; empty lists are lists. */
export const toFormulaOf = (type: FieldType, value: unknown, config: unknown, world: World): FormulaValue =>
  value === undefined || value === null
    ? type.formulaType === 'list'
      ? []
      : null
    : type.toFormula
      ? type.toFormula(value, config, world)
      : (value as FormulaValue)
