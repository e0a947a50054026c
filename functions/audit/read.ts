import * as v from 'valibot'
import { idFrom, type Json, type Rights } from '../../src/core/model/index.ts'
import { requirePeopleRight } from '../../src/core/permissions/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context.ts'
import type { Row } from '../db/batch.ts'
import { isProject, visibleProjectRights } from '../roles/roles.ts'
import { AUDIT_KINDS } from './entry.ts'

const PAGE = 50

export const auditQuery = v.object({
  kind: v.optional(v.picklist(AUDIT_KINDS)),
  /** who did it, or whom it was done to */
  person: v.optional(v.string()),
  from: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  to: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  cursor: v.optional(v.string()),
})

/** The audit log, newest first. Names are as they are now; what is gone keeps the name that it had. */
export async function readAudit(context: Context, query: v.InferOutput<typeof auditQuery>) {
  requirePeopleRight(context.access)
  const person = query.person === undefined ? null : idFrom(query.person)
  const at = (instant: string | undefined, none: number) => (instant === undefined ? none : Date.parse(instant))
  const before = Number(query.cursor ?? Number.MAX_SAFE_INTEGER)
  const [result] = await context.batch(
    sql`SELECT a.id, a.at, a.kind, a.person_id, p.name AS person, a.key_id, k.name AS key, a.subject, a.subject_id, a.detail,
        CASE a.subject WHEN 'person' THEN (SELECT name FROM people WHERE id = a.subject_id) WHEN 'role' THEN (SELECT name FROM roles WHERE id = a.subject_id)
          WHEN 'team' THEN (SELECT name FROM teams WHERE id = a.subject_id) WHEN 'key' THEN (SELECT name FROM keys WHERE id = a.subject_id)
          WHEN 'project' THEN (SELECT name FROM projects WHERE id = a.subject_id) END AS named
      FROM audit a LEFT JOIN people p ON p.id = a.person_id LEFT JOIN keys k ON k.id = a.key_id
      WHERE a.id < ${Number.isFinite(before) ? before : 0} AND a.at >= ${at(query.from, 0)} AND a.at <= ${at(query.to, Number.MAX_SAFE_INTEGER)}
        AND ${visibleSubjects(context)}
        AND (${query.kind ?? null} IS NULL OR a.kind = ${query.kind ?? null})
        AND (${query.person === undefined ? 1 : 0} OR a.person_id = ${person} OR (a.subject = 'person' AND a.subject_id = ${person}))
      ORDER BY a.id DESC LIMIT ${PAGE + 1}`,
  )
  const rows = result!.results
  return {
    entries: rows.slice(0, PAGE).map((row) => entryFrom(context, row)),
    next: rows.length > PAGE ? String(rows[PAGE - 1]!.id) : null,
  }
}

/** What was done to a record or a project that is closed to the reader, or gone and would be, isn't there for them. */
function visibleSubjects({ access, catalog, unfilteredCatalog }: Context): Sql {
  const ids = (projects: readonly { id: number }[]) => JSON.stringify(projects.map(({ id }) => id))
  const seen = new Set(catalog.projects.map(({ id }) => id))
  const closedUnlessNamed = access.rights.projects['*'].access === 'none'
  const among = closedUnlessNamed
    ? sql`IN (SELECT value FROM json_each(${ids(catalog.projects)}))`
    : sql`NOT IN (SELECT value FROM json_each(${ids(unfilteredCatalog.projects.filter(({ id }) => !seen.has(id)))}))`
  return sql`CASE a.subject WHEN 'record' THEN a.subject_id % 4096 ${among} WHEN 'project' THEN a.subject_id ${among} ELSE 1 END`
}

/** A role's rights before and after, a key's projects: what of them the reader sees. */
function visibleDetail({ catalog }: Context, detail: Record<string, Json>): Record<string, Json> {
  const told = Object.entries(detail).map(([name, value]): [string, Json] => {
    if (name === 'projects' && Array.isArray(value)) return [name, value.filter((id) => isProject(catalog, String(id)))]
    const { projects } = (value ?? {}) as { projects?: Rights['projects'] }
    return [
      name,
      projects
        ? ({ ...(value as object), projects: visibleProjectRights(catalog, projects) } as unknown as Json)
        : value,
    ]
  })
  return Object.fromEntries(told)
}

function entryFrom(context: Context, row: Row) {
  const detail = visibleDetail(context, JSON.parse(String(row.detail)) as Record<string, Json>)
  const called = row.named ?? detail.name ?? detail.email ?? ''
  return {
    id: String(row.id),
    at: new Date(Number(row.at)).toISOString(),
    kind: String(row.kind),
    by: row.person_id === null ? null : { id: String(row.person_id), name: String(row.person ?? '') },
    key: row.key_id === null ? null : { id: String(row.key_id), name: String(row.key ?? '') },
    subject:
      row.subject === null ? null : { kind: String(row.subject), id: String(row.subject_id), name: String(called) },
    detail,
  }
}
