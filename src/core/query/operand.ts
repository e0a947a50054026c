import type { Kind } from '../fields/index.ts'
import type { Sql } from '../sql/index.ts'
import type { Compared, Row } from './row.ts'
import type { Scope } from './scope.ts'

/**
 * Something of a record that can be compared, sorted and grouped: a field of the project's own or a built-in one. It
 * has two meanings that agree, SQL and JavaScript: filter.ts asks the one, match.ts the other.
 */
export interface Operand {
  /** as people call it, for messages */
  name: string
  kind: Kind
  /** SQL, NULL where empty: what eq, gt, between and sort compare. For texts the folded form. */
  key: Sql
  /** for texts: as they were written, where `key` is folded */
  written?: Sql
  /** for kinds that hold several: a SELECT of one record's members */
  members?: Sql
  /** for kinds that hold several: a SELECT of the records that have one of the members in this JSON list */
  holders?: (list: Sql) => Sql
  /** `holders` is served by an index */
  listed?: true
  /** what was sent as a value -> what SQL compares; throws the field type's own problem */
  read(sent: unknown): string | number
  /** the same as `key`, of a row in JavaScript */
  of(row: Row): Compared
  /** the same as `members` */
  membersOf?(row: Row): readonly (string | number)[]
  /** for money: the code beside the amount, and the code of what was sent (the field's main one where it says none) */
  currency?: { key: Sql; of(sent: unknown): string; in(row: Row): string | null }
  /** for what is looked up: the operand of the records pointed at, and the records that point at those for which a condition holds */
  through?: {
    scope: Scope
    operand: Operand
    linked(condition: Sql, driven: boolean): Sql
    rows(row: Row): readonly Row[]
  }
}
