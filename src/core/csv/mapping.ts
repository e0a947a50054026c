import * as v from 'valibot'
import { visibleText } from '../text/blank.ts'
import { findNamed, isSameName } from '../text/identity.ts'
import { SEPARATORS } from './parts.ts'

/** What an import was asked to do with a file's columns: api.md's `import`, sent once, before any row. */
const name = v.pipe(v.string(), v.maxLength(500))

/** Of this column's cells that don't fit; where it isn't said, what the mapping says of all. */
const misfits = v.optional(
  v.pipe(
    v.picklist(['refuse', 'empty']),
    v.description('what becomes of a cell that doesn’t fit: its row is refused, or it alone is left empty'),
  ),
)

/** What parts the values of one cell, the same in every chunk. */
const separator = v.optional(
  v.pipe(
    v.nullable(v.picklist(SEPARATORS)),
    v.description(
      'what parts the values in a cell, for tags and fields of several options; null: a cell has one. Where it isn’t said, each cell is parted by its semicolons, bars or line breaks, else by its commas. A cell that is an option as a whole is not parted',
    ),
  ),
)

/** A column read into a built-in or a field (by id or name). `values` says what a cell's text stands for; null leaves it empty. */
const toKnown = v.strictObject({
  column: name,
  to: v.pipe(
    name,
    v.nonEmpty(),
    v.description(
      'a built-in, or a field by id or name. One column fills it; but several may go to `title`: what stands in them is joined by a space, in the order of the mapping',
    ),
  ),
  values: v.optional(v.record(v.string(), v.nullable(v.string()))),
  /** a reference is found by this: title, number, or a field of the other project */
  by: v.optional(name),
  /** what becomes of a record, option or tag that isn't there yet */
  missing: v.optional(v.picklist(['create', 'skip', 'refuse'])),
  misfits,
  separator,
})

/** A column read into a field that the import makes. A new select's options are its column's values. */
const toNew = v.strictObject({
  column: name,
  toNew: v.strictObject({
    name: v.pipe(v.string(), v.trim(), v.transform(visibleText), v.nonEmpty(), v.maxLength(200)),
    type: v.pipe(v.string(), v.nonEmpty()),
    config: v.optional(v.record(v.string(), v.unknown())),
  }),
  values: v.optional(v.record(v.string(), v.nullable(v.string()))),
  misfits,
  separator,
})

/** A column that says in which currency the amount of another column is, which goes to that field (by id or name). */
const toCurrency = v.strictObject({ column: name, to: v.strictObject({ currencyOf: v.pipe(name, v.nonEmpty()) }) })

export const DATE_ORDERS = ['YMD', 'DMY', 'MDY'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]
export const DECIMALS = ['.', ','] as const
export type Decimal = (typeof DECIMALS)[number]

export const mappingSchema = v.strictObject({
  file: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.transform(visibleText),
      v.maxLength(300),
      v.description('the name of the file, by which people know the import'),
    ),
  ),
  columns: v.pipe(v.array(name), v.minLength(1), v.maxLength(5000)),
  mapping: v.pipe(v.array(v.union([toNew, toCurrency, toKnown])), v.minLength(1), v.maxLength(200)),
  key: v.optional(v.nullable(name), null),
  quiet: v.optional(v.boolean(), true),
  onlyEmpty: v.optional(v.boolean(), false),
  /** of every column that doesn't say it itself */
  misfits: v.optional(v.picklist(['refuse', 'empty']), 'refuse'),
  dates: v.optional(
    v.pipe(
      v.picklist(DATE_ORDERS),
      v.description(
        'in which order its dates are written. Where it isn’t said, rows with a date that can be two days (03/04/2026) are a 422 `unsure` that names the column, and nothing of them is written',
      ),
    ),
  ),
  decimal: v.optional(v.picklist(DECIMALS), '.'),
})

export type Mapping = v.InferOutput<typeof mappingSchema>
export type KnownColumn = v.InferOutput<typeof toKnown>
/** `whole`: the options that have a separator in their name, as they were when the import began. */
export type PlannedColumn = KnownColumn & { whole?: readonly string[] }
export type NewColumn = v.InferOutput<typeof toNew>
export type CurrencyColumn = v.InferOutput<typeof toCurrency>
export type ColumnMapping = KnownColumn | NewColumn | CurrencyColumn

export const isKnown = (column: ColumnMapping): column is KnownColumn => 'to' in column && typeof column.to === 'string'
export const isNew = (column: ColumnMapping): column is NewColumn => 'toNew' in column
export const isCurrencyColumn = (column: ColumnMapping): column is CurrencyColumn =>
  'to' in column && typeof column.to === 'object'

/** The columns that make a title: what stands in them is joined by a space, in this order. */
export const titleColumns = (mapping: readonly ColumnMapping[]): KnownColumn[] =>
  mapping.filter(isKnown).filter(({ to }) => to === 'title')

export const joinTitle = (parts: readonly unknown[]): string => parts.filter((part) => part).join(' ')

/** The column that says the currency of what this one fills. */
export function currencyColumnOf(mapping: readonly ColumnMapping[], column: ColumnMapping): CurrencyColumn | undefined {
  if (isCurrencyColumn(column)) return undefined
  const filled = isNew(column) ? column.toNew.name : column.to
  return mapping.filter(isCurrencyColumn).find(({ to }) => isSameName(to.currencyOf, filled))
}
export type ReadOptions = Pick<Mapping, 'dates' | 'decimal'>

/** The built-ins that a column can fill, and the field type whose texts they are read like. */
export const BUILT_INS = {
  title: 'text',
  list: 'select',
  tags: 'multiSelect',
  assignees: 'person',
  description: 'longText',
  due: 'date',
  createdAt: 'dateTime',
  closedAt: 'dateTime',
} as const
export type BuiltIn = keyof typeof BUILT_INS

export const isBuiltIn = (to: string): to is BuiltIn => Object.hasOwn(BUILT_INS, to)

/** The field a column goes to, by id or exact name; undefined for a built-in and for what isn't there. */
export function fieldOf<F extends { id: string | number; name: string }>(
  to: string,
  fields: readonly F[],
): F | undefined {
  return fields.find(({ id }) => String(id) === to) ?? findNamed(fields, to)
}

/** Whether a cell that doesn't fit may be left empty: not what a record can't be without, nor what rows are matched by. */
export function mayBeEmptied(
  { key }: Pick<Mapping, 'key'>,
  column: ColumnMapping,
  field?: { id: string | number; name: string; required: boolean },
): boolean {
  if (field?.required) return false
  if (!isKnown(column)) return true
  if (column.to === 'title' || column.to === 'list') return false
  return !field || key === null || (key !== String(field.id) && !isSameName(key, field.name))
}

/** Whether it is left empty. */
export function forgives(
  mapping: Pick<Mapping, 'misfits' | 'key'>,
  column: KnownColumn | NewColumn,
  field?: { id: string | number; name: string; required: boolean },
): boolean {
  return (column.misfits ?? mapping.misfits) === 'empty' && mayBeEmptied(mapping, column, field)
}
