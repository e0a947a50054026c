import * as v from 'valibot'
import { invalid, issue, notFound, Problem } from '../../../src/core/errors/index.ts'
import { parse } from '../../../src/core/errors/parse.ts'
import { idFrom } from '../../../src/core/model/index.ts'
import { sql } from '../../../src/core/sql/index.ts'
import { auditEntry } from '../../audit/entry.ts'
import type { Context } from '../../context.ts'
import { guard, mapGuardErrors, type Row } from '../../db/batch.ts'
import { base64url } from '../secret.ts'
import { requireSessionToken } from '../session.ts'
import { createChallenge, verifyChallenge } from './challenge.ts'
import { KINDS, NotPasskey, publicKey, seen } from './webauthn.ts'

const MOST = 20
const columns = sql`id, name, created_at, backed_up`

export async function readPasskeys(context: Context) {
  requireSessionToken(context)
  const [result] = await context.batch(
    sql`SELECT ${columns} FROM passkeys WHERE person_id = ${context.person.id} ORDER BY id`,
  )
  return { passkeys: result!.results.map(passkeyFrom) }
}

/** What the browser needs to make a key that finds its person by itself, after they have shown who they are to it. */
export async function passkeyRegistrationOptions(context: Context, secret: string, origin: string) {
  requireSessionToken(context)
  const { id, name, email } = context.person
  const [had] = await context.batch(sql`SELECT credential_id, transports FROM passkeys WHERE person_id = ${id}`)
  return {
    options: {
      challenge: await createChallenge(secret, { for: 'add', person: id }, context.now),
      rp: { id: new URL(origin).hostname, name: context.catalog.workspace.name || 'Tonle' },
      user: { id: base64url(new TextEncoder().encode(String(id))), name: email, displayName: name },
      pubKeyCredParams: KINDS.map((alg) => ({ type: 'public-key', alg })),
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      excludeCredentials: had!.results.map((row) => ({
        type: 'public-key',
        id: row.credential_id as string,
        transports: JSON.parse((row.transports as string | null) ?? '[]') as string[],
      })),
      attestation: 'none',
      timeout: 300_000,
    },
  }
}

const name = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(60))
const text = v.pipe(v.string(), v.maxLength(4096))
export const passkeyNaming = v.strictObject({ name })
export const passkeyAdding = v.strictObject({
  name,
  credential: v.object({
    id: text,
    response: v.object({
      clientDataJSON: text,
      authenticatorData: text,
      publicKey: text,
      publicKeyAlgorithm: v.number(),
      transports: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(20))), v.maxLength(10)), []),
    }),
  }),
})

export async function addPasskey(context: Context, secret: string, body: unknown, origin: string) {
  requireSessionToken(context)
  const { name, credential } = parse(passkeyAdding, body)
  const { clientDataJSON, authenticatorData, publicKey: spki, publicKeyAlgorithm, transports } = credential.response
  const { id } = context.person
  const [said, key, challenged] = await fitting(async () => {
    const said = await seen(clientDataJSON, authenticatorData, { origin, type: 'webauthn.create' })
    if (said.credential !== credential.id) throw new NotPasskey('credential')
    const challenged = await verifyChallenge(secret, { for: 'add', person: id }, said.challenge, context.now)
    if (!challenged) throw new NotPasskey('challenge')
    return [said, await publicKey(publicKeyAlgorithm, spki), challenged] as const
  })
  const results = await mapGuardErrors(
    { challenge: [422, () => misfit()], many: [422, () => issue('', 'tooManyPasskeys', { max: MOST })] },
    () =>
      context.batch(
        guard(challenged.unused, 'challenge'),
        guard(sql`(SELECT count(*) FROM passkeys WHERE person_id = ${id}) < ${MOST}`, 'many'),
        guard(sql`NOT EXISTS (SELECT 1 FROM passkeys WHERE credential_id = ${credential.id})`, 'challenge'),
        challenged.used,
        sql`INSERT INTO passkeys (name, public_key, person_id, credential_id, counter, device_type, backed_up, transports, created_at, aaguid)
          VALUES (${name}, ${key}, ${id}, ${credential.id}, ${said.counter}, ${said.synced ? 'multiDevice' : 'singleDevice'},
            ${said.backedUp ? 1 : 0}, ${JSON.stringify(transports)}, ${context.now}, ${said.aaguid})`,
        auditEntry({ kind: 'passkeyAdded', at: context.now, person: id, subject: ['person', id], detail: { name } }),
        sql`SELECT ${columns} FROM passkeys WHERE credential_id = ${credential.id}`,
      ),
  )
  return { passkey: passkeyFrom(results.at(-1)!.results[0]!) }
}

export async function renamePasskey(context: Context, sent: string, body: unknown) {
  requireSessionToken(context)
  const { name: called } = parse(passkeyNaming, body)
  const [result] = await context.batch(
    sql`UPDATE passkeys SET name = ${called} WHERE id = ${idFrom(sent)} AND person_id = ${context.person.id} RETURNING ${columns}`,
  )
  const row = result!.results[0]
  if (!row) throw notFound()
  return { passkey: passkeyFrom(row) }
}

export async function removePasskey(context: Context, sent: string): Promise<void> {
  requireSessionToken(context)
  const { id } = context.person
  const own = sql`FROM passkeys WHERE id = ${idFrom(sent)} AND person_id = ${id}`
  const [, gone] = await context.batch(
    auditEntry({
      kind: 'passkeyRemoved',
      at: context.now,
      person: id,
      subject: ['person', id],
      detail: { name: sql`name` },
      from: own,
    }),
    sql`DELETE ${own} RETURNING id`,
  )
  if (gone!.results.length === 0) throw notFound()
}

const passkeyFrom = (row: Row) => ({
  id: String(row.id),
  name: row.name as string,
  createdAt: new Date(row.created_at as number).toISOString(),
  backedUp: row.backed_up === 1,
})

const misfit = () => issue('credential', 'notPasskey')

async function fitting<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    if (error instanceof Problem) throw error
    throw invalid('credential', 'notPasskey')
  }
}
