import type { Value as FormulaValue } from '../formula/types.ts'
import type { Json } from '../model/json.ts'
import { completed } from './by-kind.ts'
import { checkbox } from './choices/checkbox.ts'
import { country } from './choices/country.ts'
import { multiSelect } from './choices/multiSelect.ts'
import { person } from './choices/person.ts'
import { select } from './choices/select.ts'
import { createdAt, createdBy, timeInList, updatedAt, updatedBy } from './computed/built-in.ts'
import { button } from './computed/button.ts'
import { duration } from './computed/duration.ts'
import { formula } from './computed/formula.ts'
import { lookup } from './computed/lookup.ts'
import { rollup } from './computed/rollup.ts'
import type { Definition, FieldType, Primitive, World } from './contract.ts'
import { date } from './dates/date.ts'
import { dateTime } from './dates/dateTime.ts'
import { file } from './links/file.ts'
import { reference } from './links/reference.ts'
import { currency } from './numbers/currency.ts'
import { number } from './numbers/number.ts'
import { percent } from './numbers/percent.ts'
import { rating } from './numbers/rating.ts'
import { email } from './text/email.ts'
import { location } from './text/location.ts'
import { longText } from './text/longText.ts'
import { phone } from './text/phone.ts'
import { text } from './text/text.ts'
import { uniqueId } from './text/uniqueId.ts'
import { url } from './text/url.ts'

export { addOptionNames, bareValue, needsOptions, withOptions } from './bare.ts'
export type { Cell } from './cell.ts'
export { COUNTRIES, countryFrom, countryName } from './choices/countries.ts'
export { personOf } from './choices/person.ts'
export { type Option, type OptionsConfig, optionOf } from './choices/select.ts'
export type { DurationConfig, DurationEvent } from './computed/duration.ts'
export type { Computation, Control, FieldType, Kind, Primitive, Reader, World } from './contract.ts'
export { instantFrom } from './dates/instant.ts'
export type { Ref } from './links/reference.ts'
export type { Money } from './numbers/currency.ts'
export { CURRENCIES, decimalFrom, digitsOf, isCurrency, MINOR_DIGITS, minorFrom } from './numbers/minor-units.ts'
export { OPERATORS, type Operator, operatorsOf, type PlainOperator, type SetOperator } from './operators.ts'
export { compareTexts, plain } from './scalars.ts'
export { LONG_TEXT_BYTES, longTextFrom } from './text/longText.ts'
export type { UniqueIdConfig } from './text/uniqueId.ts'

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
  button,
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

/** Types whose values compare for certain, so that a field may demand that no two records share one. */
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
