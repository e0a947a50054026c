import { and, sql as drizzleSql, eq, gte, lte, or } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { auditQuery } from '../../src/core/api/audit.ts'
import { idFrom, type Json, PROJECTS, type Rights } from '../../src/core/model/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import { asDrizzle } from '../db/as-drizzle.ts'
import { orderOf, pageOf } from '../db/page.ts'
import { audit, keys, people } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import { isProject, visibleProjectRights } from '../roles/index.ts'

const PAGE = 50

/** The audit log, newest first, with current names; deleted things keep their last name. */
export async function readAudit(context: Context, query: InferOutput<typeof auditQuery>) {
  const person = query.person === undefined ? undefined : (idFrom(query.person) ?? -1)
  const { after, by, rows, cut } = pageOf(orderOf('audit', 'audit.id', true), { ...query, limit: query.limit ?? PAGE })
  const [found] = await context.batch(
    context.db
      .select(
        selectColumns({
          id: audit.id,
          at: audit.at,
          kind: audit.kind,
          personId: audit.personId,
          person: people.name,
          keyId: audit.keyId,
          key: keys.name,
          subject: audit.subject,
          subjectId: audit.subjectId,
          subjectName: SUBJECT_NAME,
          detail: audit.detail,
        }),
      )
      .from(audit)
      .leftJoin(people, eq(people.id, audit.personId))
      .leftJoin(keys, eq(keys.id, audit.keyId))
      .where(
        and(
          after,
          gte(audit.at, query.from === undefined ? 0 : Date.parse(query.from)),
          lte(audit.at, query.to === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(query.to)),
          asDrizzle(visibleSubjects(context)),
          query.kind && eq(audit.kind, query.kind),
          person === undefined
            ? undefined
            : or(eq(audit.personId, person), and(eq(audit.subject, 'person'), eq(audit.subjectId, person))),
        ),
      )
      .orderBy(by)
      .limit(rows),
  )
  const { page, next } = cut(found, ({ id }) => [id])
  return { entries: page.map((row) => entryFrom(context, row)), next }
}

const SUBJECT_NAME = drizzleSql<
  string | null
>`CASE ${audit.subject} WHEN 'person' THEN (SELECT name FROM people WHERE id = ${audit.subjectId})
  WHEN 'role' THEN (SELECT name FROM roles WHERE id = ${audit.subjectId}) WHEN 'team' THEN (SELECT name FROM teams WHERE id = ${audit.subjectId})
  WHEN 'key' THEN (SELECT name FROM keys WHERE id = ${audit.subjectId}) WHEN 'project' THEN (SELECT name FROM projects WHERE id = ${audit.subjectId}) END`

/** What was done to a record or a project that is closed to the reader, or gone and would be, isn't there for them. */
function visibleSubjects({ access, catalog, unfilteredCatalog }: Context): Sql {
  const ids = (projects: readonly { id: number }[]) => JSON.stringify(projects.map(({ id }) => id))
  const visible = new Set(catalog.projects.map(({ id }) => id))
  const closedUnlessNamed = access.rights.projects['*'].access === 'none'
  const among = closedUnlessNamed
    ? sql`IN (SELECT value FROM json_each(${ids(catalog.projects)}))`
    : sql`NOT IN (SELECT value FROM json_each(${ids(unfilteredCatalog.projects.filter(({ id }) => !visible.has(id)))}))`
  return sql`CASE audit.subject WHEN 'record' THEN audit.subject_id % ${raw(String(PROJECTS))} ${among} WHEN 'project' THEN audit.subject_id ${among} ELSE 1 END`
}

/** A role's rights before and after, a key's projects: what of them the reader sees. */
function visibleDetail({ catalog }: Context, detail: Record<string, Json>): Record<string, Json> {
  const visible = Object.entries(detail).map(([name, value]): [string, Json] => {
    if (name === 'projects' && Array.isArray(value)) return [name, value.filter((id) => isProject(catalog, String(id)))]
    const { projects } = (value ?? {}) as { projects?: Rights['projects'] }
    if (!projects) return [name, value]
    return [name, { ...(value as object), projects: visibleProjectRights(catalog, projects) } as unknown as Json]
  })
  return Object.fromEntries(visible)
}

interface AuditRow {
  id: number
  at: number
  kind: string
  personId: number | null
  person: string | null
  keyId: number | null
  key: string | null
  subject: string | null
  subjectId: number | null
  subjectName: string | null
  detail: Record<string, Json>
}

function entryFrom(context: Context, row: AuditRow) {
  const detail = visibleDetail(context, row.detail)
  const name = String(row.subjectName ?? detail.name ?? detail.email ?? '')
  return {
    id: String(row.id),
    at: new Date(row.at).toISOString(),
    kind: row.kind,
    by: row.personId === null ? null : { id: String(row.personId), name: row.person ?? '' },
    key: row.keyId === null ? null : { id: String(row.keyId), name: row.key ?? '' },
    subject: row.subject === null ? null : { kind: row.subject, id: String(row.subjectId), name },
    detail,
  }
}
