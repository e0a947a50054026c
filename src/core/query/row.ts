/**
 * A record as the JavaScript engine sees it: what a row of `records` is to the SQL engine, with what hangs on it. Instants are
 * ms UTC, days `YYYY-MM-DD`; values are the field types' own (fields/contract.ts), absent where empty.
 */
export interface Row {
  id: number
  number: number
  title: string
  description: string
  list: number
  due: string | null
  createdAt: number
  createdBy: number | null
  updatedAt: number
  updatedBy: number | null
  enteredListAt: number
  /** when a person, a key or a form last did something about it */
  lastActivity: number
  closedAt: number | null
  archivedAt: number | null
  deletedAt: number | null
  tags: readonly number[]
  assignees: readonly number[]
  values: ReadonlyMap<number, unknown>
  /** ids of the files in a field */
  files(field: number): readonly number[]
  /** the records that a reference points at, in their order, those in the bin too */
  links(field: number): readonly Row[]
  /** the records whose reference points here, those in the bin and the archive too */
  pointing(field: number): readonly Row[]
  /** when it first came into the list, as history tells */
  entered(list: number): number | null
}

export const isLive = (row: Row): boolean => row.deletedAt === null

/** What people write, as texts are compared; null for nothing, as SQL has it. */
export type Compared = string | number | null
