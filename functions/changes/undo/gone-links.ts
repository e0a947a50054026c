import { typeOf } from '../../../src/core/fields/index.ts'
import type { Json, Project } from '../../../src/core/model/index.ts'
import { sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context/index.ts'
import type { Change } from '../change.ts'
import { unlessWritten } from '../unchanged-since.ts'

type Pair = [before: Json, after: Json]

/** By record what a change did to each of its fields. */
export type Edits = ReadonlyMap<number, ReadonlyMap<string, Pair>>

/**
 * History keeps that a field pointed at records that are gone for good by now; no undo makes it point there again. Answers the
 * edits without them, and by record the fields (`lost`) that don't get all of their earlier links back. The batch is stopped if
 * one of the others goes meanwhile.
 */
export async function withoutGoneLinks(
  context: Context,
  change: Change,
  project: Project,
  edits: Edits,
): Promise<{ edits: Edits; lost: ReadonlyMap<number, readonly string[]> }> {
  const links = new Set(
    project.fields.filter(({ type }) => typeOf(type)?.storage === 'links').map(({ id }) => String(id)),
  )
  const linked = new Set<Json>()
  for (const fields of edits.values())
    for (const [key, pair] of fields) if (links.has(key)) for (const id of pair.flatMap(asList)) linked.add(id)
  if (linked.size === 0) return { edits, lost: new Map() }
  const isGone = sql`NOT EXISTS (SELECT 1 FROM records r WHERE r.id = l.value)`
  const among = (ids: Iterable<Json>) => sql`FROM json_each(${JSON.stringify([...ids])}) l WHERE ${isGone}`
  const [rows] = await context.batch(sql<{ id: number }>`SELECT l.value AS id ${among(linked)}`)
  const gone = new Set<Json>(rows.map(({ id }) => id))
  change.add(unlessWritten(sql`NOT EXISTS (SELECT 1 ${among([...linked].filter((id) => !gone.has(id)))})`))
  const isLost = ([key, [before]]: [string, Pair]) => links.has(key) && asList(before).some((id) => gone.has(id))
  const there = (value: Json) => (Array.isArray(value) ? value.filter((id) => !gone.has(id)) : value)
  const rest = ([key, [before, after]]: [string, Pair]): [string, Pair] =>
    links.has(key) ? [key, [there(before), there(after)]] : [key, [before, after]]
  return {
    edits: new Map([...edits].map(([id, fields]) => [id, new Map([...fields].map(rest))])),
    lost: new Map([...edits].map(([id, fields]) => [id, [...fields].filter(isLost).map(([key]) => key)])),
  }
}

/** A value of an earlier type of the field is no list. */
const asList = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [])
