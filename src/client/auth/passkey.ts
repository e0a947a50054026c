import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
import { api } from '../api.ts'

export { browserSupportsWebAuthn as hasPasskeys } from '@simplewebauthn/browser'

/** The browser's dialog was cancelled, or there is no passkey for this origin. */
export class NoPasskey extends Error {}

/** Creates a passkey on this device (or a nearby phone) and adds it to the account. */
export async function addPasskey(name: string): Promise<void> {
  const { options } = await api<{ options: PublicKeyCredentialCreationOptionsJSON }>(
    'POST',
    '/api/me/passkeys/options',
    {},
  )
  const { id, response } = await askBrowser(() => startRegistration({ optionsJSON: options }))
  const { clientDataJSON, attestationObject, transports } = response
  await api('POST', '/api/me/passkeys', {
    name,
    credential: { id, response: { clientDataJSON, attestationObject, transports } },
  })
}

/** Signs in by a discoverable passkey. */
export async function signInWithPasskey(): Promise<void> {
  const { options } = await api<{ options: PublicKeyCredentialRequestOptionsJSON }>('POST', '/api/auth/passkey', {})
  const { id, response } = await askBrowser(() => startAuthentication({ optionsJSON: options }))
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  await api('POST', '/api/auth/sign-in/passkey', {
    credential: { id, response: { clientDataJSON, authenticatorData, signature, userHandle } },
  })
}

/** @throws NoPasskey for whatever the browser answers instead of a credential */
async function askBrowser<T extends RegistrationResponseJSON | AuthenticationResponseJSON>(
  question: () => Promise<T>,
): Promise<T> {
  try {
    return await question()
  } catch (error) {
    console.info(error)
    throw new NoPasskey()
  }
}
