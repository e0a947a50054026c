import { fault, Problem } from '../src/core/errors/index.ts'

/** A request's text as a JSON object; {} where nothing was sent. */
export function objectFrom(text: string): unknown {
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
