import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import { decodeClientDataJSON } from '@simplewebauthn/server/helpers'
import type { InferOutput } from 'valibot'
import type { passkeyInput, passkeySignIn } from '../../../src/core/api/auth/passkey.ts'
import { type ChallengePurpose, type UsableChallenge, verifyChallenge } from './challenge.ts'
import { coseOf, fitsItsAlgorithm, KEY_ALGORITHMS } from './public-key.ts'

/** What a passkey's answer must be an answer to. */
export interface Expected {
  secret: string
  /** of our own pages, as browsers name them */
  origins: readonly string[]
  purpose: ChallengePurpose
  now: number
}

/** What the authenticator answered, and the challenge that it used up: both belong in one batch. */
export type Verified<T> = T & { challenge: UsableChallenge }

export type NewCredential = InferOutput<typeof passkeyInput>['credential']
export type Assertion = InferOutput<typeof passkeySignIn>['credential']

/** Verifies a new passkey; null if anything about it is invalid. No attestation: it only gives access to the account that is signed in already. */
export async function verifyNewPasskey({ id, response }: NewCredential, expected: Expected) {
  return verified(expected, response.clientDataJSON, async (options) => {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      ...options,
      response: {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON: response.clientDataJSON, attestationObject: response.attestationObject },
      },
      supportedAlgorithmIDs: KEY_ALGORITHMS,
    })
    if (!verified || registrationInfo.credential.id !== id) return null
    if (!(await fitsItsAlgorithm(registrationInfo.credential.publicKey))) return null
    const { credential, credentialDeviceType, credentialBackedUp, aaguid } = registrationInfo
    return {
      publicKey: credential.publicKey,
      counter: credential.counter,
      credentialDeviceType,
      credentialBackedUp,
      aaguid,
    }
  })
}

/** Verifies a signature and returns the passkey's new counter; null if it is invalid or the counter didn't advance, which means the passkey was copied. */
export async function verifyAssertion(
  { id, response }: Assertion,
  stored: { publicKey: string; counter: number },
  expected: Expected,
): Promise<Verified<{ counter: number }> | null> {
  return verified(expected, response.clientDataJSON, async (options) => {
    const { clientDataJSON, authenticatorData, signature } = response
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      ...options,
      response: {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON, authenticatorData, signature },
      },
      credential: { id, publicKey: await coseOf(stored.publicKey), counter: stored.counter },
    })
    return verified ? { counter: authenticationInfo.newCounter } : null
  })
}

async function verified<T extends object>(
  { secret, origins, purpose, now }: Expected,
  clientDataJSON: string,
  verify: (options: {
    expectedChallenge: (challenge: string) => Promise<boolean>
    expectedOrigin: string
    expectedRPID: string
    requireUserVerification: true
  }) => Promise<T | null>,
): Promise<Verified<T> | null> {
  let challenge: UsableChallenge | null = null
  try {
    const { origin, crossOrigin, topOrigin } = decodeClientDataJSON(clientDataJSON)
    // A page within another site's: the library doesn't look at this (https://www.w3.org/TR/webauthn-3/#dictionary-client-data).
    if ((crossOrigin ?? false) !== false || topOrigin !== undefined) return null
    if (!origins.includes(origin)) return null
    const result = await verify({
      async expectedChallenge(text) {
        challenge = await verifyChallenge(secret, purpose, text, now)
        return challenge !== null
      },
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
    })
    return result && challenge ? { ...result, challenge } : null
  } catch {
    // What can't be read proves nothing; which part of it is nobody's business who sent it.
    return null
  }
}
