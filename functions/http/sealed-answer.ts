import { base64url, fromBase64url } from '../crypto.ts'

const NONCE = 12

/**
 * Encrypts an answer so that only who sends the same Idempotency-Key again can read it (AES-GCM, the key's SHA-256): a secret
 * that is shown once can then be repeated to the same request, and not be read in the database.
 */
export async function seal(text: string, key: string): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE))
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce },
    await keyFrom(key),
    new TextEncoder().encode(text),
  )
  return `${base64url(nonce)}.${base64url(new Uint8Array(sealed))}`
}

/** Throws where it was sealed with another key. */
export async function open(sealed: string, key: string): Promise<string> {
  const [nonce = '', data = ''] = sealed.split('.')
  const text = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: fromBase64url(nonce) },
    await keyFrom(key),
    fromBase64url(data),
  )
  return new TextDecoder().decode(text)
}

async function keyFrom(key: string): Promise<CryptoKey> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`sealed answer ${key}`))
  return crypto.subtle.importKey('raw', digest, 'AES-GCM', false, ['encrypt', 'decrypt'])
}
