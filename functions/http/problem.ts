import type { Context as Request } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ProblemAnswer } from '../../src/core/api/answers.ts'
import { issue, Problem } from '../../src/core/errors/index.ts'

const TITLES: Record<number, string> = {
  400: 'Malformed request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  422: 'The request does not fit',
  429: 'Too many requests',
  500: 'Internal error',
}

/** RFC 9457 problem JSON. */
export function problemResponse(c: Request, error: unknown): Response {
  const known = error instanceof Problem ? error : new Problem(500, [issue('', 'internal')])
  if (known !== error) console.error(error)
  const body: ProblemAnswer = {
    type: 'about:blank',
    title: TITLES[known.status] ?? 'Error',
    status: known.status,
    detail: known.message,
    errors: [...known.issues],
  }
  return c.body(JSON.stringify(body), known.status as ContentfulStatusCode, {
    'content-type': 'application/problem+json',
    ...(known.status === 429 && { 'retry-after': String(known.issues[0]?.seconds ?? 1) }),
  })
}

const texts = new WeakMap<Response, string>()

/** A JSON answer whose text was put together already (by SQLite). */
export function jsonTextResponse(text: string, status = 200): Response {
  const headers = { 'content-type': 'application/json', 'cache-control': 'private, no-cache' }
  const response = new Response(text, { status, headers })
  texts.set(response, text)
  return response
}

/** What an answer of this Worker says, without the encoding and decoding that its body would need. */
export const textOf = async (response: Response): Promise<string> => texts.get(response) ?? response.clone().text()

export const jsonResponse = (value: unknown, status = 200): Response => jsonTextResponse(JSON.stringify(value), status)
