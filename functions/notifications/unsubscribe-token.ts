import { NOTIFICATION_KINDS, type NotificationKind } from '../../src/core/api/notification.ts'
import { idFrom } from '../../src/core/model/index.ts'
import { base64url, fromBase64url } from '../crypto.ts'

/** Mails of one kind, or all that come at once or in the digest. */
export type Mailed = NotificationKind | 'now' | 'digest'
const MAILED: readonly string[] = [...NOTIFICATION_KINDS, 'now', 'digest']

export interface Subscription {
  person: number
  mailed: Mailed
}

/** Goes into a mail's link, so that who has the mail can end mails like it, and nothing else. It lasts as long as the secret. */
export async function unsubscribeToken(secret: string, subscription: Subscription): Promise<string> {
  const seal = await crypto.subtle.sign('HMAC', await keyOf(secret), signed(subscription))
  return `${subscription.person}.${subscription.mailed}.${base64url(new Uint8Array(seal))}`
}

/** Null where it isn't one of ours. */
export async function readUnsubscribeToken(secret: string, token: string): Promise<Subscription | null> {
  const [, id, mailed, seal] = /^(\d{1,16})\.([a-z]+)\.([\w-]{43})$/.exec(token) ?? []
  const person = idFrom(id)
  if (person === null || !MAILED.includes(mailed!)) return null
  const subscription = { person, mailed: mailed as Mailed }
  const isOurs = await crypto.subtle.verify('HMAC', await keyOf(secret), fromBase64url(seal!), signed(subscription))
  return isOurs ? subscription : null
}

const signed = ({ person, mailed }: Subscription) => new TextEncoder().encode(`unsubscribe ${person} ${mailed}`)

const keyOf = (secret: string) =>
  crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ])
