import type { HistoryAnswer, HistoryEntry } from '../../src/core/api/answers.ts'
import { notFound } from '../../src/core/errors/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import { isSameJson, type Json, type Project } from '../../src/core/model/index.ts'
import { afterCursor } from '../../src/core/query/index.sql.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { storedFormat } from '../changes/stored-format.ts'
import type { Context } from '../context/index.ts'
import { orderOf, type Paging, pageOf } from '../db/page.ts'
import { selectIfVisible, visibleAnywhere } from '../db/record-visibility.ts'
import { withGoneOptions } from './gone-options.ts'

const PAGE = 50

const NEWEST = orderOf('history', 'h.seq', true)

export interface HistoryRow {
  seq: number
  change_id: number
  what: string
  /** JSON: {"<key>": [before, after]} in stored form */
  fields: string
  at: number
  person_id: number | null
  via: string | null
  via_id: number | null
  name: string | null
  /** of the automation that made it, where the reader sees its project */
  automation: string | null
  /** of the form that it came in by, whoever made it */
  form: string | null
  undone: number
}

/** A record's activity, newest first: who changed what from what to what. Only fields that the reader may see. */
export async function readHistory(
  context: Context,
  { id, project }: { id: number; project: Project },
  { cursor, limit = PAGE }: Paging,
): Promise<HistoryAnswer> {
  const { cut } = pageOf(NEWEST, { cursor, limit })
  const after = cursor === undefined ? raw('1') : afterCursor(NEWEST, cursor)
  const ofRecord = sql`h.kind = 'record' AND h.thing_id = ${id} AND ${after} AND ${hasVisibleValues(project)}`
  const [visible, rows] = await context.batch(
    selectIfVisible(id, project),
    sql<HistoryRow>`${selectHistory(context, ofRecord)} ORDER BY ${NEWEST.by} LIMIT ${limit + 1}`,
  )
  if (visible.length === 0) throw notFound()
  const { page, next } = cut(rows, ({ seq }) => [seq])
  return { entries: await historyEntries(context, { id, project }, page), next }
}

/** Rows of history `h`, with who made them and whether they were taken back. */
export function selectHistory(context: Context, where: Sql): Sql<HistoryRow> {
  const visibleProjects = sql`(SELECT value FROM json_each(${JSON.stringify(context.catalog.projects.map((one) => one.id))}))`
  return sql`SELECT h.seq, h.change_id, h.what, h.fields, c.at, c.person_id, c.via, c.via_id, p.name, a.name AS automation, f.name AS form,
      EXISTS (SELECT 1 FROM changes u WHERE u.undoes = h.change_id) AS undone
    FROM history h JOIN changes c ON c.id = h.change_id LEFT JOIN people p ON p.id = c.person_id
      LEFT JOIN automations a ON c.via = 'automation' AND a.id = c.via_id AND a.project_id IN ${visibleProjects}
      LEFT JOIN forms f ON c.via = 'form' AND f.id = c.via_id AND f.project_id IN ${visibleProjects} WHERE ${where}`
}

/** Rows of a record's history as the reader sees them. */
export async function historyEntries(
  context: Context,
  { id, project }: { id: number; project: Project },
  rows: readonly HistoryRow[],
): Promise<HistoryEntry[]> {
  const titles = await linkedTitles(context, project, id, rows)
  const named = await withGoneOptions(context, project, rows)
  return rows.map((row) => entryFrom(context, named, row, titles))
}

/**
 * Whether a row has anything to tell this reader: that something hidden was changed is hidden too. What is no edit of values (it was
 * made, moved, deleted) is told of any record that is seen.
 */
function hasVisibleValues(project: Project): Sql {
  const keys = JSON.stringify(project.fields.map((field) => String(field.id)))
  return sql`(h.what NOT IN ('updated', 'undone', 'handedOver', 'pressed') OR EXISTS (SELECT 1 FROM json_each(h.fields) f
    WHERE f.value ->> 0 IS NOT f.value ->> 1 AND (f.key GLOB '[a-z]*' OR f.key IN (SELECT value FROM json_each(${keys})))))`
}

function entryFrom(context: Context, project: Project, row: HistoryRow, titles: Map<number, string>): HistoryEntry {
  const fields = JSON.parse(row.fields) as Record<string, [Json, Json]>
  return {
    seq: row.seq,
    change: String(row.change_id),
    at: new Date(row.at).toISOString(),
    by: {
      // What a visitor sent its owner hasn't done.
      ...(row.form !== null && { form: { id: String(row.via_id), name: row.form } }),
      ...(row.person_id !== null &&
        row.via !== 'form' && { person: { id: String(row.person_id), name: row.name ?? '' } }),
      ...(row.via === 'import' && { import: String(row.via_id) }),
      ...(row.automation !== null && { automation: { id: String(row.via_id), name: row.automation } }),
    },
    kind: row.what,
    undone: row.undone === 1,
    fields: Object.entries(fields).flatMap(([key, [before, after]]) => {
      const shown = storedFormat(context, project, key, row.seq, titles)
      if (!shown || isSameJson(before, after)) return []
      return [{ field: key, name: shown.name, before: shown.format(before), after: shown.format(after) }]
    }),
  }
}

/** Current titles of the records that these rows link to. A record that is no longer linked is included only if the reader may see it. */
async function linkedTitles(
  context: Context,
  project: Project,
  record: number,
  rows: readonly HistoryRow[],
): Promise<Map<number, string>> {
  const links = project.fields
    .filter((field) => typeOf(field.type)?.storage === 'links')
    .map((field) => String(field.id))
  const ids = rows.flatMap((row) => {
    const fields = JSON.parse(row.fields) as Record<string, [number[] | null, number[] | null]>
    return links.flatMap((key) => (fields[key] ?? []).flatMap((side) => side ?? []))
  })
  if (ids.length === 0) return new Map()
  const [linked] = await context.batch(
    sql<{
      id: number
      title: string
    }>`SELECT r.id, r.title FROM records r WHERE r.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
      AND (EXISTS (SELECT 1 FROM links l WHERE l.from_id = ${record} AND l.to_id = r.id
        AND l.field_id IN (SELECT value FROM json_each(${JSON.stringify(links)}))) OR (${visibleAnywhere(context.catalog)}))`,
  )
  return new Map(linked.map(({ id, title }) => [id, title]))
}
