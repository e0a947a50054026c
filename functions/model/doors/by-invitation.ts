import * as v from 'valibot'
import { includes, rightsOf } from '../../../src/core/access/index.ts'
import { notFound } from '../../../src/core/errors/index.ts'
import type { Catalog } from '../../../src/core/model/index.ts'
import { sql } from '../../../src/core/sql/index.ts'
import type { Env } from '../../context.ts'
import { audited } from '../audit.ts'
import { catalogChanged } from '../catalog-changed.ts'
import { bind, guard, refusing, run } from '../database.ts'
import { INVITED, pending } from '../invitations.ts'
import { parse } from '../parse.ts'
import { demandPassword, passwords } from '../password.ts'
import { personName } from '../profile.ts'
import { placeName } from './place.ts'
import { hashed } from './secret.ts'
import { type Origin, opened } from './session.ts'

export interface Invited {
  email: string
  workspace: string
  invitedBy: string
}

/** What one who holds the link is told. Unknown, run out, withdrawn and used are one answer: there is nothing here. */
export async function readInvited(env: Env, catalog: Catalog, token: string, now: number): Promise<Invited> {
  const row = await bind(
    env.DB,
    sql`SELECT i.role, i.person_id, i.email, ${placeName} AS workspace, p.name AS invitedBy FROM workspace w, invitations i JOIN people p ON p.id = i.person_id
      WHERE i.token = ${await hashed(token)} AND ${pending(now)} AND NOT EXISTS (SELECT 1 FROM people WHERE email = i.email)`,
  ).first<Invited & { role: string; person_id: number }>()
  if (!row) throw notFound()
  const { role, person_id, ...invited } = row
  if (!stands(catalog, role, person_id)) throw notFound()
  return invited
}

/** Who asked them in is still here, and could still do it: an invitation is worth no more than its sender. */
function stands(catalog: Catalog, role: string, sender: number): boolean {
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
export async function accept(
  env: Env,
  catalog: Catalog,
  token: string,
  body: unknown,
  from: Origin,
  now: number,
): Promise<string> {
  await readInvited(env, catalog, token, now)
  const { name, password, language } = parse(acceptance, body)
  demandPassword('password', password)
  const hash = await passwords(env).hash(password)
  const invitation = sql`token = ${await hashed(token)}`
  const person = sql`(SELECT p.id FROM people p JOIN invitations i ON i.email = p.email WHERE i.${invitation})`
  const session = opened(person, 'invitation', from, now)
  await refusing({ gone: [404, () => notFound().faults[0]!] }, () =>
    run(env.DB, [
      guard(sql`(SELECT catalog_version FROM workspace) = ${catalog.version}`, 'stale'),
      guard(
        sql`EXISTS (SELECT 1 FROM invitations i WHERE i.${invitation} AND ${pending(now)}
          AND NOT EXISTS (SELECT 1 FROM people WHERE email = i.email))`,
        'gone',
      ),
      sql`INSERT INTO people (name, email, email_verified, role, language, created_at, updated_at)
        SELECT ${name}, email, 1, role, ${language ?? null}, ${now}, ${now} FROM invitations WHERE ${invitation}`,
      sql`INSERT INTO accounts (account_id, provider_id, person_id, password, created_at, updated_at)
        SELECT CAST(id AS TEXT), 'credential', id, ${hash}, ${now}, ${now} FROM people WHERE id = ${person}`,
      sql`UPDATE invitations SET accepted_at = ${now} WHERE ${invitation}`,
      audited({
        kind: 'invitationAccepted',
        at: now,
        person,
        subject: ['invitation', sql`id`],
        detail: INVITED,
        from: sql`FROM invitations WHERE ${invitation}`,
      }),
      ...session.statements,
      catalogChanged,
    ]),
  )
  return session.token
}
