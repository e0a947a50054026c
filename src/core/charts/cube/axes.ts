import { typeOf } from '../../fields/index.ts'
import type { Field, Project } from '../../model/index.ts'

/**
 * The totals cube: how many live records there are, and the sums of some money fields, kept up to date by every write
 * (delta.sql.ts) so that boards and charts don't read the records.
 *
 * A cell is (project, axis, list, key, currency). `axis` says what `key` is:
 *   all            '' (every record, once)
 *   createdMonth   the month it was created in, YYYY-MM, of all lists together (list 0): a move then leaves these cells alone
 *   createdDay     the day, YYYY-MM-DD, of all lists together too
 *   createdByList  the month and the list, once a chart of a large project asks for it
 *   closed         the month it was closed in; records that aren't closed have no cell
 *   closedDay      the day, for days and weeks, and for exchange rates, which are those of the day
 *   tag            the tag's id, so that a record with two tags is in two cells; '' for one without
 *   f12            by the field of that id, once a chart of a large project asks for it: of a date the month, YYYY-MM, of an
 *                  option its id, of stars how many; '' for a record without
 * Months stand beside days because most charts ask by month, and years of days would be thousands of rows to read.
 *
 * A record is counted (`n`) in one currency, that of its first kept amount, or '' where it has none: over all currencies
 * together the counts are right. For each kept field a cell has how many amounts there are (n1…n8) and their sum (t1…t8).
 */
export const CUBE_AXES = ['all', 'createdMonth', 'createdDay', 'createdByList', 'closed', 'closedDay', 'tag'] as const
export type CubeAxis = (typeof CUBE_AXES)[number] | FieldAxis
export type FieldAxis = `f${number}`
/** What a write touches: an axis, or all that fields have. */
export type TouchedAxis = CubeAxis | 'fields'
export const ALL_AXES: readonly TouchedAxis[] = [...CUBE_AXES, 'fields']
/** An axis that is kept once a chart of a large project asks for it. */
export type AxisOnDemand = FieldAxis | 'createdByList'

/** Their cells are of all lists together, under list 0. */
export const OF_ALL_LISTS: readonly CubeAxis[] = ['createdMonth', 'createdDay']

/** Those of the axes that a project's cube has. */
export const axesOf = ({
  cubeCreatedByList,
  fields,
}: Pick<Project, 'cubeCreatedByList'> & { fields: readonly Pick<Field, 'id' | 'cubeAxis'>[] }): CubeAxis[] => [
  ...CUBE_AXES.filter((axis) => axis !== 'createdByList' || cubeCreatedByList),
  ...fields.filter(({ cubeAxis }) => cubeAxis).map(fieldAxis),
]

/** So many fields of a project can have an axis: each is two more rows for a write. */
export const MOST_FIELD_AXES = 6

export const isFieldAxis = (axis: CubeAxis): axis is FieldAxis => /^f\d+$/.test(axis)

export const fieldAxis = ({ id }: Pick<Field, 'id'>): FieldAxis => `f${id}`

/** Whether a field's values can be an axis: one of them a record, and not too many. */
export const canBeAxis = (field: Pick<Field, 'type' | 'config'>): boolean => axisKind(field) !== null

/** What an axis' keys are: months of dates, ids of options, or a few whole numbers (stars). */
export function axisKind({ type, config }: Pick<Field, 'type' | 'config'>): 'months' | 'options' | 'numbers' | null {
  const { kind, storage, whole } = typeOf(type) ?? {}
  if (storage !== 'slot') return null
  if (kind === 'date' || kind === 'instant') return 'months'
  if (kind === 'option') return 'options'
  return kind === 'number' && whole && whole(config as never) <= MOST_NUMBERS ? 'numbers' : null
}

const MOST_NUMBERS = 10

/** So many fields of a project can have their sums kept. */
export const CUBE_SLOTS = 8

/** Fields whose sums are kept, in the order in which they decide where a record is counted. */
export const keptFields = <F extends Pick<Field, 'cubeSlot'>>(fields: readonly F[]): F[] =>
  fields.filter(({ cubeSlot }) => cubeSlot !== null).toSorted((a, b) => a.cubeSlot! - b.cubeSlot!)
