import type { Sql } from '../../src/core/sql/index.ts'

export interface ChangeOptions {
  /** joins an earlier change: an import's chunks are one */
  part?: number
  /** the change that this takes back; negative while more of it is to come */
  undoes?: number
  /** what acted for the person, and which one: ('import', 12) */
  via?: string
  viaId?: number
  /** as of a transaction */
  interim?: boolean
}

/** Records that a write creates: `id` is SQL, good inside its batch; `row` is the record's number among all it creates. */
export interface CreatedRecords {
  id(row: number): Sql
  row(row: number): number
}
