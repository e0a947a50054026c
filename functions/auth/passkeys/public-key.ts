import { isoCBOR } from '@simplewebauthn/server/helpers'
import { base64url, fromBase64url } from '../../crypto.ts'

/** COSE numbers of the kinds of key that are taken: EdDSA, ES256, RS256. */
export const KEY_ALGORITHMS = [-8, -7, -257]

const SHORTEST_RSA = 2048

/**
 * Whether a key is one of the algorithm that it names, on its curve, and an RSA key long enough (NIST SP 800-131A). The library
 * looks at the algorithm's number only, and at the key when it first signs somebody in: till then they would think they have one.
 */
export async function fitsItsAlgorithm(cose: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const key = isoCBOR.decodeFirst<Map<number, unknown>>(cose)
  const algorithm = key.get(3) as number
  const jwk = jwkOf(algorithm, key)
  if (!jwk) return false
  try {
    const { algorithm: imported } = await crypto.subtle.importKey('jwk', jwk, IMPORT[algorithm]!, true, ['verify'])
    // By an exponent of 1 anybody could sign.
    return algorithm !== -257 || ((imported as RsaAlgorithm).modulusLength! >= SHORTEST_RSA && jwk.e !== 'AQ')
  } catch {
    // No point of the curve, or not as long as one is.
    return false
  }
}

interface RsaAlgorithm {
  name: string
  /** bits */
  modulusLength?: number
}

function jwkOf(algorithm: number, key: Map<number, unknown>): JsonWebKey | null {
  const text = (label: number) => {
    const bytes = key.get(label)
    return bytes instanceof Uint8Array ? base64url(bytes) : ''
  }
  const [type, curve] = [key.get(1), key.get(-1)]
  if (algorithm === -7 && type === 2 && curve === 1) return { kty: 'EC', crv: 'P-256', x: text(-2), y: text(-3) }
  if (algorithm === -8 && type === 1 && curve === 6) return { kty: 'OKP', crv: 'Ed25519', x: text(-2) }
  if (algorithm === -257 && type === 3) return { kty: 'RSA', n: text(-1), e: text(-2) }
  return null
}

/** A passkey's public key as it is stored: COSE, as base64url. */
export const storedKey = (cose: Uint8Array): string => base64url(cose)

/** The COSE of a stored key. Earlier versions stored '<algorithm> <SPKI as base64url>'. */
export async function coseOf(stored: string): Promise<Uint8Array<ArrayBuffer>> {
  const [algorithm, spki] = stored.split(' ')
  return spki === undefined ? fromBase64url(stored) : coseFromSpki(Number(algorithm), fromBase64url(spki))
}

const IMPORT: Record<number, SubtleCryptoImportKeyAlgorithm> = {
  [-7]: { name: 'ECDSA', namedCurve: 'P-256' },
  [-257]: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  [-8]: { name: 'Ed25519' },
}

/** Labels of COSE keys: https://www.rfc-editor.org/rfc/rfc9053#section-7, RSA: https://www.rfc-editor.org/rfc/rfc8230#section-4 */
async function coseFromSpki(algorithm: number, spki: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('spki', spki, IMPORT[algorithm]!, true, ['verify'])
  const jwk = (await crypto.subtle.exportKey('jwk', key)) as { x?: string; y?: string; n?: string; e?: string }
  const bytes = (text: string | undefined) => fromBase64url(text ?? '')
  const labels: Record<number, [number, number | Uint8Array][]> = {
    [-7]: [
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(jwk.x)],
      [-3, bytes(jwk.y)],
    ],
    [-8]: [
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, bytes(jwk.x)],
    ],
    [-257]: [
      [1, 3],
      [3, -257],
      [-1, bytes(jwk.n)],
      [-2, bytes(jwk.e)],
    ],
  }
  return isoCBOR.encode(new Map(labels[algorithm]!)) as Uint8Array<ArrayBuffer>
}
