import { type Sql, sql } from '../sql/index.ts'

/**
 * What a type says in SQL, for the Worker alone: `slots` are the columns of its value, empty is SQL NULL. Each member is the
 * other meaning of one in the type's own file, and the contract test demands that both say the same. What is absent is the
 * first slot as it stands.
 */
export interface FieldSql<Config = unknown> {
  /** the answered form: `toJson`, and of what `encode` changed */
  json?(slots: readonly Sql[], config: Config): Sql
  /** what sorts and compares: `compare`, and `text` of what `encode` changed */
  sort?(slots: readonly Sql[], config: Config): Sql
  /** what a formula computes with: `toFormula` */
  formula?(slots: readonly Sql[], config: Config): Sql
}

/** An empty set is answered `[]`. */
export const setSql = (json: Sql): Sql => sql`json(coalesce(${json}, '[]'))`

/** The names of what was answered as a list of things. */
export const namesSql = (json: Sql): Sql =>
  sql`(SELECT json_group_array(e.value ->> '$.name') FROM json_each(${json}) e)`
