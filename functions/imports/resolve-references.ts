import { isKnown } from '../../src/core/csv/index.ts'
import { type Issue, issue, Problem } from '../../src/core/errors/index.ts'
import { encodeValue, typeOf } from '../../src/core/fields/index.ts'
import { type Field, lastKey, PROJECTS, type Project } from '../../src/core/model/index.ts'
import { worldOf } from '../../src/core/query/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import { identityOf } from '../../src/core/text/identity.ts'
import { Change } from '../changes/index.ts'
import * as columns from '../changes/record-columns.ts'
import type { Context } from '../context/index.ts'
import { guard } from '../db/batch.ts'
import { NEW_RECORD, newRecord, titleFrom } from '../records/index.ts'
import type { ImportJob } from './import-job.ts'
import { fieldFor, fieldNamedBy, type NamedRecord, type ReadRow, type Refusal, refusal } from './read-rows.ts'
import { matchesOf, selectMatching, selectNextNumber } from './select-matching.ts'

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
  for (const column of plan.mapping.filter(isKnown)) {
    const field = fieldFor(project, column)
    if (!field || typeOf(field.type)!.storage !== 'links') continue
    const key = String(field.id)
    const target = context.catalog.projects.find(
      (one) => String(one.id) === (field.config as { project: string }).project,
    )
    const wanted = rows.flatMap((row) => row.wanted.get(key) ?? [])
    if (!target || wanted.length === 0) continue
    const found = await lookUp(context, target, wanted)
    const missing = new Map(wanted.filter((one) => found.idsOf(one).length === 0).map((one) => [name(one), one]))
    const createdIds = new Map<string, number>()
    if (missing.size > 0 && column.missing === 'create') {
      context.project(target.id, 'edit')
      const created = await createMissing(context, change, target, [...missing.values()], found.next)
      for (const [index, id] of created.ids) createdIds.set(index, id)
      for (const [index, why] of created.refused) found.refused.set(index, why)
    }
    for (const row of rows) {
      const ids: number[] = []
      for (const one of row.wanted.get(key) ?? []) {
        const matches = createdIds.has(name(one)) ? [createdIds.get(name(one))!] : found.idsOf(one)
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

const name = ({ by, value }: NamedRecord) => `${by} ${by === 'number' ? value : identityOf(value)}`

async function lookUp(context: Context, target: Project, wanted: readonly NamedRecord[]) {
  const by = wanted[0]!.by
  const values = JSON.stringify([
    ...new Set(wanted.map(({ value }) => (by === 'number' ? Number(value) : fold(value)))),
  ])
  const [rows, [next]] = await context.batch(selectMatching(context, target, by, values), selectNextNumber(target))
  const matches = matchesOf(rows)
  const idsOf = ({ value }: NamedRecord) => matches(by === 'number' ? String(Number(value)) : value)
  return { idsOf, refused: new Map<string, Issue>(), next: next!.next_number }
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
  const part = new Change(context, { part: change })
  part.add(guard(sql`(${selectNextNumber(target)}) = ${next}`, 'stale'))
  const created = part.createRecords(
    target,
    [columns.title, ...NEW_RECORD, ...(field ? [columns.fieldColumn(field)] : [])],
    rows.map(({ title, own }, i) => [null, title, ...newRecord(context, list, lastKey(context.now, i)), ...own]),
  )
  const [[first]] = await part.commit(sql<{ id: number }>`SELECT ${created.id(0)} AS id`)
  return { ids: rows.map(({ one }, i) => [name(one), first!.id + i * PROJECTS] as const), refused }
}

function ownValue(context: Context, target: Project, field: Field, text: string): unknown {
  const type = typeOf(field.type)!
  const value = type.parse(text, field.config, worldOf(context.scope(target), field.name))
  return value === null ? null : encodeValue(type, value)[0]
}
