import { and, eq, isNull } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { apiKeyInput } from '../../../src/core/api/auth/api-key.ts'
import { invalid, notFound } from '../../../src/core/errors/index.ts'
import { idFrom } from '../../../src/core/model/index.ts'
import { requirePeopleRight } from '../../../src/core/permissions/index.ts'
import { raw } from '../../../src/core/sql/index.ts'
import { Transaction } from '../../changes/index.ts'
import type { Context } from '../../context/index.ts'
import { newSecret, sha256Hex } from '../../crypto.ts'
import { orderOf, type Paging, pageOf } from '../../db/page.ts'
import { keys, people } from '../../db/schema/index.ts'
import { selectColumns } from '../../db/select-columns.ts'
import { findPerson, requireSubordinate } from '../../people/index.ts'
import { isProject } from '../../roles/index.ts'

/** What every key begins with, so that one that leaked is known for what it is. */
const PREFIX = 'tonle_'
/** So many of its first letters are kept, to tell keys apart by. */
const SHOWN = PREFIX.length + 4

/** One's own keys, or with `everyone` all of them. */
export async function readKeys(context: Context, everyone: boolean, paging: Paging) {
  if (everyone) requirePeopleRight(context.access)
  const { after, by, rows, cut } = pageOf(orderOf('keys', 'keys.id', true), paging)
  const [found] = await context.batch(
    context.db
      .select(
        selectColumns({
          id: keys.id,
          name: keys.name,
          start: keys.start,
          personId: keys.personId,
          person: people.name,
          scopes: keys.scopes,
          projects: keys.projects,
          createdAt: keys.createdAt,
          expiresAt: keys.expiresAt,
          usedAt: keys.usedAt,
        }),
      )
      .from(keys)
      .innerJoin(people, eq(people.id, keys.personId))
      .where(and(isNull(keys.revokedAt), everyone ? undefined : eq(keys.personId, context.person.id), after))
      .orderBy(by)
      .limit(rows),
  )
  const { page, next } = cut(found, ({ id }) => [id])
  return { keys: page.map((row) => keyAnswer(context, row)), next }
}

/** Creates an API key for oneself. It never has more rights than its person has at the time of a request. */
export async function createKey(context: Context, input: InferOutput<typeof apiKeyInput>) {
  const { name, scopes, projects, expiresAt } = input
  for (const [i, id] of (projects ?? []).entries())
    if (!isProject(context.catalog, id)) throw invalid(`projects.${i}`, 'unknownProject')
  const expires = expiresAt === null ? null : Date.parse(expiresAt)
  if (expires !== null && expires <= context.now) throw invalid('expiresAt', 'alreadyPast')
  const secret = PREFIX + newSecret()
  const { now, person } = context
  const change = new Transaction(context)
  const created = change.run(
    context.db
      .insert(keys)
      .values({
        personId: person.id,
        name,
        hash: await sha256Hex(secret),
        start: secret.slice(0, SHOWN),
        scopes: [...new Set(scopes)].sort(),
        projects: projects?.map(Number) ?? null,
        createdAt: now,
        expiresAt: expires,
      })
      .returning(),
  )
  change.audit({
    kind: 'keyMade',
    subject: ['key', raw('last_insert_rowid()')],
    detail: { name, scopes, projects },
  })
  await change.commit()
  return { key: { ...keyAnswer(context, { ...created.result[0]!, person: person.name }), secret } }
}

interface HeldKey {
  id: number
  name: string
  personId: number
}

/** One's own, or anybody's for who looks after the people. */
export const revocableKey = {
  noun: 'key',
  async find(context: Context, sent: string): Promise<HeldKey> {
    const { access, db, person } = context
    const [[key]] = await context.batch(
      db
        .select(selectColumns({ id: keys.id, name: keys.name, personId: keys.personId }))
        .from(keys)
        .where(
          and(
            eq(keys.id, idFrom(sent) ?? 0),
            isNull(keys.revokedAt),
            access.rights.workspace.people ? undefined : eq(keys.personId, person.id),
          ),
        ),
    )
    if (!key) throw notFound()
    if (key.personId !== person.id) requireSubordinate(context, findPerson(context, String(key.personId)))
    return key
  },
} as const

/** It fails at its next request. */
export async function revokeKey(context: Context, key: HeldKey): Promise<Record<string, never>> {
  const { db, now } = context
  const change = new Transaction(context)
  change.add(db.update(keys).set({ revokedAt: now }).where(eq(keys.id, key.id)))
  change.audit({
    kind: 'keyRevoked',
    subject: ['key', key.id],
    detail: { name: key.name, person: String(key.personId) },
  })
  await change.commit()
  return {}
}

interface KeyRow {
  id: number
  name: string
  start: string
  personId: number
  person: string
  scopes: ('read' | 'write')[]
  projects: number[] | null
  createdAt: number
  expiresAt: number | null
  usedAt: number | null
}

const instant = (time: number | null) => (time === null ? null : new Date(time).toISOString())

const keyAnswer = ({ catalog }: Context, row: KeyRow) => ({
  id: String(row.id),
  name: row.name,
  start: row.start,
  person: { id: String(row.personId), name: row.person },
  scopes: row.scopes,
  projects: row.projects?.filter((id) => isProject(catalog, id)).map(String) ?? null,
  createdAt: instant(row.createdAt)!,
  expiresAt: instant(row.expiresAt),
  usedAt: instant(row.usedAt),
})
