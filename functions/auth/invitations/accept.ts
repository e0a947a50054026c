import * as v from 'valibot'
import { notFound } from '../../../src/core/errors/index.ts'
import { parse } from '../../../src/core/errors/parse.ts'
import type { Catalog } from '../../../src/core/model/index.ts'
import { includes, rightsOf } from '../../../src/core/permissions/index.ts'
import { sql } from '../../../src/core/sql/index.ts'
import { auditEntry } from '../../audit/entry.ts'
import type { Env } from '../../context.ts'
import { guard, mapGuardErrors, prepare, runBatch } from '../../db/batch.ts'
import { bumpCatalogVersion } from '../../db/catalog-version.ts'
import { personName } from '../../people/profile.ts'
import { workspaceNameSql } from '../../workspace/address.ts'
import { demandPassword, passwords } from '../password.ts'
import { sha256Hex } from '../secret.ts'
import { type ClientInfo, createSession } from '../session.ts'
import { INVITED, isPending } from './invitations.ts'

export interface Invited {
  email: string
  workspace: string
  invitedBy: string
}

/** What one who holds the link is told. Unknown, run out, withdrawn and used are one answer: there is nothing here. */
export async function readOwnInvitation(env: Env, catalog: Catalog, token: string, now: number): Promise<Invited> {
  const row = await prepare(
    env.DB,
    sql`SELECT i.role, i.person_id, i.email, ${workspaceNameSql} AS workspace, p.name AS invitedBy FROM workspace w, invitations i JOIN people p ON p.id = i.person_id
      WHERE i.token = ${await sha256Hex(token)} AND ${isPending(now)} AND NOT EXISTS (SELECT 1 FROM people WHERE email = i.email)`,
  ).first<Invited & { role: string; person_id: number }>()
  if (!row) throw notFound()
  const { role, person_id, ...invited } = row
  if (!isSenderEntitled(catalog, role, person_id)) throw notFound()
  return invited
}

/** Who asked them in is still here, and could still do it: an invitation is worth no more than its sender. */
function isSenderEntitled(catalog: Catalog, role: string, sender: number): boolean {
  const person = catalog.people.find((one) => one.id === sender)
  const mine = rightsOf(catalog, person?.role ?? '')
  return person?.deactivated === false && mine.workspace.people && includes(mine, rightsOf(catalog, role))
}

export const acceptance = v.strictObject({
  name: personName,
  password: v.string(),
  language: v.optional(v.picklist(['en', 'km'])),
})

/** Makes the person and signs them in; the token of the session. One batch, so that a link let in twice at once lets in one. */
export async function acceptInvitation(
  env: Env,
  catalog: Catalog,
  token: string,
  body: unknown,
  from: ClientInfo,
  now: number,
): Promise<string> {
  await readOwnInvitation(env, catalog, token, now)
  const { name, password, language } = parse(acceptance, body)
  demandPassword('password', password)
  const hash = await passwords(env).hash(password)
  const invitation = sql`token = ${await sha256Hex(token)}`
  const person = sql`(SELECT p.id FROM people p JOIN invitations i ON i.email = p.email WHERE i.${invitation})`
  const session = createSession(person, 'invitation', from, now)
  await mapGuardErrors({ gone: [404, () => notFound().issues[0]!] }, () =>
    runBatch(env.DB, [
      guard(sql`(SELECT catalog_version FROM workspace) = ${catalog.version}`, 'stale'),
      guard(
        sql`EXISTS (SELECT 1 FROM invitations i WHERE i.${invitation} AND ${isPending(now)}
          AND NOT EXISTS (SELECT 1 FROM people WHERE email = i.email))`,
        'gone',
      ),
      sql`INSERT INTO people (name, email, email_verified, role, language, created_at, updated_at)
        SELECT ${name}, email, 1, role, ${language ?? null}, ${now}, ${now} FROM invitations WHERE ${invitation}`,
      sql`INSERT INTO accounts (account_id, provider_id, person_id, password, created_at, updated_at)
        SELECT CAST(id AS TEXT), 'credential', id, ${hash}, ${now}, ${now} FROM people WHERE id = ${person}`,
      sql`UPDATE invitations SET accepted_at = ${now} WHERE ${invitation}`,
      auditEntry({
        kind: 'invitationAccepted',
        at: now,
        person,
        subject: ['invitation', sql`id`],
        detail: INVITED,
        from: sql`FROM invitations WHERE ${invitation}`,
      }),
      ...session.statements,
      bumpCatalogVersion,
    ]),
  )
  return session.token
}
