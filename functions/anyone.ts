import { fault, Problem } from '../src/core/errors/index.ts'
import { ready } from './model/migrate.ts'
import type { Http } from './request.ts'
import { load, memoryOf } from './session.ts'

const BODY_LIMIT = 64 * 1024

/** What one sends who isn't signed in: a JSON object. The database is ready and the secret that signs cookies is known after it. */
export async function sentBy(http: Http): Promise<unknown> {
  await ready(http.env.DB)
  if (!memoryOf(http.env).secret) await load(http.env, null, Date.now())
  if (http.req.method === 'GET') return {}
  const text = await http.req.text()
  if (text.length > BODY_LIMIT) throw new Problem(413, [fault('', 'tooLarge', { max: '64 KB' })])
  if (text === '') return {}
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new Problem(400, [fault('', 'malformed')])
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Problem(400, [fault('', 'notObject')])
  return body
}
