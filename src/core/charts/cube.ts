import type { Field } from '../model/index.ts'

/**
 * The totals cube: how many live records there are, and the sums of some money fields, kept up to date by every write
 * (cube-delta.sql.ts) so that boards and charts don't read the records.
 *
 * A cell is (project, axis, list, key, currency). `axis` says what `key` is:
 *   all         '' (every record, once)
 *   created     the month it was created in, YYYY-MM
 *   createdDay  the day, YYYY-MM-DD, of all lists together (list 0): a move then leaves these cells alone
 *   closed      the month it was closed in; records that aren't closed have no cell
 *   closedDay   the day, for days and weeks, and for exchange rates, which are those of the day
 *   tag         the tag's id, so that a record with two tags is in two cells; '' for one without
 * Months stand beside days because most charts ask by month, and years of days would be thousands of rows to read.
 *
 * A record is counted (`n`) in one currency, that of its first kept amount, or '' where it has none: over all currencies
 * together the counts are right. For each kept field a cell has how many amounts there are (n1…n8) and their sum (t1…t8).
 */
export const CUBE_AXES = ['all', 'created', 'createdDay', 'closed', 'closedDay', 'tag'] as const
export type CubeAxis = (typeof CUBE_AXES)[number]

/** So many fields of a project can have their sums kept. */
export const CUBE_SLOTS = 8

/** Fields whose sums are kept, in the order in which they decide where a record is counted. */
export const keptFields = <F extends Pick<Field, 'cubeSlot'>>(fields: readonly F[]): F[] =>
  fields.filter(({ cubeSlot }) => cubeSlot !== null).toSorted((a, b) => a.cubeSlot! - b.cubeSlot!)
