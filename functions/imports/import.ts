import { isBuiltIn, type KnownColumn, type Mapping, mappingSchema } from '../../src/core/csv/index.ts'
import { atPath, IssueCollector, invalid, issue, notFound, Problem } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { isSettable, typeOf } from '../../src/core/fields/index.ts'
import { type ImportAnswer, idFrom, PLAIN_FIELD, type Project } from '../../src/core/model/index.ts'
import { may } from '../../src/core/permissions/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import { Change } from '../changes/change.ts'
import { undoChange } from '../changes/undo/undo.ts'
import type { Context } from '../context.ts'
import type { Row } from '../db/batch.ts'
import { addField, fieldName, requireFreeFieldName } from '../fields/fields.ts'
import { findable } from './match-rows.ts'
import { fieldFor, fieldNamedBy } from './read-rows.ts'

/** How many rows a client sends at once: a batch of them is far from D1's limits, and one lost costs little. */
const CHUNK = 1000

/** An import's mapping with every new field made: all its columns go to something that is there. */
export type ImportPlan = Omit<Mapping, 'mapping'> & { mapping: KnownColumn[] }

export interface ImportJob {
  id: number
  project: Project
  change: number
  plan: ImportPlan
  state: 'open' | 'finished' | 'undone'
  at: number
}

/** Checks the mapping, makes its new fields, and opens one change that every chunk will be part of. */
export async function createImport(context: Context, projectId: number | null, body: unknown) {
  const project = context.project(projectId, 'edit')
  const mapping = parse(mappingSchema, body)
  requireValidMapping(context, mapping, project)
  const made = mapping.mapping.flatMap((column) => ('toNew' in column ? [column.toNew] : []))
  // Tags are made by anyone who edits; fields and their options by who manages the project.
  if (made.length > 0 || mapping.mapping.some((column) => makesOptions(project, column)))
    context.project(project.id, 'manage')
  const write = new Change(context, { via: 'import' })
  for (const { name, type, config } of made)
    addField(context, write, project, { ...PLAIN_FIELD, name, type, config: config ?? {} })
  // The change learns the import's id once it has one; the plan names fields as they are called now.
  const plan: ImportPlan = {
    ...mapping,
    mapping: mapping.mapping.map((column) =>
      'toNew' in column
        ? {
            column: column.column,
            to: column.toNew.name,
            missing: 'create',
            ...(column.values && { values: column.values }),
          }
        : column,
    ),
  }
  write.add(
    sql`INSERT INTO imports (project_id, person_id, change_id, plan, state, at)
      VALUES (${project.id}, ${context.person.id}, ${write.id}, ${JSON.stringify(plan)}, 'open', ${context.now})`,
    sql`UPDATE changes SET via_id = last_insert_rowid() WHERE id = ${write.id}`,
  )
  const { rows } = await write.commit(sql`SELECT max(id) AS id FROM imports`)
  const fresh = made.length > 0 ? await context.reload() : context
  return { import: await readImport(fresh, rows[0]![0]!.id) }
}

function makesOptions(project: Project, column: Mapping['mapping'][number]): boolean {
  if (!('to' in column) || column.missing !== 'create' || isBuiltIn(column.to)) return false
  return /^(select|multiSelect)$/.test(fieldFor(project, column)?.type ?? '')
}

/** What the mapping names may still be written by who sends the next rows: rights may have changed since it was checked. */
export function requireMappingAllowed(context: Context, project: Project, mapping: readonly KnownColumn[]): void {
  const makes = mapping.some((column) => makesOptions(project, column))
  if (makes) context.project(project.id, 'manage')
  for (const column of mapping) requireKnownColumn(context, project, column)
}

function requireValidMapping(context: Context, { mapping, columns, key }: Mapping, project: Project): void {
  const faults = new IssueCollector()
  const names = new Set<string>()
  for (const [i, column] of mapping.entries())
    faults.try(`mapping.${i}`, () => {
      if (!columns.includes(column.column)) throw invalid('column', 'unknownField', { name: column.column })
      if ('to' in column) return requireKnownColumn(context, project, column)
      const { name, type } = column.toNew
      if (!isSettable(type)) throw invalid('toNew.type', 'unknownType', { value: type })
      atPath('toNew.name', () => parse(fieldName, name))
      if (names.has(fold(name))) throw invalid('toNew.name', 'nameTaken', { name })
      atPath('toNew.name', () => requireFreeFieldName(context.unfilteredProject(project), name))
      names.add(fold(name))
    })
  faults.try('key', () => requireValidKey(mapping, project, key))
  const hasTitle = mapping.some((column) => 'to' in column && column.to === 'title')
  if (!hasTitle && (key === null || key === 'title'))
    faults.list.push(issue('mapping', 'required', { name: project.titleName }))
  faults.throwIfAny()
}

