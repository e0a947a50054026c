import { issue, notFound, Problem } from '../../../src/core/errors/index.ts'
import { typeOf } from '../../../src/core/fields/index.ts'
import { idFrom, type Json, type Project } from '../../../src/core/model/index.ts'
import { jsonObject, type Sql, sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context.ts'
import { guard, type Row } from '../../db/batch.ts'
import { visibleAnywhere } from '../../db/record-visibility.ts'
import { Change } from '../change.ts'
import * as columns from '../record-columns.ts'
import { undoEntities } from './entities.ts'
import { givenAway, requireUndoAllowed } from './rights.ts'

export interface KeptValue {
  record: string
  field: string
  current: Json
}

/**
 * Takes a change back, as a change of its own (so it can be taken back too). What somebody changed since is kept and told.
 * What was made goes into the bin, what was set gets its earlier value. The batch is stopped and tried anew if anything
 * was written between reading and writing.
 */
export async function undoChange(context: Context, sent: unknown) {
  const id = idFrom(sent)
  // Of records only those that the reader sees; one that was given away by this change, as long as nobody touched it since.
  const mine = sql`h.change_id = ${id} AND h.kind = 'record' AND (${visibleAnywhere(context.catalog)} OR ${givenAway(context)})`
  const from = sql`FROM history h JOIN changes c ON c.id = h.change_id JOIN records r ON r.id = h.thing_id WHERE ${mine}`
  const [changes, seqs, projects, made, set, things] = await context.batch(
    sql`SELECT person_id, via, EXISTS (SELECT 1 FROM changes u WHERE u.undoes = c.id
      AND NOT EXISTS (SELECT 1 FROM changes w WHERE w.undoes = u.id)) AS undone,
      (SELECT count(*) FROM history h WHERE h.change_id = ${id} AND h.kind = 'record') AS rows FROM changes c WHERE id = ${id}`,
    sql`SELECT coalesce(max(seq), 0) AS seq FROM history`,
    sql`SELECT DISTINCT project_id FROM history WHERE change_id = ${id}`,
    sql`SELECT h.thing_id, h.project_id ${from} AND h.what = 'created'`,
    sql`SELECT h.seq, h.thing_id, h.project_id, h.fields ${from} AND h.what <> 'created' ORDER BY h.seq`,
    selectEntities(context, id),
  )
  const change = changes!.results[0]
  if (id === null || !change) throw notFound()
  const touched = new Set(projects!.results.map((row) => Number(row.project_id)))
  requireUndoAllowed(context, change, touched, things!.results)
  // All that it touched is somebody else's by now.
  if (touched.size > 0 && [made, set, things].every((one) => one!.results.length === 0)) throw notFound()
  if (change.undone === 1) throw new Problem(409, [issue('', 'alreadyUndone')])

  // What they see but a part of stays to be undone by who sees the rest.
  const whole = Number(change.rows) === made!.results.length + set!.results.length
  const write = new Change(context, whole ? { undoes: id } : {})
  write.add(guard(sql`(SELECT coalesce(max(seq), 0) FROM history) = ${seqs!.results[0]!.seq as number}`, 'stale'))
  const kept: KeptValue[] = []
  let undone = made!.results.length
  for (const projectId of touched) {
    const project = context.catalog.projects.find((one) => one.id === projectId)
    if (!project) continue
    const here = (rows: readonly Row[]) => rows.filter((row) => row.project_id === projectId)
    const gone = here(made!.results).map((row) => [row.thing_id, context.now])
    if (gone.length > 0) write.updateRecords(project, [columns.deletedAt], gone, 'undone')
    const before = set!.results.map((row) => Number(row.seq))
    undone += await undoRecordUpdates(context, write, project, merged(here(set!.results)), kept, Math.max(0, ...before))
  }
  undone += await undoEntities(context, write, things!.results, kept)
  // An import that was taken back takes no more rows.
  if (change.via === 'import' && whole) write.add(sql`UPDATE imports SET state = 'undone' WHERE change_id = ${id}`)
  return { change: (await write.commit()).change, undone, kept }
}

/** What else the change touched: of comments and files only those that hang on what the reader sees. */
function selectEntities(context: Context, id: number | null): Sql {
  const fields = JSON.stringify(
    context.catalog.projects.flatMap((project) => project.fields.filter(({ fixed }) => !fixed).map(({ id }) => id)),
  )
  const seen = visibleAnywhere(context.catalog)
  return sql`SELECT h.seq, h.kind, h.thing_id, h.project_id, h.what, h.fields FROM history h WHERE h.change_id = ${id} AND h.kind <> 'record'
    AND (h.kind <> 'comment' OR EXISTS (SELECT 1 FROM comments t JOIN records r ON r.id = t.record_id WHERE t.id = h.thing_id AND ${seen}))
    AND (h.kind <> 'file' OR EXISTS (SELECT 1 FROM files t JOIN records r ON r.id = t.record_id WHERE t.id = h.thing_id AND ${seen}
      AND (t.field_id IS NULL OR t.field_id IN (SELECT value FROM json_each(${fields})))))
    ORDER BY h.seq DESC`
}

type Pair = [before: Json, after: Json]

/** A record that one change touched twice goes from what it was first to what it was last. */
function merged(rows: readonly Row[]): Map<number, Map<string, Pair>> {
  const records = new Map<number, Map<string, Pair>>()
  for (const row of rows) {
    const fields = records.get(Number(row.thing_id)) ?? new Map<string, Pair>()
    for (const [key, [before, after]] of Object.entries(JSON.parse(String(row.fields)) as Record<string, Pair>))
      fields.set(key, [fields.has(key) ? fields.get(key)![0] : before, after])
    records.set(Number(row.thing_id), fields)
  }
  return records
}

async function undoRecordUpdates(
  context: Context,
  write: Change,
  project: Project,
  records: Map<number, Map<string, Pair>>,
  kept: KeptValue[],
  seq: number,
): Promise<number> {
  if (records.size === 0) return 0
  // What was written before a field became of another type is no value of it.
  const retyped = new Set(
    project.fields.filter(({ past }) => past.some(({ until }) => seq <= until)).map((field) => String(field.id)),
  )
  const known = columnsOf(project)
  const touched = [...records.values()].flatMap((fields) => [...fields.keys()])
  const keys = [...new Set([...touched, 'list'])].filter((key) => known.has(key))
  const current = await valuesNow(
    context,
    keys.map((key) => known.get(key)!),
    [...records.keys()],
  )
  // Rows that set the same columns are written together.
  const groups = new Map<string, unknown[][]>()
  for (const [id, fields] of records) {
    const now = current.get(id)
    if (!now) continue
    const lives = (list: Json) => project.lists.some((one) => one.id === list)
    // A list that is gone takes no record back: it stays where it is, with that list's clock and day of closing.
    const stays = fields.has('list') && !lives(fields.get('list')![0])
    if (stays) kept.push({ record: String(id), field: 'list', current: now.list ?? null })
    const back = [...fields].filter(([key, [before, after]]) => {
      if (!known.has(key) || same(before, after)) return false
      if (stays && LIST_KEYS.has(key)) return false
      if (key === 'tags' || key === 'assignees') return true
      if (!retyped.has(key) && same(now[key] ?? null, after)) return true
      if (key !== 'position' && key !== 'enteredListAt')
        kept.push({ record: String(id), field: key, current: now[key] ?? null })
      return false
    })
    if (back.length === 0) continue
    // Out of the bin, but its list is gone: into the first.
    if (!stays && !fields.has('list') && !lives(now.list ?? null) && fields.has('deletedAt'))
      back.push(...firstList(context, project, now))
    const name = JSON.stringify(back.map(([key]) => key))
    const row = [
      id,
      ...back.map(([key, pair]) => (key === 'tags' || key === 'assignees' ? without(now[key] ?? [], pair) : pair[0])),
    ]
    groups.set(name, [...(groups.get(name) ?? []), row])
  }
  let undone = 0
  for (const [name, rows] of groups) {
    write.updateRecords(
      project,
      (JSON.parse(name) as string[]).map((key) => known.get(key)!),
      rows,
      'undone',
    )
    undone += rows.length
  }
  return undone
}

const LIST_KEYS = new Set(['list', 'position', 'enteredListAt', 'closedAt'])

function firstList(context: Context, project: Project, now: Record<string, Json>): [string, Pair][] {
  const [first] = project.lists
  const closed = first!.kind === 'open' ? null : context.now
  return [
    ['list', [first!.id, now.list ?? null]],
    ['enteredListAt', [context.now, null]],
    ['closedAt', [closed, null]],
  ]
}

/** What the change added to the set goes, what it took comes back; what others did to it stays. */
function without(now: Json, [before, after]: Pair): Json {
  const [had, got] = [(before ?? []) as number[], (after ?? []) as number[]]
  const rest = (now as number[]).filter((id) => !got.includes(id) || had.includes(id))
  return [...new Set([...rest, ...had.filter((id) => !got.includes(id))])].sort((a, b) => a - b)
}

const same = (a: Json, b: Json) => JSON.stringify(a) === JSON.stringify(b)

const BUILT_IN = [
  columns.title,
  columns.description,
  columns.due,
  columns.list,
  columns.position,
  columns.createdAt,
  columns.enteredListAt,
  columns.closedAt,
  columns.archivedAt,
  columns.deletedAt,
  columns.tags,
  columns.assignees,
]

/** Every column that history may name. */
function columnsOf(project: Project): Map<string, columns.RecordColumn> {
  const own = project.fields
    .filter((field) => !field.fixed && !['files', 'computed'].includes(typeOf(field.type)?.storage ?? 'computed'))
    .map(columns.fieldColumn)
  return new Map([...BUILT_IN, ...own].map((one) => [one.key, one]))
}

async function valuesNow(context: Context, wanted: readonly columns.RecordColumn[], ids: readonly number[]) {
  if (wanted.length === 0) return new Map<number, Record<string, Json>>()
  const object: Sql = jsonObject(wanted.map((column) => [column.key, column.current.json]))
  const [result] = await context.batch(
    sql`SELECT r.id, ${object} AS now FROM records r WHERE r.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  )
  return new Map(result!.results.map((row) => [Number(row.id), JSON.parse(String(row.now)) as Record<string, Json>]))
}
