import * as v from 'valibot'
import { type Cell, typeOf } from '../fields/index.ts'
import { currenciesOf, meantCurrency } from '../fields/numbers/currency-signs.ts'
import type { Json } from '../model/json.ts'
import { fold } from '../text/fold.ts'
import { isSameName } from '../text/identity.ts'
import { readAmount } from './amount.ts'
import { certainDate, dateReadings } from './date.ts'
import {
  BUILT_INS,
  isBuiltIn,
  isNew,
  type KnownColumn,
  type NewColumn,
  type PlannedColumn,
  type ReadOptions,
} from './mapping.ts'
import { partsOf } from './parts.ts'

/** What files write where there is nothing. Types of a form of their own, options and people read it so: a text may be "-". */
const NOTHING = new Set(['-', '–', '—', 'n/a', '#n/a', 'na', 'null', 'none', '?'])

/** The kind of value a column is read into: a field's type and settings. */
export interface Target {
  type: string
  config: { multiple?: unknown; options?: unknown; currency?: unknown; others?: unknown; max?: unknown }
}

/** The field's own type, or the one a built-in is read like. */
export function targetOf(column: KnownColumn | NewColumn, field: Target | undefined): Target | undefined {
  if (isNew(column)) return { type: column.toNew.type, config: withDefaults(column.toNew) }
  return isBuiltIn(column.to) ? { type: BUILT_INS[column.to], config: { multiple: true } } : field
}

/** The settings that a new field will have: a rating that was given none goes to five. */
function withDefaults({ type, config = {} }: NewColumn['toNew']): Target['config'] {
  const schema = typeOf(type)?.config
  const result = schema && v.safeParse(schema, config)
  return result?.success ? (result.output as Target['config']) : config
}

/**
 * A cell's text -> what the field type's `parse` takes (null for empty). The same in the preview and in the Worker, so what
 * the preview shows is what is stored. `currency` is the cell that says in which one an amount is. What it can't read it hands on unchanged: `parse` then says what is wrong.
 */
export function readCell(
  cell: string,
  column: PlannedColumn | NewColumn,
  target: Target,
  options: ReadOptions,
  currency?: string,
): Json {
  const isSeveral = typeOf(target.type)?.cell === 'several'
  const text = isSeveral ? cell.trim() : meant(cell.trim(), column)
  if (text === null || text === '') return null
  const { cell: as, formed, holds, isOwnWord } = typeOf(target.type) ?? {}
  const isNothing = (formed || holds) && NOTHING.has(fold(text))
  if (isNothing && !isOwnWord?.(text) && !isOption(text, target.config.options)) return null
  return as ? READERS[as](text, options, target, column, currency?.trim()) : text
}

/** What the column's `values` say the cell stands for; case doesn't matter. */
function meant(text: string, { values }: KnownColumn | NewColumn): string | null {
  if (!values) return text
  if (Object.hasOwn(values, text)) return values[text] ?? null
  const key = Object.keys(values).find((one) => isSameName(one, text))
  return key === undefined ? text : (values[key] ?? null)
}

/** Cells of that type are read as days, in the order of the file. */
export const isDated = (type: string): boolean => ['date', 'instant'].includes(typeOf(type)?.cell ?? '')

/** The days that a cell can mean of which nothing says which: it was handed on as it is. Empty where it is certain, or no date. */
export function unsureDays(sent: Json, { type }: Target, { dates }: ReadOptions): string[] {
  if (dates || typeof sent !== 'string' || !isDated(type)) return []
  const readings = dateReadings(sent)
  return readings.length > 1 ? readings.map(({ day }) => day) : []
}

type Reader = (
  text: string,
  options: ReadOptions,
  target: Target,
  column: PlannedColumn | NewColumn,
  currency: string | undefined,
) => Json

const oneLine = (text: string) =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .join(' ')

const READERS: Record<Cell, Reader> = {
  line: (text) => oneLine(text),
  address: (text) => /<([^<>\s]+@[^<>\s]+)>$/.exec(text)?.[1] ?? text.replace(/^mailto:/i, ''),
  decimal: (text, { decimal }) => decimalOf(text, decimal, false),
  stars: (text, { decimal }, { config }) => decimalOf(withoutMaximum(text, config.max), decimal, false),
  percent: (text, { decimal }) => decimalOf(text, decimal, true),
  amount(text, { decimal }, { config }, _column, beside) {
    const amount = readAmount(text, decimal)
    if (!amount || amount.percent) return text
    const given = beside ? (currenciesOf(beside) ?? [beside]) : null
    const named = amount.currencies && given ? given.filter((code) => amount.currencies!.includes(code)) : given
    const currencies = named ?? amount.currencies
    if (!currencies) return amount.decimal
    const allowed = [config.currency ?? 'USD', ...((config.others as unknown[] | undefined) ?? [])] as string[]
    // The sign and the column say two things, or several currencies of that sign are allowed: as it stands it is refused.
    const currency = currencies.length === 0 ? null : meantCurrency(currencies, allowed)
    return currency === null ? text : { amount: amount.decimal, currency }
  },
  date: (text, { dates }) => certainDate(text, dates)?.day ?? text,
  instant(text, { dates }) {
    const date = certainDate(text, dates)
    return date ? date.day + date.time : text
  },
  several(text, _options, { config }, column) {
    const parts = isWhole(text, column, config.options) ? [text] : partsOf(text, column.separator)
    const named = parts.map((part) => meant(part, column)).filter((part) => part)
    return named.length > 0 ? named : null
  },
  people: (text) => partsOf(text),
  records(text, _options, { config }, column) {
    const by = 'by' in column && column.by ? column.by : 'title'
    const names = config.multiple === true ? partsOf(text, undefined, false) : [oneLine(text)]
    return names.map((value): Json => {
      if (by === 'title') return { title: value }
      return by === 'number' ? { number: value.replace(/^#/, '') } : { by, value }
    })
  },
}

function decimalOf(text: string, decimal: ReadOptions['decimal'], percent: boolean): string {
  const amount = readAmount(text, decimal)
  return amount && amount.currencies === null && (percent || !amount.percent) ? amount.decimal : text
}

/** "4/5" is four of a rating of five stars; of any other it would be another value. */
function withoutMaximum(text: string, max: unknown): string {
  const [stars, of, more] = text.split('/')
  return more === undefined && of?.trim() === String(max ?? 5) ? stars!.trim() : text
}

/** A cell that is not parted: an option that was there before the import, or one of the column's `values`. */
function isWhole(text: string, column: PlannedColumn | NewColumn, options: unknown): boolean {
  const isNamed = Object.keys(column.values ?? {}).some((one) => isSameName(one, text))
  if ('whole' in column && column.whole) return isNamed || column.whole.some((one) => isSameName(one, text))
  return isNamed || isOption(text, options)
}

const isOption = (text: string, options: unknown) =>
  Array.isArray(options) &&
  options.some((one: { name?: unknown }) => typeof one.name === 'string' && isSameName(one.name, text))
