import { typeOf } from '../../../src/core/fields/index.ts'
import { isSameJson, type Json, type Project } from '../../../src/core/model/index.ts'
import { jsonObject, type Sql, sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context/index.ts'
import type { Change } from '../change.ts'
import { newInList } from '../enter-list.ts'
import * as columns from '../record-columns.ts'
import { type Edits, withoutGoneLinks } from './gone-links.ts'
import type { KeptValues } from './kept-value.ts'
import type { RecordHistory } from './steps.ts'

type Pair = [before: Json, after: Json]

/** A record that one change touched twice goes from what it was first to what it was last. */
function merged(rows: readonly RecordHistory[]): Edits {
  const records = new Map<number, Map<string, Pair>>()
  for (const row of rows) {
    const fields = records.get(row.thing_id) ?? new Map<string, Pair>()
    for (const [key, [before, after]] of Object.entries(JSON.parse(row.fields) as Record<string, Pair>))
      fields.set(key, [fields.has(key) ? fields.get(key)![0] : before, after])
    records.set(row.thing_id, fields)
  }
  return records
}

/** By record the keys that are written back. */
export type WrittenKeys = Map<number, ReadonlySet<string>>

/**
 * What was set gets its earlier value, as far as nobody has changed it since; what has it already is left alone. Links to what is
 * gone for good stay away, and are told. `kept` is what the undo has left so far; `last`: the last history row of the step.
 */
export async function undoRecordUpdates(
  context: Context,
  change: Change,
  project: Project,
  rows: readonly RecordHistory[],
  keptValues: KeptValues,
  last: number,
): Promise<WrittenKeys> {
  const written: WrittenKeys = new Map()
  if (rows.length === 0) return written
  const { edits: records, lost } = await withoutGoneLinks(context, change, project, merged(rows))
  // What was written before a field became of another type is no value of it.
  const retyped = new Set(
    project.fields.filter(({ past }) => past.some(({ until }) => last <= until)).map((field) => String(field.id)),
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
    const currentRow = current.get(id)
    if (!currentRow) continue
    const record = String(id)
    const lives = (list: Json) => project.lists.some((one) => one.id === list)
    // A list that is gone takes no record back: it stays where it is, with that list's clock and day of closing.
    const stays = fields.has('list') && !lives(fields.get('list')![0])
    if (stays) keptValues.add({ record, field: 'list', current: currentRow.list ?? null })
    const back = [...fields].flatMap(([key, [before, after]]): [string, Json][] => {
      const current = currentRow[key] ?? null
      if (!known.has(key) || isSameJson(before, after) || isSameJson(current, before)) return []
      if (stays && LIST_KEYS.has(key)) return []
      if (key === 'tags' || key === 'assignees') return [[key, without(current ?? [], [before, after])]]
      if (!retyped.has(key) && !keptValues.has(record, key) && isSameJson(current, after)) return [[key, before]]
      if (key !== 'position' && key !== 'enteredListAt') keptValues.add({ record, field: key, current })
      return []
    })
    for (const key of lost.get(id) ?? []) {
      const written = back.find(([one]) => one === key)
      keptValues.add({ record, field: key, current: written ? written[1] : (currentRow[key] ?? null) })
    }
    if (back.length === 0) continue
    // Out of the bin, but its list is gone: into the first.
    if (!stays && !fields.has('list') && !lives(currentRow.list ?? null) && fields.has('deletedAt'))
      back.push(...firstList(context, project))
    const name = JSON.stringify(back.map(([key]) => key))
    const row = [id, ...back.map(([, value]) => value)]
    const group = groups.get(name)
    if (group) group.push(row)
    else groups.set(name, [row])
  }
  for (const [name, rows] of groups) {
    const keys = JSON.parse(name) as string[]
    change.updateRecords(
      project,
      keys.map((key) => known.get(key)!),
      rows,
      'undone',
    )
    for (const [id] of rows) written.set(id as number, new Set(keys))
  }
  return written
}

const LIST_KEYS = new Set(['list', 'position', 'enteredListAt', 'closedAt'])

function firstList(context: Context, project: Project): [string, Json][] {
  const { list, enteredListAt, closedAt } = newInList(project.lists[0]!, context.now)
  return [
    ['list', list],
    ['enteredListAt', enteredListAt],
    ['closedAt', closedAt],
  ]
}

/** Removes the members that the change added and restores those that it removed; other people's edits of the set are kept. */
function without(current: Json, [before, after]: Pair): Json {
  const [had, got] = [(before ?? []) as number[], (after ?? []) as number[]]
  const rest = (current as number[]).filter((id) => !got.includes(id) || had.includes(id))
  return [...new Set([...rest, ...had.filter((id) => !got.includes(id))])].sort((a, b) => a - b)
}

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
export function columnsOf(project: Project): Map<string, columns.RecordColumn> {
  const fieldColumns = project.fields
    .filter((field) => !field.fixed && !['files', 'computed'].includes(typeOf(field.type)?.storage ?? 'computed'))
    .map(columns.fieldColumn)
  return new Map([...BUILT_IN, ...fieldColumns].map((one) => [one.key, one]))
}

export async function valuesNow(context: Context, wanted: readonly columns.RecordColumn[], ids: readonly number[]) {
  if (wanted.length === 0) return new Map<number, Record<string, Json>>()
  const object: Sql = jsonObject(wanted.map((column) => [column.key, column.current.json]))
  const [rows] = await context.batch(
    sql<{
      id: number
      now: string
    }>`SELECT r.id, ${object} AS now FROM records r WHERE r.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  )
  return new Map(rows.map(({ id, now }) => [id, JSON.parse(now) as Record<string, Json>]))
}
