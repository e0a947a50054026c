import { and, eq } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { passkeyInput } from '../../../src/core/api/auth/passkey.ts'
import { invalid, notFound } from '../../../src/core/errors/index.ts'
import { sql } from '../../../src/core/sql/index.ts'
import { Transaction } from '../../changes/index.ts'
import type { Context } from '../../context/index.ts'
import { base64url } from '../../crypto.ts'
import { guard, mapGuardErrors } from '../../db/batch.ts'
import { orderOf, type Paging, pageOf } from '../../db/page.ts'
import { passkeys } from '../../db/schema/index.ts'
import { selectColumns } from '../../db/select-columns.ts'
import { ownRow } from '../own-row.ts'
import { createChallenge } from './challenge.ts'
import { KEY_ALGORITHMS, storedKey } from './public-key.ts'
import { verifyNewPasskey } from './verify.ts'

const MOST = 20

const columns = {
  id: passkeys.id,
  name: passkeys.name,
  createdAt: passkeys.createdAt,
  backedUp: passkeys.backedUp,
}

export async function readPasskeys(context: Context, paging: Paging) {
  const { after, by, rows, cut } = pageOf(orderOf('passkeys', 'passkeys.id', false), paging)
  const [found] = await context.batch(
    context.db
      .select(selectColumns(columns))
      .from(passkeys)
      .where(and(eq(passkeys.personId, context.person.id), after))
      .orderBy(by)
      .limit(rows),
  )
  const { page, next } = cut(found, ({ id }) => [id])
  return { passkeys: page.map(passkeyAnswer), next }
}

/** What the browser needs to make a key that finds its person by itself, after they have shown who they are to it. */
export async function passkeyRegistrationOptions(context: Context, secret: string, origin: string) {
  const { id, name, email } = context.person
  const [existing] = await context.batch(
    context.db
      .select(selectColumns({ credential: passkeys.credentialID, transports: passkeys.transports }))
      .from(passkeys)
      .where(eq(passkeys.personId, id)),
  )
  return {
    options: {
      challenge: await createChallenge(secret, { for: 'add', person: id }, context.now),
      rp: { id: new URL(origin).hostname, name: context.catalog.workspace.name || 'Tonle' },
      user: { id: base64url(new TextEncoder().encode(String(id))), name: email, displayName: name },
      pubKeyCredParams: KEY_ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      excludeCredentials: existing.map(({ credential, transports }) => ({
        type: 'public-key',
        id: credential,
        transports: transports ?? [],
      })),
      attestation: 'none',
      timeout: 300_000,
    },
  }
}

export async function addPasskey(
  context: Context,
  secret: string,
  { name, credential }: InferOutput<typeof passkeyInput>,
  origins: readonly string[],
) {
  const { id } = context.person
  const purpose = { for: 'add', person: id } as const
  const verified = await verifyNewPasskey(credential, { secret, origins, purpose, now: context.now })
  if (!verified) throw invalid('credential', 'notPasskey')
  const { challenge, publicKey, counter, credentialDeviceType, credentialBackedUp, aaguid } = verified
  const change = new Transaction(context)
  change.add(
    guard(challenge.unused, 'challenge'),
    guard(sql`(SELECT count(*) FROM passkeys WHERE person_id = ${id}) < ${MOST}`, 'many'),
    guard(sql`NOT EXISTS (SELECT 1 FROM passkeys WHERE credential_id = ${credential.id})`, 'challenge'),
    challenge.used,
  )
  const created = change.run(
    context.db
      .insert(passkeys)
      .values({
        name,
        publicKey: storedKey(publicKey),
        personId: id,
        credentialID: credential.id,
        counter,
        deviceType: credentialDeviceType,
        backedUp: credentialBackedUp,
        transports: credential.response.transports,
        createdAt: context.now,
        aaguid,
      })
      .returning(columns),
  )
  change.audit({ kind: 'passkeyAdded', subject: ['person', id], detail: { name } })
  const problems = {
    challenge: () => invalid('credential', 'notPasskey'),
    many: () => invalid('', 'tooManyPasskeys', { max: MOST }),
  } as const
  await mapGuardErrors(problems, () => change.commit())
  return { passkey: passkeyAnswer(created.result[0]!) }
}

const isOwn = ({ person }: Context, id: number) => and(eq(passkeys.id, id), eq(passkeys.personId, person.id))

export const ownPasskey = ownRow('passkey', passkeys)

export async function renamePasskey(context: Context, passkey: number, name: string) {
  const change = new Transaction(context)
  const renamed = change.run(
    context.db.update(passkeys).set({ name }).where(isOwn(context, passkey)).returning(columns),
  )
  await change.commit()
  const [row] = renamed.result
  if (!row) throw notFound()
  return { passkey: passkeyAnswer(row) }
}

export async function removePasskey(context: Context, passkey: number) {
  const { id } = context.person
  const change = new Transaction(context)
  change.audit({
    kind: 'passkeyRemoved',
    subject: ['person', id],
    detail: { name: sql`name` },
    from: sql`FROM passkeys WHERE id = ${passkey} AND person_id = ${id}`,
  })
  const removed = change.run(context.db.delete(passkeys).where(isOwn(context, passkey)).returning({ id: passkeys.id }))
  await change.commit()
  if (removed.result.length === 0) throw notFound()
  return {}
}

interface PasskeyRow {
  id: number
  name: string | null
  createdAt: number | null
  backedUp: boolean
}

const passkeyAnswer = ({ id, name, createdAt, backedUp }: PasskeyRow) => ({
  id: String(id),
  name: name ?? '',
  createdAt: new Date(createdAt ?? 0).toISOString(),
  backedUp,
})
