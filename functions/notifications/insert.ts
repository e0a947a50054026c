import type { NotificationKind, NotificationText } from '../../src/core/api/notification.ts'
import type { Catalog, Project } from '../../src/core/model/index.ts'
import { DEFAULT_NOTIFY } from '../../src/core/notifications/index.ts'
import { accessOf, visibleCatalog } from '../../src/core/permissions/index.ts'
import { ownedBy } from '../../src/core/query/index.sql.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { jsonChunks } from '../changes/json-chunks.ts'

/** What somebody is to be told of. */
export interface NewNotification {
  person: number
  /** made of the cause: one cause tells a person once, however often this is tried */
  key: string
  kind: NotificationKind
  at: number
  project: number | null
  record: number | null
  byPerson: number | null
  byAutomation: number | null
  text: NotificationText
  /** how, whatever they have chosen; as they have chosen where it isn't said */
  via?: 'inApp' | 'mail' | null | undefined
}

/**
 * Inserts notifications, for any batch: one statement, and a further one a megabyte. Each answers whom it tells, for `tellPeople`.
 * Nobody is told of what they did themselves, nor of a project or record that they don't see, nor once they have left, nor of what
 * they want to hear nothing of.
 */
export function notificationStatements(
  notifications: readonly NewNotification[],
  catalog: Catalog,
): Sql<{ person: number }>[] {
  const readers = readersOf(catalog)
  const rows = notifications.flatMap((one) => {
    if (one.byAutomation === null && one.byPerson === one.person) return []
    const reader = readers(one.person, one.project)
    if (!reader) return []
    const { person, key, kind, at, project, record, byPerson, byAutomation, text, via = null } = one
    return [[person, key, kind, at, project, record, byPerson, byAutomation, text, via, reader.recordOwners ?? null]]
  })
  return [...jsonChunks(rows)].map(([, payload]) => insert(payload))
}

const column = (index: number): Sql => raw(`n.value ->> ${index}`)
const [PERSON, KIND, RECORD, VIA] = [column(0), column(2), column(5), column(9)]

/** As the person has chosen for the kind, or as everybody is told of it. */
const chosen = (what: 'inApp' | 'mail'): Sql => {
  const path = sql`'$.' || (${KIND}) || ${raw(`'.${what}'`)}`
  return sql`coalesce(json_extract(p.notify, ${path}), json_extract(${JSON.stringify(DEFAULT_NOTIFY)}, ${path}))`
}

const insert = (payload: string): Sql<{ person: number }> =>
  sql`INSERT INTO notifications (person_id, key, kind, at, project_id, record_id, by_person, by_automation, text, in_app, mail)
    SELECT * FROM (SELECT p.id, ${column(1)}, ${KIND}, ${column(3)}, ${column(4)}, ${RECORD}, ${column(6)}, ${column(7)}, ${column(8)},
        CASE ${VIA} WHEN 'inApp' THEN 1 WHEN 'mail' THEN 0 ELSE ${chosen('inApp')} END AS in_app,
        nullif(CASE ${VIA} WHEN 'inApp' THEN 'none' WHEN 'mail' THEN 'now' ELSE ${chosen('mail')} END, 'none') AS mail
      FROM json_each(${payload}) n CROSS JOIN people p ON p.id = ${PERSON}
      WHERE p.deactivated_at IS NULL AND (n.value ->> 10 IS NULL OR ${RECORD} IS NULL OR EXISTS (SELECT 1 FROM records r
        WHERE r.id = ${RECORD} AND ${ownedBy(raw("SELECT o.value FROM json_each(n.value, '$[10]') o"), 'r')})))
    WHERE in_app OR mail IS NOT NULL
    ON CONFLICT (person_id, key) DO NOTHING RETURNING person_id AS person`

/** Of a project what limits its records for a person; null where they don't see it. */
function readersOf(catalog: Catalog) {
  const people = new Map(catalog.people.map((one) => [one.id, one]))
  return (id: number, projectId: number | null): Pick<Project, 'recordOwners'> | null => {
    const person = people.get(id)
    if (!person || person.deactivated) return null
    if (projectId === null) return {}
    const { projects } = visibleCatalog(catalog, accessOf(catalog, person))
    return projects.find((project) => project.id === projectId) ?? null
  }
}
