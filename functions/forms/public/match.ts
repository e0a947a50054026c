import { isSameJson, type Json } from '../../../src/core/model/index.ts'
import { join, jsonObject, type Sql, sql } from '../../../src/core/sql/index.ts'
import { identityOf } from '../../../src/core/text/identity.ts'
import * as columns from '../../changes/record-columns.ts'
import { selectValueHolders } from '../../changes/unique.ts'
import { guard } from '../../db/batch.ts'
import { andVisible } from '../../db/record-visibility.ts'
import { matchFields } from '../forms.ts'
import type { LiveForm } from './open-form.ts'

/** A record that has the visitor's address or phone, or what no two records may both have. */
export interface Found {
  id: number
  version: number
  assignees: number[]
  /** what it has by the columns' keys, as stored */
  now: Record<string, Json>
  /** keys of the fields by which it was found */
  by: string[]
}

/** SQLite takes five parts of a UNION. */
const MOST_FIELDS = 4

/** How the records are looked for that a visitor may be; null where nothing was sent that could find one. */
export interface Search {
  statement(
    wanted: readonly columns.RecordColumn[],
  ): Sql<{ id: number; version: number; assignees: string; now: string; by: string }>
  /** stops the batch, to be done again, where others are found by now */
  unchanged(found: readonly Found[]): ReturnType<typeof guard>
}

/** By the fields that the form matches by, and those whose values are unique. */
export function searchFor(
  { project, definition }: LiveForm,
  parsed: readonly { key: string; stored: unknown }[],
): Search | null {
  const by = new Set([
    ...matchFields(project, definition.match?.by ?? []),
    ...project.fields.filter(({ unique }) => unique),
  ])
  const sent = new Map(parsed.map(({ key, stored }) => [key, stored]))
  const holders = [...by].flatMap((field) => {
    const stored = sent.get(String(field.id))
    if (stored === null || stored === undefined || Array.isArray(stored)) return []
    const value = typeof stored === 'string' ? identityOf(stored) : stored
    return [
      sql`SELECT id, ${String(field.id)} AS field FROM (${selectValueHolders(project, field, JSON.stringify([value]))})`,
    ]
  })
  if (holders.length === 0) return null
  const all = join(holders.slice(0, MOST_FIELDS), ' UNION ')
  const ids = sql`SELECT DISTINCT m.id FROM (${all}) m CROSS JOIN records r ON r.id = m.id WHERE r.deleted_at IS NULL${andVisible(project)}`
  return {
    statement: (wanted) =>
      sql`SELECT r.id, r.version, ${columns.assignees.current.json} AS assignees, ${jsonObject(wanted.map(({ key, current }) => [key, current.json]))} AS now,
        (SELECT json_group_array(m.field) FROM (${all}) m WHERE m.id = r.id) AS by
        FROM (${ids}) f CROSS JOIN records r ON r.id = f.id ORDER BY r.id LIMIT 20`,
    unchanged(found) {
      const same = JSON.stringify(found.map(({ id, version }) => [id, version]))
      return guard(
        sql`(SELECT json_group_array(json_array(v.id, v.version)) FROM (SELECT r.id, r.version FROM (${ids}) f CROSS JOIN records r ON r.id = f.id ORDER BY r.id LIMIT 20) v) = ${same}`,
        'written',
      )
    },
  }
}

export const foundFrom = (
  rows: readonly { id: number; version: number; assignees: string; now: string; by: string }[],
): Found[] =>
  rows.map(({ id, version, assignees, now, by }) => ({
    id,
    version,
    assignees: JSON.parse(assignees) as number[],
    now: JSON.parse(now) as Record<string, Json>,
    by: JSON.parse(by) as string[],
  }))

/** Nothing stands in it. */
export const isEmptyStored = (stored: Json | undefined): boolean =>
  stored === undefined ||
  stored === null ||
  stored === '' ||
  stored === '[]' ||
  (Array.isArray(stored) && stored.length === 0)

/** What of it is the same, whatever its case: nobody has to choose between the two. */
export const isSameStored = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string' ? identityOf(a) === identityOf(b) : isSameJson(a, b)
