import { isoCBOR } from '@simplewebauthn/server/helpers'
import { base64url, fromBase64url } from '../../crypto.ts'

/** COSE numbers of the kinds of key that are taken: EdDSA, ES256, RS256. */
export const KEY_ALGORITHMS = [-8, -7, -257]

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
