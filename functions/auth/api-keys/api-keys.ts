import * as v from 'valibot'
import { invalid, notFound } from '../../../src/core/errors/index.ts'
import { parse } from '../../../src/core/errors/parse.ts'
import { idFrom } from '../../../src/core/model/index.ts'
import { requirePeopleRight, requireWorkspaceRight } from '../../../src/core/permissions/index.ts'
import { raw, sql } from '../../../src/core/sql/index.ts'
import { auditEntry } from '../../audit/entry.ts'
import type { Context } from '../../context.ts'
import type { Row } from '../../db/batch.ts'
import { findPerson, requireSubordinate } from '../../people/people.ts'
import { isProject } from '../../roles/roles.ts'
import { newSecret, sha256Hex } from '../secret.ts'
import { requireSessionToken } from '../session.ts'

/** What every key begins with, so that one that leaked is known for what it is. */
const KEY_START = 'tonle_'

export const keyInput = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(60)),
  scopes: v.optional(v.pipe(v.array(v.picklist(['read', 'write'])), v.minLength(1), v.maxLength(2)), ['read']),
  /** ids; null for all that the person may see, now and later */
  projects: v.optional(v.nullable(v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(200))), null),
  expiresAt: v.optional(v.nullable(v.pipe(v.string(), v.isoTimestamp())), null),
})

const COLUMNS = raw(
  'k.id, k.name, k.start, k.person_id, p.name AS person, k.scopes, k.projects, k.created_at, k.expires_at, k.used_at FROM keys k JOIN people p ON p.id = k.person_id',
)

/** One's own keys, or with `everyone` all of them. */
export async function readKeys(context: Context, everyone: boolean) {
  if (everyone) requirePeopleRight(context.access)
  const [result] = await context.batch(
    sql`SELECT ${COLUMNS} WHERE k.revoked_at IS NULL AND (${everyone ? 1 : 0} OR k.person_id = ${context.person.id}) ORDER BY k.id DESC LIMIT 500`,
  )
  return { keys: result!.results.map((row) => keyFrom(context, row)) }
}

/** Makes a key of one's own. It may never do more than its person, whatever becomes of them. */
export async function createKey(context: Context, body: unknown) {
  // A key makes no keys: they would outlive it.
  requireSessionToken(context)
  requireWorkspaceRight(context.access, 'keys')
  const { name, scopes, projects, expiresAt } = parse(keyInput, body)
  for (const [i, id] of (projects ?? []).entries())
    if (!isProject(context.catalog, id)) throw invalid(`projects.${i}`, 'unknownProject')
  const expires = expiresAt === null ? null : Date.parse(expiresAt)
  if (expires !== null && expires <= context.now) throw invalid('expiresAt', 'alreadyPast')
  const secret = KEY_START + newSecret()
  const { now, person } = context
  const results = await context.batch(
    sql`INSERT INTO keys (person_id, name, hash, start, scopes, projects, created_at, expires_at)
      VALUES (${person.id}, ${name}, ${await sha256Hex(secret)}, ${secret.slice(0, KEY_START.length + 4)},
        ${JSON.stringify([...new Set(scopes)].sort())}, ${projects && JSON.stringify(projects.map(Number))}, ${now}, ${expires})`,
    auditEntry({
      kind: 'keyMade',
      at: now,
      person: person.id,
      subject: ['key', raw('last_insert_rowid()')],
      detail: { name, scopes, projects },
    }),
    sql`SELECT ${COLUMNS} WHERE k.id = (SELECT max(id) FROM keys)`,
  )
  return { key: { ...keyFrom(context, results.at(-1)!.results[0]!), secret } }
}

/** One's own, or anybody's for who looks after the people. It fails at its next request. */
export async function revokeKey(context: Context, sent: string): Promise<Record<string, never>> {
  requireSessionToken(context)
  const mine = context.access.rights.workspace.people ? raw('1') : sql`person_id = ${context.person.id}`
  const [found] = await context.batch(
    sql`SELECT id, name, person_id FROM keys WHERE id = ${idFrom(sent)} AND revoked_at IS NULL AND ${mine}`,
  )
  const row = found!.results[0]
  if (!row) throw notFound()
  if (row.person_id !== context.person.id) requireSubordinate(context, findPerson(context, String(row.person_id)))
  await context.batch(
    sql`UPDATE keys SET revoked_at = ${context.now} WHERE id = ${row.id as number}`,
    auditEntry({
      kind: 'keyRevoked',
      at: context.now,
      person: context.person.id,
      subject: ['key', row.id as number],
      detail: { name: row.name, person: String(row.person_id) },
    }),
  )
  return {}
}

const instant = (at: unknown) => (at === null ? null : new Date(Number(at)).toISOString())

const keyFrom = ({ catalog }: Context, row: Row) => ({
  id: String(row.id),
  name: String(row.name),
  start: String(row.start),
  person: { id: String(row.person_id), name: String(row.person) },
  scopes: JSON.parse(String(row.scopes)) as ('read' | 'write')[],
  projects:
    row.projects === null
      ? null
      : (JSON.parse(String(row.projects)) as number[]).filter((id) => isProject(catalog, id)).map(String),
  createdAt: instant(row.created_at)!,
  expiresAt: instant(row.expires_at),
  usedAt: instant(row.used_at),
})
