import { persist } from '../persisted.ts'

/*
 * What every screen begins with is asked for by a script in the page itself (layouts/app.astro), while the JavaScript is still on
 * its way. The first request for the same takes that answer.
 */

declare global {
  /** by method, path and body */
  var preloads: Map<string, Promise<Response>> | undefined
}

/** Older ones may not hold what has happened since. */
const LATEST = 10_000

/** The answer that is on its way already, once. */
export function takePreloaded(method: string, path: string, body = ''): Promise<Response> | undefined {
  const key = `${method} ${path} ${body}`
  const preloaded = performance.now() < LATEST ? globalThis.preloads?.get(key) : undefined
  globalThis.preloads?.delete(key)
  return preloaded
}

/** What a project's board asks for: the page can ask that next time before anything is loaded. */
export const rememberBoard = (project: string, body: object): void => persist(`board.${project}`, JSON.stringify(body))
