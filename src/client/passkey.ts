import { api } from './api.ts'

export const hasPasskeys = (): boolean => typeof PublicKeyCredential !== 'undefined' && 'credentials' in navigator

/** Whoever was asked for a passkey closed the question, or has none for this place. */
export class NoPasskey extends Error {}

interface Options {
  challenge: string
  user: { id: string; name: string; displayName: string }
  excludeCredentials?: { type: 'public-key'; id: string; transports: AuthenticatorTransport[] }[]
}

/** Makes a passkey on this device (or a phone beside it) and adds it under that name. */
export async function addPasskey(name: string): Promise<void> {
  const { options } = await api<{ options: Options }>('POST', '/api/me/passkeys/options', {})
  const credential = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        ...(options as unknown as PublicKeyCredentialCreationOptions),
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: (options.excludeCredentials ?? []).map((one) => ({ ...one, id: bytes(one.id) })),
      },
    }),
  )
  const response = credential.response as AuthenticatorAttestationResponse
  await api('POST', '/api/me/passkeys', {
    name,
    credential: {
      id: credential.id,
      response: {
        clientDataJSON: text(response.clientDataJSON),
        authenticatorData: text(response.getAuthenticatorData()),
        publicKey: text(response.getPublicKey() ?? new ArrayBuffer()),
        publicKeyAlgorithm: response.getPublicKeyAlgorithm(),
        transports: response.getTransports(),
      },
    },
  })
}

/** Signs in whoever the chosen passkey belongs to. */
export async function enterByPasskey(): Promise<void> {
  const { options } = await api<{ options: Options }>('POST', '/api/auth/passkey', {})
  const credential = await asked(() =>
    navigator.credentials.get({
      publicKey: {
        ...(options as unknown as PublicKeyCredentialRequestOptions),
        challenge: bytes(options.challenge),
      },
    }),
  )
  const response = credential.response as AuthenticatorAssertionResponse
  await api('POST', '/api/auth/sign-in/passkey', {
    credential: {
      id: credential.id,
      response: {
        clientDataJSON: text(response.clientDataJSON),
        authenticatorData: text(response.authenticatorData),
        signature: text(response.signature),
        userHandle: response.userHandle && text(response.userHandle),
      },
    },
  })
}

async function asked(question: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const answer = await question()
    if (answer) return answer as PublicKeyCredential
  } catch (error) {
    console.info(error)
  }
  throw new NoPasskey()
}

const text = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

const bytes = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
