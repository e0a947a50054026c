import { invalid } from '../errors/index.ts'
import type { Kind } from '../fields/index.ts'
import type { Catalog, Field, Project } from '../model/index.ts'
import { raw, type Sql } from '../sql/index.ts'
import { dayOf } from '../time/zone.ts'
import type { Filter } from './filters/ast.ts'
import type { Compared, Row } from './row.ts'

/** What a question is asked of, and by whom: all that compiling needs. */
export interface Scope {
  catalog: Catalog
  project: Project
  /** the person asking: "me" */
  me: number
  now: number
  /** what the row of `records` is called in the SQL: `r`, and through references `r1`, `r2`, … */
  row: string
  /** given, since fields that roll up hold filters of their own, and filters name fields */
  language: Language
  /** a field's own settings are being read, not what somebody asked: they may name what the reader may not */
  inside?: true
  /** nothing but the title is asked of the row: who sees what points at it sees that */
  titleOnly?: true
}

/** What the parts of the query language ask of the whole (index.ts, LANGUAGE). */
export interface Language {
  /** a filter in SQL, on the scope's row */
  condition(filter: Filter, scope: Scope): Sql
  /** a filter in JavaScript */
  matches(filter: Filter, scope: Scope, row: Row): boolean
  operand(scope: Scope, name: string): Operand
}

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

/** A column of the scope's row. */
export const col = (scope: Pick<Scope, 'row'>, name: string): Sql => raw(`${scope.row}.${name}`)

/** The records that a reference of this project points at. */
export function through({ titleOnly: _, ...scope }: Scope, project: Project): Scope {
  const depth = Number(scope.row.slice(1) || 0) + 1
  if (depth > DEEPEST) throw invalid('', 'tooFar', { max: DEEPEST })
  return { ...scope, project, row: `r${depth}` }
}

/** The same scope for the names that a field's own settings hold. */
export const within = (scope: Scope): Scope => ({ ...scope, inside: true })

/** The project of that id, if one may see it or a field's own settings lead there. */
export const projectAt = ({ catalog, inside }: Scope, id: string): Project | undefined =>
  [...catalog.projects, ...((inside && catalog.projectsWithHiddenInputs) || [])].find((one) => String(one.id) === id)

/** The fields of a project that a field's own settings may name, by id. */
export const inputsOf = ({ fields, hiddenInputs = [] }: Project): readonly Field[] =>
  hiddenInputs.length > 0 ? [...fields, ...hiddenInputs] : fields

/** The most references in a row. Each is a join of two tables and SQLite joins at most 64; it also ends circles. */
const DEEPEST = 12

/** Today in the workspace's zone. */
export const today = (scope: Scope): string => dayOf(scope.catalog.workspace.zone, scope.now)
