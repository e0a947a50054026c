import { isolateCache, loadCache } from '../context/index.ts'
import type { Env } from '../env.ts'
import type { Outcome } from './outcome.ts'
import { isOutsideUrl } from './outside-url.ts'
import { post } from './post.ts'
import type { Target } from './registry.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>
const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)))

async function hmac(key: Uint8Array<ArrayBuffer>, text: string): Promise<ArrayBuffer> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return crypto.subtle.sign('HMAC', imported, bytesOf(text))
}

/**
 * What the webhooks of this workspace are signed with, as receivers keep it: `whsec_…`. Those that people have set up have one each,
 * made of a `salt`: so the database alone, without the workspace's secret, has none of them in it.
 */
export async function webhookSecret(env: Env, salt?: string): Promise<string> {
  if (!isolateCache(env).secret) await loadCache(env, null, Date.now())
  const what = salt === undefined ? 'webhooks' : `webhook ${salt}`
  return `whsec_${base64(await hmac(bytesOf(isolateCache(env).secret), what))}`
}

async function signature(secret: string, text: string): Promise<string> {
  const key = Uint8Array.from(atob(secret.slice('whsec_'.length)), (letter) => letter.charCodeAt(0))
  return `v1,${base64(await hmac(key, text))}`
}

interface Message {
  /** the same at every try */
  id: string
  /** JSON */
  body: string
}

/** Sends one as Standard Webhooks says: its receiver can tell who it is from, that nobody changed it, and whether they have it already. */
export async function postWebhook(env: Env, { url, secrets }: Target, { id, body }: Message): Promise<Outcome> {
  if (!isOutsideUrl(env, url)) return { result: 'refused', status: null, error: 'This address may not be called.' }
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signatures = await Promise.all(secrets.map((secret) => signature(secret, `${id}.${timestamp}.${body}`)))
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Tonle',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
  const outcome = await post(env, url, headers, body)
  // Gone: they want no more of it.
  return outcome.status === 410 ? { ...outcome, result: 'refused' } : outcome
}
