import type { InferOutput } from 'valibot'
import { acceptance } from '../../../src/core/api/auth/invitation.ts'
import { notFound } from '../../../src/core/errors/index.ts'
import { parse } from '../../../src/core/errors/parse.ts'
import type { Catalog } from '../../../src/core/model/index.ts'
import { includes, rightsOf } from '../../../src/core/permissions/index.ts'
import { type Sql, sql } from '../../../src/core/sql/index.ts'
import { auditEntry } from '../../changes/index.ts'
import { type ClientInfo, loadCatalog, type SignedIn } from '../../context/index.ts'
import { sha256Hex } from '../../crypto.ts'
import { guard, mapGuardErrors, runBatch } from '../../db/batch.ts'
import { bumpCatalogVersion } from '../../db/catalog-version.ts'
import { openDatabase } from '../../db/client.ts'
import type { Env } from '../../env.ts'
import { workspaceNameSql } from '../../workspace/index.ts'
import { requireGoodPassword } from '../password-rules.ts'
import { hashPassword, insertPassword } from '../passwords.ts'
import { createSession } from '../session.ts'

export interface OwnInvitation {
  email: string
  workspace: string
  invitedBy: string
}

interface InvitationRow extends OwnInvitation {
  role: string
  person_id: number
}

/** Neither used nor withdrawn nor too old. */
const isPending = (now: number): Sql => sql`accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > ${now}`

/** What the holder of a link may know. Unknown, expired, withdrawn and used links all answer 404, so that guessing learns nothing. */
export const readOwnInvitation = async (env: Env, token: string, now: number): Promise<OwnInvitation> =>
  (await findInvitation(env, token, now)).invitation

/** With the catalog by which its sender may still send it; read only where there is an invitation, since anybody may ask. */
async function findInvitation(env: Env, token: string, now: number) {
  const [[row]] = await runBatch(openDatabase(env.DB), [
    sql<InvitationRow>`SELECT i.role, i.person_id, i.email, ${workspaceNameSql} AS workspace, p.name AS invitedBy FROM workspace w, invitations i JOIN people p ON p.id = i.person_id
      WHERE i.token = ${await sha256Hex(token)} AND ${isPending(now)} AND NOT EXISTS (SELECT 1 FROM people WHERE email = i.email)`,
  ])
  if (!row) throw notFound()
  const catalog = await loadCatalog(env)
  if (!isSenderEntitled(catalog, row.role, row.person_id)) throw notFound()
  return { invitation: { email: row.email, workspace: row.workspace, invitedBy: row.invitedBy }, catalog }
}

/** An invitation is valid only while its sender is active and still has the right to give that role. */
function isSenderEntitled(catalog: Catalog, role: string, sender: number): boolean {
  const person = catalog.people.find((one) => one.id === sender)
  const rights = rightsOf(catalog, person?.role ?? '')
  return person?.deactivated === false && rights.workspace.people && includes(rights, rightsOf(catalog, role))
}

/** Makes the person and signs them in. One batch, so that a link let in twice at once lets in one. */
export async function acceptInvitation(
  env: Env,
  token: string,
  body: () => unknown,
  client: ClientInfo,
  now: number,
): Promise<SignedIn> {
  const db = openDatabase(env.DB)
  const {
    invitation: { email },
    catalog,
  } = await findInvitation(env, token, now)
  const { name, password, language }: InferOutput<typeof acceptance> = parse(acceptance, body())
  requireGoodPassword('password', password, email)
  const hash = await hashPassword(env, { known: true, key: token }, password)
  const invitation = sql`token = ${await sha256Hex(token)}`
  const person = sql`(SELECT p.id FROM people p JOIN invitations i ON i.email = p.email WHERE i.${invitation})`
  const session = createSession(person, 'invitation', client, now)
  await mapGuardErrors({ gone: notFound }, () =>
    runBatch(db, [
      guard(sql`(SELECT catalog_version FROM workspace) = ${catalog.version}`, 'stale'),
      guard(
        sql`EXISTS (SELECT 1 FROM invitations i WHERE i.${invitation} AND ${isPending(now)}
          AND NOT EXISTS (SELECT 1 FROM people WHERE email = i.email))`,
        'gone',
      ),
      sql`INSERT INTO people (name, email, email_verified, role, language, created_at, updated_at)
        SELECT ${name}, email, 1, role, ${language ?? null}, ${now}, ${now} FROM invitations WHERE ${invitation}`,
      insertPassword(person, hash, now),
      sql`UPDATE invitations SET accepted_at = ${now} WHERE ${invitation}`,
      auditEntry({
        kind: 'invitationAccepted',
        at: now,
        person,
        subject: ['invitation', sql`id`],
        detail: { email: sql`email`, role: sql`role` },
        from: sql`FROM invitations WHERE ${invitation}`,
      }),
      ...session.statements,
      bumpCatalogVersion,
    ]),
  )
  return { token: session.token, email }
}
