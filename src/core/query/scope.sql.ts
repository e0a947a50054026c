import { raw, type Sql } from '../sql/index.ts'
import type { Filter } from './filters/ast.ts'
import type { Language, Operand, Scope } from './scope.ts'

/** A scope that questions are compiled from. */
export interface SqlScope extends Scope {
  language: SqlLanguage
}

export interface SqlLanguage extends Language {
  /** a filter as a condition on the scope's row */
  condition(filter: Filter, scope: SqlScope): Sql
  operandSql(scope: SqlScope, name: string): OperandSql
}

/** An operand with its meaning in SQL, which filter.sql.ts, group.sql.ts and sorted.sql.ts ask for. */
export interface OperandSql extends Operand, OperandParts {
  currency?: NonNullable<Operand['currency']> & { key: Sql }
  /** for what is looked up: the records that point at those for which a condition holds */
  through?: NonNullable<Operand['through']> & {
    scope: SqlScope
    operand: OperandSql
    linked(condition: Sql, driven: boolean): Sql
  }
}

/** The parts that SQL adds to an operand. */
export interface OperandParts {
  /** `of` in SQL, NULL where empty */
  key: Sql
  /** for texts: as they were written, where `key` is folded */
  written?: Sql
  /** `membersOf` in SQL: a SELECT of one record's members */
  members?: Sql
  /** for kinds that hold several: a SELECT of the records that have one of the members in this JSON list */
  holders?: (list: Sql) => Sql
  /** `holders` is served by an index */
  listed?: true
}

/** The parts of an operand that holds several: without `members` and `holders` it could not be filtered by. */
export type SetParts = OperandParts & Required<Pick<OperandParts, 'members' | 'holders'>>

/** A column of the scope's row. */
export const col = (scope: Pick<SqlScope, 'row'>, name: string): Sql => raw(`${scope.row}.${name}`)
