import { issue, Problem } from '../../src/core/errors/index.ts'

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
