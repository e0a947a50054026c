import { base64url, fromBase64url } from '../secret.ts'

/**
 * What a passkey says, checked by the rules of https://www.w3.org/TR/webauthn-3/ 7.1 and 7.2. Attestation is not asked for
 * ("none"), so a new key's maker proves nothing but their own word, which is enough: the key opens only the account that
 * is signed in. A library that also reads attestation adds 650 KB to the Worker.
 */
export interface Expected {
  /** as the browser names our page */
  origin: string
  type: 'webauthn.create' | 'webauthn.get'
}

export interface Seen {
  challenge: string
  counter: number
  backedUp: boolean
  /** may it live on several devices */
  synced: boolean
  /** of a new key only */
  credential: string | null
  aaguid: string | null
}

export class NotPasskey extends Error {}

const PRESENT = 1
const VERIFIED = 4
const SYNCED = 8
const BACKED_UP = 16
const HAS_CREDENTIAL = 64

/** Reads what browser and key say of each other; throws NotPasskey where it isn't meant for this page. */
export async function seen(clientData: string, authenticatorData: string, expected: Expected): Promise<Seen> {
  const said = JSON.parse(new TextDecoder().decode(bytesOf(clientData))) as Record<string, unknown>
  demand(said.type === expected.type, 'type')
  demand(said.origin === expected.origin, 'origin')
  demand(said.crossOrigin !== true, 'crossOrigin')
  demand(typeof said.challenge === 'string', 'challenge')
  const data = bytesOf(authenticatorData)
  demand(data.length >= 37, 'authenticatorData')
  const host = await digest(new TextEncoder().encode(new URL(expected.origin).hostname))
  demand(
    host.every((byte, i) => byte === data[i]),
    'rpId',
  )
  const flags = data[32]!
  demand((flags & PRESENT) > 0 && (flags & VERIFIED) > 0, 'flags')
  const view = new DataView(data.buffer)
  const has = (flags & HAS_CREDENTIAL) > 0 && data.length >= 55
  return {
    challenge: said.challenge as string,
    counter: view.getUint32(33),
    synced: (flags & SYNCED) > 0,
    backedUp: (flags & BACKED_UP) > 0,
    aaguid: has ? base64url(data.slice(37, 53)) : null,
    credential: has ? base64url(data.slice(55, 55 + view.getUint16(53))) : null,
  }
}

/** COSE numbers of the kinds of key that are taken: ES256, RS256, EdDSA. */
export const KINDS = [-7, -257, -8] as const

const ALGORITHMS: Record<number, { key: SubtleCryptoImportKeyAlgorithm; verify: SubtleCryptoSignAlgorithm }> = {
  [-7]: { key: { name: 'ECDSA', namedCurve: 'P-256' }, verify: { name: 'ECDSA', hash: 'SHA-256' } },
  [-257]: { key: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, verify: { name: 'RSASSA-PKCS1-v1_5' } },
  [-8]: { key: { name: 'Ed25519' }, verify: { name: 'Ed25519' } },
}

/** A public key as it is kept: its kind and its SPKI. Throws NotPasskey where it is none. */
export async function publicKey(kind: number, spki: string): Promise<string> {
  const text = `${kind} ${spki}`
  await imported(text)
  return text
}

/** Whether that key signed what browser and key say. */
export async function signedBy(key: string, clientData: string, authenticatorData: string, signature: string) {
  const { verify, imported: public_ } = await imported(key)
  const signed = concat(bytesOf(authenticatorData), await digest(bytesOf(clientData)))
  const sent = bytesOf(signature)
  return crypto.subtle.verify(verify, public_, verify.name === 'ECDSA' ? plain(sent) : sent, signed)
}

async function imported(key: string) {
  const [kind, spki] = key.split(' ') as [string, string]
  const algorithm = ALGORITHMS[Number(kind)]
  demand(algorithm !== undefined, 'algorithm')
  try {
    const public_ = await crypto.subtle.importKey('spki', bytesOf(spki), algorithm!.key, false, ['verify'])
    return { verify: algorithm!.verify, imported: public_ }
  } catch {
    throw new NotPasskey('publicKey')
  }
}

/** An ECDSA signature comes as DER, two integers of any length; WebCrypto wants them as 32 bytes each. */
function plain(der: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(64)
  let at = 2
  for (const end of [32, 64]) {
    demand(der[at] === 2, 'signature')
    const length = der[at + 1]!
    const number = der.slice(at + 2, at + 2 + length)
    const start = number.findIndex((byte) => byte !== 0)
    const digits = start < 0 ? new Uint8Array() : number.slice(start)
    demand(digits.length <= 32, 'signature')
    out.set(digits, end - digits.length)
    at += 2 + length
  }
  return out
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64url(text)
  } catch {
    throw new NotPasskey('base64url')
  }
}

const digest = async (bytes: Uint8Array<ArrayBufferLike>) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(a.length + b.length)
  whole.set(a)
  whole.set(b, a.length)
  return whole
}

function demand(holds: boolean, what: string): void {
  if (!holds) throw new NotPasskey(what)
}
