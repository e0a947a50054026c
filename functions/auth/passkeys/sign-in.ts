import * as v from 'valibot'
import { issue, Problem } from '../../../src/core/errors/index.ts'
import { parse } from '../../../src/core/errors/parse.ts'
import { sql } from '../../../src/core/sql/index.ts'
import { guard, mapGuardErrors, prepare, runBatch } from '../../db/batch.ts'
import { base64url } from '../secret.ts'
import { type ClientInfo, createSession } from '../session.ts'
import { createChallenge, verifyChallenge } from './challenge.ts'
import { seen, signedBy } from './webauthn.ts'

const ANYONE = { for: 'signIn', person: 0 } as const

/** What a browser needs to ask for any passkey it has for this host: nobody is named, the key says who it is. */
export async function passkeySignInOptions(secret: string, origin: string, now: number) {
  return {
    options: {
      challenge: await createChallenge(secret, ANYONE, now),
      rpId: new URL(origin).hostname,
      userVerification: 'required',
      timeout: 300_000,
    },
  }
}

const text = v.pipe(v.string(), v.maxLength(4096))
export const passkeyProof = v.strictObject({
  credential: v.object({
    id: text,
    response: v.object({
      clientDataJSON: text,
      authenticatorData: text,
      signature: text,
      userHandle: v.nullish(text),
    }),
  }),
})

/** The token of a new session. Whatever is wrong, the answer is one. */
export async function signInByPasskey(
  db: D1Database,
  secret: string,
  body: unknown,
  origin: string,
  from: ClientInfo,
  now: number,
) {
  const { credential } = parse(passkeyProof, body)
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response
  const kept = await prepare(
    db,
    sql`SELECT id, person_id, public_key, counter FROM passkeys WHERE credential_id = ${credential.id}`,
  ).first<{ id: number; person_id: number; public_key: string; counter: number }>()
  if (!kept) throw unknown()
  const said = await orNull(async () => {
    const said = await seen(clientDataJSON, authenticatorData, { origin, type: 'webauthn.get' })
    const own = userHandle == null || userHandle === base64url(new TextEncoder().encode(String(kept.person_id)))
    return own && (await signedBy(kept.public_key, clientDataJSON, authenticatorData, signature)) ? said : null
  })
  // A key that counts has been copied if it counts no further; most count nothing and say 0.
  if (!said || (said.counter <= kept.counter && (said.counter > 0 || kept.counter > 0))) throw unknown()
  const challenged = await orNull(() => verifyChallenge(secret, ANYONE, said.challenge, now))
  if (!challenged) throw unknown()
  const { token, statements } = createSession(sql`${kept.person_id}`, 'passkey', from, now)
  const active = sql`EXISTS (SELECT 1 FROM passkeys k JOIN people p ON p.id = k.person_id
    WHERE k.id = ${kept.id} AND k.counter = ${kept.counter} AND p.deactivated_at IS NULL)`
  await mapGuardErrors({ unknown: [401, () => unknown().issues[0]!] }, () =>
    runBatch(db, [
      guard(sql`${challenged.unused} AND ${active}`, 'unknown'),
      challenged.used,
      sql`UPDATE passkeys SET counter = ${said.counter} WHERE id = ${kept.id}`,
      ...statements,
    ]),
  )
  return token
}

const unknown = () => new Problem(401, [issue('', 'unknownPasskey')])

/** What can't be read proves nothing. */
async function orNull<T>(step: () => Promise<T | null>): Promise<T | null> {
  try {
    return await step()
  } catch {
    return null
  }
}
