import { expect } from 'vitest'
import type { Twins } from './twins.ts'

export interface Asked {
  method: string
  path: string
  body?: unknown
  headers?: Record<string, string>
}

/** Instants since the twins were made, and places in a list, which begin with one, are as different as two clocks are. */
function settled(text: string, since: number): string {
  return text
    .replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, (instant) =>
      Date.parse(instant.slice(1, -1)) >= since ? '"now"' : instant,
    )
    .replace(/\b\d{13}\b/g, (at) => (Number(at) >= since ? '0' : at))
    .replace(/%22cards%22%2C%22[^%]+%22/g, '%22cards%22')
    .replace(/"position":"[^"]*"/g, '"position":""')
}

/** Asks the junior's question in both databases: status, headers and body must be the same. Answers what was said. */
export async function asked(twins: Twins, since: number, { method, path, body, headers = {} }: Asked) {
  const sent = () => (body instanceof FormData ? body : body)
  const [one, other] = await Promise.all(
    twins.junior.map(async (client) => {
      const response = await client.send(method, path, sent(), headers)
      const told = ['content-type', 'content-disposition', 'content-length', 'etag', 'retry-after'].map((name) =>
        response.headers.get(name),
      )
      return { status: response.status, told, text: settled(await response.text(), since) }
    }),
  )
  expect({ asked: [method, path, body], ...other! }).toEqual({ asked: [method, path, body], ...one! })
  expect(one!.status, JSON.stringify([method, path, body])).toBeLessThan(500)
  return { status: one!.status, text: one!.text, json: <T>() => JSON.parse(one!.text) as T }
}
