import type { Context as HonoContext } from 'hono'
import { issue, Problem } from '../../src/core/errors/index.ts'
import type { Env } from '../env.ts'

export type Http = HonoContext<{ Bindings: Env }>

/** The request's text; '' where it has none, or a form, which its handler reads. 413 past `limit` bytes. */
export async function readText(http: Http, limit: number, limitName: string): Promise<string> {
  const type = http.req.header('content-type') ?? ''
  if (http.req.method === 'GET' || http.req.method === 'DELETE' || type.startsWith('multipart/')) return ''
  const tooLarge = () => new Problem(413, [issue('', 'tooLarge', { max: limitName })])
  if (Number(http.req.header('content-length') ?? 0) > limit) throw tooLarge()
  const text = await http.req.text()
  if (text.length > limit) throw tooLarge()
  return text
}

/** A request's text as a JSON object; {} where nothing was sent. */
export function parseJsonObject(text: string): unknown {
  if (text === '') return {}
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new Problem(400, [issue('', 'malformed')])
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Problem(400, [issue('', 'notObject')])
  return body
}

/** Half a surrogate pair and U+0000 are no text: SQLite would give back something else. JSON can only bring them escaped. */
export function requireWellFormedText(text: string, body: unknown): void {
  if (!/\\u(0000|d[89a-f])/i.test(text)) return
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed()))
      throw new Problem(422, [issue(path, 'notText', { name: path })])
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`)
  }
  walk(body, '')
}