/** The column's target is there, and what a reference names can be looked up. */
function requireKnownColumn(context: Context, project: Project, column: KnownColumn): void {
  const field = fieldFor(project, column)
  if (!field && !isBuiltIn(column.to)) throw invalid('to', 'unknownField', { name: column.to })
  if (field && (field.fixed || !isSettable(field.type)))
    throw invalid('to', field.fixed ? 'fixedField' : 'notSettable', { name: field.name })
  const { by } = column
  if (field?.type !== 'reference' || by === undefined || by === 'title' || by === 'number') return
  const target = context.catalog.projects.find(
    (one) => String(one.id) === (field.config as { project: string }).project,
  )
  const other = target && fieldNamedBy(target, by)
  if (!other) throw invalid('by', 'unknownField', { name: by })
  if (!findable(typeOf(other.type)!.kind, other)) throw invalid('by', 'notFindable', { name: other.name })
  // What is made there is called by it.
  if (other.fixed && column.missing === 'create') throw invalid('by', 'fixedField', { name: other.name })
}

function requireValidKey(mapping: Mapping['mapping'], project: Project, key: string | null): void {
  if (key === null || key === 'title') return
  const field = fieldNamedBy(project, key)
  if (!field) throw invalid('', 'unknownField', { name: key })
  if (!findable(typeOf(field.type)!.kind, field)) throw invalid('', 'notKey', { name: field.name })
  if (!mapping.some((column) => 'to' in column && fieldFor(project, column)?.id === field.id))
    throw invalid('', 'unknownField', { name: key })
}

/** The import of that id, if it is the person's own or they manage its project, with what `also` asks in the same call. */
export async function findImport(
  context: Context,
  sent: unknown,
  ...also: Sql[]
): Promise<{ job: ImportJob; rows: Row[][] }> {
  const id = idFrom(sent)
  const [result, ...rest] = await context.batch(sql`SELECT * FROM imports WHERE id = ${id}`, ...also)
  const row = result!.results[0]
  const project = context.catalog.projects.find((one) => one.id === row?.project_id)
  // Its counts and refused rows tell of what somebody else's file had in it.
  const mine = row?.person_id === context.person.id
  if (id === null || !row || !project || !(mine || may(context.access, project, 'manage'))) throw notFound()
  const plan = JSON.parse(String(row.plan)) as ImportPlan
  if (!mine && !plan.mapping.every((column) => isBuiltIn(column.to) || fieldFor(project, column))) throw notFound()
  const job: ImportJob = {
    id,
    project: context.project(Number(row.project_id), 'edit'),
    change: Number(row.change_id),
    plan,
    state: row.state as ImportJob['state'],
    at: Number(row.at),
  }
  return { job, rows: rest.map((one) => one.results) }
}

export const chunksOf = (id: unknown): Sql =>
  sql`SELECT row, rows, created, updated, unchanged, refused FROM import_chunks WHERE import_id = ${idFrom(id)} ORDER BY row`

export async function readImport(context: Context, sent: unknown, chunk?: number): Promise<ImportAnswer> {
  const { job, rows } = await findImport(context, sent, chunksOf(sent))
  return importAnswer(job, rows[0]!, chunk)
}

/** The whole so far; with `only`, the refused rows of that chunk alone. */
export function importAnswer(job: ImportJob, chunks: readonly Row[], only?: number): ImportAnswer {
  const total = (name: 'created' | 'updated' | 'unchanged') =>
    chunks.reduce((sum, chunk) => sum + Number(chunk[name]), 0)
  return {
    id: String(job.id),
    project: String(job.project.id),
    state: job.state,
    chunk: CHUNK,
    created: total('created'),
    updated: total('updated'),
    unchanged: total('unchanged'),
    refused: (only === undefined ? chunks : chunks.filter((chunk) => chunk.row === only)).flatMap(
      (chunk) => JSON.parse(String(chunk.refused)) as ImportAnswer['refused'],
    ),
    change: String(job.change),
  }
}

export async function finishImport(context: Context, sent: unknown) {
  const { job } = await findImport(context, sent)
  await context.batch(sql`UPDATE imports SET state = 'finished' WHERE id = ${job.id} AND state = 'open'`)
  return { import: await readImport(context, job.id), change: String(job.change) }
}

/** Takes everything it made and changed back, as one change. */
export async function undoImport(context: Context, sent: unknown) {
  const { job } = await findImport(context, sent)
  if (job.state === 'undone') throw new Problem(409, [issue('', 'alreadyUndone')])
  return undoChange(context, job.change)
}
