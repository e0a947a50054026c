import { type Issue, issue, Problem } from '../../src/core/errors/index.ts'
import { encodeValue, typeOf } from '../../src/core/fields/index.ts'
import { type Field, lastKey, type Project } from '../../src/core/model/index.ts'
import { fieldNamed, worldOf } from '../../src/core/query/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import { Change } from '../changes/change.ts'
import * as columns from '../changes/record-columns.ts'
import type { Context } from '../context.ts'
import { guard } from '../db/batch.ts'
import { andVisible } from '../db/record-visibility.ts'
import { newRecordColumns } from '../records/create.ts'
import { scopeOf, titleFrom } from '../records/input.ts'
import type { ImportJob } from './import.ts'
import { fieldFor, fieldNamedBy, type NamedRecord, type ReadRow, type Refusal, refusal } from './read-rows.ts'

/**
 * Turns named records into ids, for all rows at once: one look-up a column, then, where the mapping says "create", one batch
 * that makes what is missing. Rows that name what isn't there and may not be made are refused.
 */
export async function resolveReferences(
  context: Context,
  { project, plan, change }: ImportJob,
  rows: ReadRow[],
): Promise<{ rows: ReadRow[]; refused: Refusal[] }> {
  const refused: Refusal[] = []
  for (const column of plan.mapping) {
    const field = fieldFor(project, column)
    if (!field || typeOf(field.type)!.storage !== 'links') continue
    const key = String(field.id)
    const target = context.catalog.projects.find(
      (one) => String(one.id) === (field.config as { project: string }).project,
    )
    const wanted = rows.flatMap((row) => row.wanted.get(key) ?? [])
    if (!target || wanted.length === 0) continue
    const found = await lookUp(context, target, wanted)
    const missing = new Map(wanted.filter((one) => !found.ids.has(name(one))).map((one) => [name(one), one]))
    if (missing.size > 0 && column.missing === 'create') {
      context.project(target.id, 'edit')
      const made = await createMissing(context, change, target, [...missing.values()], found.next)
      for (const [at, id] of made.ids) found.ids.set(at, [id])
      for (const [at, why] of made.refused) found.refused.set(at, why)
    }
    for (const row of rows) {
      const ids: number[] = []
      for (const one of row.wanted.get(key) ?? []) {
        const matches = found.ids.get(name(one)) ?? []
        if (matches.length === 1) ids.push(matches[0]!)
        else if (column.missing !== 'skip')
          refused.push(
            refusal(
              row.row,
              column.column,
              one.value,
              found.refused.get(name(one)) ??
                issue('', matches.length ? 'ambiguous' : 'unknownRecord', { value: one.value, project: target.name }),
            ),
          )
      }
      if (row.wanted.has(key)) row.values.set(key, ids.length > 0 ? [...new Set(ids)] : null)
    }
  }
  const out = new Set(refused.map((one) => one.row))
  return { rows: rows.filter((row) => !out.has(row.row)), refused }
}

const name = ({ by, value }: NamedRecord) => `${by} ${by === 'number' ? value : fold(value)}`

async function lookUp(context: Context, target: Project, wanted: readonly NamedRecord[]) {
  const by = wanted[0]!.by
  const values = JSON.stringify([
    ...new Set(wanted.map(({ value }) => (by === 'number' ? Number(value) : fold(value)))),
  ])
  const [result, next] = await context.batch(matching(context, target, by, values), nextNumber(target))
  const ids = new Map<string, number[]>()
  for (const row of result!.results) {
    const at = `${by} ${row.value}`
    ids.set(at, [...(ids.get(at) ?? []), Number(row.id)])
  }
  return { ids, refused: new Map<string, Issue>(), next: Number(next!.results[0]!.next_number) }
}

const nextNumber = (project: Project): Sql => sql`SELECT next_number FROM projects WHERE id = ${project.id}`

/** Records whose title, number or text field is one of these: `value` is what was matched. */
export function matching(context: Context, target: Project, by: string, values: string): Sql {
  const lives = sql`r.project_id = ${target.id} AND r.deleted_at IS NULL${andVisible(target)}`
  if (by === 'number')
    return sql`SELECT r.id, r.number AS value FROM json_each(${values}) v CROSS JOIN records r ON r.number = v.value WHERE ${lives}`
  if (by === 'title')
    return sql`SELECT r.id, t.text AS value FROM json_each(${values}) v CROSS JOIN texts t ON t.text = v.value AND t.id % 128 = 0
      JOIN records r ON r.id = t.id / 128 WHERE ${lives}`
  const slot = fieldNamed(scopeOf(context, target), by)?.slot ?? -1
  return sql`SELECT r.id, t.text AS value FROM records r JOIN texts t ON t.id = r.id * 128 + ${slot}
    WHERE ${lives} AND t.text IN (SELECT value FROM json_each(${values}))`
}

/** Makes records that have only what they were called by. Stops and looks again if another chunk made some meanwhile. */
async function createMissing(
  context: Context,
  change: number,
  target: Project,
  wanted: readonly NamedRecord[],
  next: number,
) {
  const list = target.lists[0]!
  const { now, person } = context
  const by = wanted[0]!.by
  const field = by === 'title' || by === 'number' ? null : fieldNamedBy(target, by)
  const refused: [string, Issue][] = []
  const rows = wanted.flatMap((one) => {
    try {
      const title = titleFrom(target, one.value.slice(0, 500))
      return [{ one, title, own: field ? [ownValue(context, target, field, one.value)] : [] }]
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      refused.push([name(one), problem.issues[0]!])
      return []
    }
  })
  if (rows.length === 0) return { ids: [], refused }
  const write = new Change(context, { part: change })
  write.add(guard(sql`(${nextNumber(target)}) = ${next}`, 'stale'))
  const made = write.createRecords(
    target,
    [columns.title, ...newRecordColumns, ...(field ? [columns.fieldColumn(field)] : [])],
    rows.map(({ title, own }, i) => [
      ...[null, title],
      ...[list.id, lastKey(now, i), now, person.id, now, list.kind === 'open' ? null : now],
      ...own,
    ]),
  )
  const { rows: answered } = await write.commit(sql`SELECT ${made.id(0)} AS first`)
  const first = Number(answered[0]![0]!.first)
  return { ids: rows.map(({ one }, i) => [name(one), first + i * 4096] as const), refused }
}

function ownValue(context: Context, target: Project, field: Field, text: string): unknown {
  const type = typeOf(field.type)!
  const value = type.parse(text, field.config, worldOf(scopeOf(context, target), field.name))
  return value === null ? null : encodeValue(type, value)[0]
}
