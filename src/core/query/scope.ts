import { invalid } from '../errors/index.ts'
import type { Kind } from '../fields/index.ts'
import type { Catalog, Field, Project } from '../model/index.ts'
import { dayOf } from '../time/zone.ts'
import type { Filter } from './filters/ast.ts'
import type { Compared, Row } from './row.ts'

/** What a question is asked of, and by whom. What is compiled to SQL has a SqlScope (scope.sql.ts). */
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

/** What the parts of the query language ask of the whole (language.ts). Passed in with the scope, or they would import in circles. */
export interface Language {
  /** whether a row fits a filter */
  matcher(filter: Filter, scope: Scope): (row: Row) => boolean
  operand(scope: Scope, name: string): Operand
}

/**
 * Something of a record that can be compared, sorted and grouped: a field of the project's own or a built-in one. This is its
 * meaning in JavaScript, which match.ts asks for. Each `*.sql.ts` in operands/ adds the same in SQL (OperandSql), and the
 * two must agree: test/functions/language tries them on the same rows.
 */
export interface Operand {
  /** as people call it, for messages */
  name: string
  kind: Kind
  /** what was sent as a value -> what it is compared with; throws the field type's own problem */
  read(sent: unknown): string | number
  /** what eq, gt, between and sort compare, of a row; null where empty. For texts the folded form. */
  of(row: Row): Compared
  /** for kinds that hold several: a row's members */
  membersOf?(row: Row): readonly (string | number)[]
  /** for money: the code of what was sent (the field's main one where it says none), and the code in a row */
  currency?: { of(sent: unknown): string; in(row: Row): string | null }
  /** for what is looked up: the operand of the records pointed at, and those records */
  through?: { scope: Scope; operand: Operand; rows(row: Row): readonly Row[] }
}

/** One that is neither money nor looked up. */
export type PlainOperand = Omit<Operand, 'currency' | 'through'>

/** The records that a reference of this project points at. */
export function through<S extends Scope>(scope: S, project: Project): S {
  const { titleOnly: _, ...rest } = scope
  const depth = Number(scope.row.slice(1) || 0) + 1
  if (depth > DEEPEST) throw invalid('', 'tooFar', { max: DEEPEST })
  // All but the one optional member is still there, which TypeScript can't tell of a type parameter.
  return { ...rest, project, row: `r${depth}` } as unknown as S
}

/** The same scope for the names that a field's own settings hold. */
export const within = <S extends Scope>(scope: S): S => ({ ...scope, inside: true })

/** The project of that id, if one may see it or a field's own settings lead there. */
export const projectAt = ({ catalog, inside }: Scope, id: string): Project | undefined =>
  [...catalog.projects, ...((inside && catalog.projectsWithHiddenInputs) || [])].find((one) => String(one.id) === id)

/** The fields of a project that a field's own settings may name, by id. */
export const inputsOf = ({ fields, hiddenInputs = [] }: Project): readonly Field[] =>
  hiddenInputs.length > 0 ? [...fields, ...hiddenInputs] : fields

/** The most references in a row. Each is a join of two tables and SQLite joins at most 64; it also ends circles. */
const DEEPEST = 12

/** Today in the workspace's zone. */
export const today = (scope: Pick<Scope, 'catalog' | 'now'>): string => dayOf(scope.catalog.workspace.zone, scope.now)
