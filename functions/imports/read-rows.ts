import {
  currencyColumnOf,
  fieldOf,
  forgives,
  isBuiltIn,
  isKnown,
  joinTitle,
  type KnownColumn,
  readCell,
  targetOf,
  titleColumns,
} from '../../src/core/csv/index.ts'
import { type Issue, issue, Problem } from '../../src/core/errors/index.ts'
import { encodeValue, isSettable, longTextFrom, personOf, typeOf } from '../../src/core/fields/index.ts'
import type { Field, Json, Project } from '../../src/core/model/index.ts'
import { worldOf } from '../../src/core/query/index.ts'
import type { Context } from '../context/index.ts'
import { listNamed, tagNamed, titleFrom } from '../records/index.ts'
import type { ImportPlan } from './import-job.ts'

/** How a cell names a record of another project: to be looked up for all rows at once. */
export interface NamedRecord {
  by: string
  value: string
}

/** One row as it is to be stored; null for what the row leaves empty. Keys are built-in names and field ids. */
export interface ReadRow {
  row: number
  values: Map<string, unknown>
  wanted: Map<string, NamedRecord[]>
}

export interface Refusal {
  row: number
  column: string
  code: string
  message: string
  value: string
  /** what the message names: the reader may speak another language than the one who imports */
  parts: Record<string, unknown>
}

/** Rows of text -> stored values, every refused row with each of its reasons. Needs the catalog to hold all new tags and options. */
export function readRows(
  context: Context,
  project: Project,
  plan: ImportPlan,
  first: number,
  rows: readonly (readonly string[])[],
) {
  const columns = plan.mapping.filter(isKnown).map((column) => readerOf(context, project, plan, column))
  const read: ReadRow[] = []
  const refused: Refusal[] = []
  rows.forEach((cells, i) => {
    const one: ReadRow = { row: first + i, values: new Map(), wanted: new Map() }
    const before = refused.length
    for (const { column, at, currencyAt, take, forgiving } of columns) {
      const cell = cells[at] ?? ''
      try {
        take(cell, one, currencyAt === null ? undefined : (cells[currencyAt] ?? ''))
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem
        // Left empty: the field has no value from this row.
        if (!forgiving) refused.push(refusal(one.row, column, cell, problem.issues[0]!))
      }
    }
    const needsTitle = plan.key === null || plan.key === 'title'
    if (needsTitle && one.values.get('title') == null && refused.length === before)
      refused.push(refusal(one.row, titleColumn(plan), '', issue('', 'required', { name: project.titleName })))
    if (refused.length === before) read.push(one)
  })
  return { read, refused }
}

/** The column that a row's title is said to be missing in. */
export const titleColumn = (plan: ImportPlan) => titleColumns(plan.mapping)[0]?.column ?? ''

export function refusal(row: number, column: string, value: string, issue: Issue): Refusal {
  const { path: _, code, message, value: __, ...parts } = issue
  return { row, column, code, message, value: value.slice(0, 100), parts }
}

/** The project's field that a column goes to, or null for a built-in. */
export const fieldFor = (project: Project, column: KnownColumn): Field | null =>
  isBuiltIn(column.to) ? null : fieldNamedBy(project, column.to)

/** A field by id or by name without case; null where there is none. */
export function fieldNamedBy(project: Project, name: string): Field | null {
  const found = fieldOf(name, project.fields)
  return found ? (project.fields.find((field) => field.id === found.id) ?? null) : null
}

/** Required fields that a new record would lack; files can't come by a table. */
export function missingRequired(project: Project, { row, values }: ReadRow): Refusal[] {
  const empty = (value: unknown) => value == null || (Array.isArray(value) && value.length === 0)
  return project.fields
    .filter((field) => field.required && !field.fixed && isSettable(field.type) && empty(values.get(String(field.id))))
    .map((field) => refusal(row, field.name, '', issue('', 'required', { name: field.name })))
}

function readerOf(context: Context, project: Project, plan: ImportPlan, column: KnownColumn) {
  const index = plan.columns.indexOf(column.column)
  const field = fieldFor(project, column)
  if (!field && !isBuiltIn(column.to)) throw new Problem(422, [issue('mapping', 'unknownField', { name: column.to })])
  const target = targetOf(column, field ? { type: field.type, config: field.config as object } : undefined)!
  const world = worldOf(context.scope(project), field?.name ?? column.to)
  const skip = column.missing === 'skip'
  const orSkip = <T>(step: () => T): T | null => {
    try {
      return step()
    } catch (problem) {
      if (skip && problem instanceof Problem && /^unknown/.test(problem.issues[0]!.code)) return null
      throw problem
    }
  }
  // Where all were skipped the cell is as good as empty: it must not take away what the record has.
  const many = (sent: Json, of: (one: Json) => number) => {
    const ids = new Set((sent as Json[]).map((one) => orSkip(() => of(one))).filter((id) => id !== null))
    return ids.size > 0 ? [...ids].sort((a, b) => a - b) : null
  }

  const built: Record<string, (sent: Json) => unknown> = {
    title: (sent) => titleFrom(project, sent),
    list: (sent) => orSkip(() => listNamed(project, sent).id),
    tags: (sent) => many(sent, (one) => tagNamed(project, one)),
    assignees: (sent) => many(sent, (one) => personOf(one, world)),
    description: (sent) => longTextFrom(sent, 'description'),
    due: (sent) => typeOf('date')!.parse(sent, {}, world),
    createdAt: (sent) => typeOf('dateTime')!.parse(sent, {}, world),
    closedAt: (sent) => typeOf('dateTime')!.parse(sent, {}, world),
  }
  const take = (cell: string, row: ReadRow, currency: string | undefined): void => {
    const sent = readCell(cell, column, target, plan, currency)
    const key = field ? String(field.id) : column.to
    if (sent === null) {
      if (field?.required) throw new Problem(422, [issue('', 'required', { name: field.name })])
      if (!row.values.has(key)) row.values.set(key, null)
      return
    }
    if (!field) {
      const cellValue = key === 'title' ? joinTitle([row.values.get(key), sent]) : sent
      row.values.set(key, built[column.to]!(cellValue))
      return
    }
    const type = typeOf(field.type)!
    if (type.storage === 'links') {
      row.wanted.set(key, (sent as Record<string, string>[]).map(wantedFrom))
      return
    }
    const parse = (one: Json) => orSkip(() => type.parse(one, field.config, world))
    // Of several only those are skipped that are not there.
    const value = parse(skip && Array.isArray(sent) ? sent.filter((one) => parse([one]) !== null) : sent)
    const stored = value === null ? null : encodeValue(type, value)
    row.values.set(key, stored && stored.length === 1 ? stored[0] : stored)
  }
  const currency = currencyColumnOf(plan.mapping, column)
  const currencyAt = currency ? plan.columns.indexOf(currency.column) : null
  return { column: column.column, at: index, currencyAt, take, forgiving: forgives(plan, column, field ?? undefined) }
}

const wantedFrom = (one: Record<string, string>): NamedRecord =>
  one.title !== undefined
    ? { by: 'title', value: one.title }
    : one.number !== undefined
      ? { by: 'number', value: one.number }
      : { by: one.by!, value: one.value! }
