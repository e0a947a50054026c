import { base64url, fromBase64url } from '../../crypto.ts'

/*
 * A form is sent with a token that was fetched when the visitor began to fill it in: signed, so it costs no row; of one form; good
 * from two seconds until a day after. Its number becomes the submission's key, so that it serves once.
 */

const SOONEST = 2000
const LONGEST = 86_400_000

export type TokenState =
  | { state: 'good'; key: string }
  /** none was sent, or none of ours, or one of another form */
  | { state: 'missing' | 'early' | 'old' }

export async function newToken(secret: string, form: number, now: number): Promise<string> {
  const number = base64url(crypto.getRandomValues(new Uint8Array(15)))
  const issuedAt = now.toString(36)
  return `${issuedAt}.${number}.${await seal(secret, form, issuedAt, number)}`
}

export async function readToken(secret: string, form: number, token: string, now: number): Promise<TokenState> {
  const [, issuedAt, number, sealed] = /^([0-9a-z]{1,12})\.([\w-]{20})\.([\w-]{43})$/.exec(token) ?? []
  if (!issuedAt || !number || !sealed) return { state: 'missing' }
  const isOurs = await crypto.subtle.verify(
    'HMAC',
    await keyOf(secret),
    fromBase64url(sealed),
    signed(form, issuedAt, number),
  )
  if (!isOurs) return { state: 'missing' }
  const age = now - Number.parseInt(issuedAt, 36)
  if (age < SOONEST) return { state: 'early' }
  return age > LONGEST ? { state: 'old' } : { state: 'good', key: number }
}

async function seal(secret: string, form: number, issuedAt: string, number: string): Promise<string> {
  return base64url(
    new Uint8Array(await crypto.subtle.sign('HMAC', await keyOf(secret), signed(form, issuedAt, number))),
  )
}

/**
 * Who sends, told apart without keeping where they are: an HMAC of the address with a key of that day, which nobody can work out from
 * another day's. '' where it isn't known.
 */
export async function visitorOf(secret: string, form: number, network: string, now: number): Promise<string | null> {
  if (network === '') return null
  const text = (part: string) => new TextEncoder().encode(part)
  const day = await crypto.subtle.sign(
    'HMAC',
    await keyOf(secret),
    text(`visitors ${new Date(now).toISOString().slice(0, 10)}`),
  )
  const mac = await crypto.subtle.sign('HMAC', await keyOf(new Uint8Array(day)), text(`${form} ${network}`))
  return base64url(new Uint8Array(mac).slice(0, 18))
}

const signed = (form: number, issuedAt: string, number: string) =>
  new TextEncoder().encode(`form ${form} ${issuedAt} ${number}`)

const keyOf = (secret: string | Uint8Array<ArrayBuffer>) =>
  crypto.subtle.importKey(
    'raw',
    typeof secret === 'string' ? new TextEncoder().encode(secret) : secret,
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign', 'verify'],
  )
