import { expect } from 'vitest'
import type { Twins } from './twins.ts'

export interface RequestSpec {
  method: string
  path: string
  body?: unknown
  headers?: Record<string, string>
}

/** Instants since the twins were made, also within a cursor, and positions in a list, which begin with one, differ as two clocks do. */
export function withoutClock(text: string, since: number): string {
  return text
    .replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, (instant) =>
      Date.parse(instant.slice(1, -1)) >= since ? '"now"' : instant,
    )
    .replace(/(?<!\d)\d{13}(?!\d)/g, (digits) => (Number(digits) >= since ? '0' : digits))
    .replace(/%22cards%22%2C%22[^%]+%22/g, '%22cards%22')
    .replace(/"position":"[^"]*"/g, '"position":""')
}

/** Sends the junior's request to both databases: status, headers and body must be the same. Returns that answer. */
export async function compareAnswers(twins: Twins, since: number, { method, path, body, headers = {} }: RequestSpec) {
  const [one, other] = await Promise.all(
    twins.junior.map(async (client) => {
      const response = await client.send(method, path, body, headers)
      const answerHeaders = ['content-type', 'content-disposition', 'content-length', 'etag', 'retry-after'].map(
        (name) => response.headers.get(name),
      )
      return { status: response.status, answerHeaders, text: withoutClock(await response.text(), since) }
    }),
  )
  expect({ request: [method, path, body], ...other! }).toEqual({ request: [method, path, body], ...one! })
  expect(one!.status, JSON.stringify([method, path, body])).toBeLessThan(500)
  return { status: one!.status, text: one!.text, json: <T>() => JSON.parse(one!.text) as T }
}
