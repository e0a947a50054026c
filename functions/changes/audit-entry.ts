import type { AuditKind } from '../../src/core/api/audit.ts'
import { empty, jsonObject, Sql, sql } from '../../src/core/sql/index.ts'

export interface AuditEntry {
  kind: AuditKind
  at: number
  /** who did it; null where nobody is known */
  person: number | null | Sql
  key?: number | null | Sql
  /** what it was done to */
  subject?: readonly [
    kind: 'person' | 'role' | 'team' | 'key' | 'invitation' | 'record' | 'project' | Sql,
    id: number | Sql,
  ]
  /** names as they are now, what it was before and after */
  detail?: Record<string, unknown>
  /** one line for each of these rows, whose columns the rest may name: `FROM … WHERE …` */
  from?: Sql
}

/** A line of the audit log, to stand in the batch that does it. Compiled SQL, since it is made of rows as often as of values. */
export const auditEntry = ({ kind, at, person, key = null, subject, detail = {}, from = empty }: AuditEntry): Sql =>
  sql`INSERT INTO audit (at, person_id, key_id, kind, subject, subject_id, detail)
    SELECT ${at}, ${person}, ${key}, ${kind}, ${subject?.[0] ?? null}, ${subject?.[1] ?? null}, ${detailSql(detail)} ${from}`

function detailSql(detail: Record<string, unknown>): Sql {
  const values = Object.entries(detail)
  if (!values.some(([, value]) => value instanceof Sql)) return sql`${JSON.stringify(detail)}`
  return jsonObject(
    values.map(([name, value]) => [name, value instanceof Sql ? value : sql`json(${JSON.stringify(value)})`]),
  )
}
