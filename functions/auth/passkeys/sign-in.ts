import { eq } from 'drizzle-orm'
import { issue, Problem } from '../../../src/core/errors/index.ts'
import { sql } from '../../../src/core/sql/index.ts'
import type { ClientInfo, SignedIn } from '../../context/index.ts'
import { base64url } from '../../crypto.ts'
import { guard, mapGuardErrors, runBatch } from '../../db/batch.ts'
import type { Database } from '../../db/client.ts'
import { passkeys, people } from '../../db/schema/index.ts'
import { selectColumns } from '../../db/select-columns.ts'
import { createSession } from '../session.ts'
import { createChallenge } from './challenge.ts'
import { type Assertion, verifyAssertion } from './verify.ts'

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

/** Opens a session. Whatever is wrong, the answer is one. */
export async function signInByPasskey(
  db: Database,
  secret: string,
  credential: Assertion,
  origins: readonly string[],
  client: ClientInfo,
  now: number,
): Promise<SignedIn> {
  const [[passkey]] = await runBatch(db, [
    db
      .select(
        selectColumns({
          id: passkeys.id,
          personId: passkeys.personId,
          publicKey: passkeys.publicKey,
          counter: passkeys.counter,
          email: people.email,
        }),
      )
      .from(passkeys)
      .innerJoin(people, eq(people.id, passkeys.personId))
      .where(eq(passkeys.credentialID, credential.id)),
  ])
  if (!passkey || !isOwn(credential, passkey.personId)) throw unknownPasskey()
  const verified = await verifyAssertion(credential, passkey, { secret, origins, purpose: ANYONE, now })
  if (!verified) throw unknownPasskey()
  const { token, statements } = createSession(sql`${passkey.personId}`, 'passkey', client, now)
  const unchanged = sql`EXISTS (SELECT 1 FROM passkeys k JOIN people p ON p.id = k.person_id
    WHERE k.id = ${passkey.id} AND k.counter = ${passkey.counter} AND p.deactivated_at IS NULL)`
  await mapGuardErrors({ unknown: unknownPasskey }, () =>
    runBatch(db, [
      guard(sql`${verified.challenge.unused} AND ${unchanged}`, 'unknown'),
      verified.challenge.used,
      db.update(passkeys).set({ counter: verified.counter }).where(eq(passkeys.id, passkey.id)),
      ...statements,
    ]),
  )
  return { token, email: passkey.email }
}

/** The key says whose it is, where it says so at all. */
const isOwn = ({ response: { userHandle } }: Assertion, person: number): boolean =>
  userHandle == null || userHandle === base64url(new TextEncoder().encode(String(person)))

const unknownPasskey = () => new Problem(401, [issue('', 'unknownPasskey')])
