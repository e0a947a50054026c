import type { ProblemAnswer } from '../core/api/answers.ts'
import { noteChange } from './changes/undo-stack.ts'
import { noteAnswer, seqOf } from './live/seqs.ts'
import { setOffline } from './offline/line.ts'
import { noteRecord } from './records/store.ts'
import { takePreloaded } from './start/preloaded.ts'
import { viewAs } from './view-as.ts'

/** A problem response (RFC 9457) of the API; `status` 0 means that the network didn't answer. */
export class ApiProblem extends Error {
  readonly status: number
  readonly errors: ProblemAnswer['errors']

  constructor(status: number, errors: ProblemAnswer['errors'], detail: string) {
    super(detail)
    this.name = 'ApiProblem'
    this.status = status
    this.errors = errors
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

interface Options {
  signal?: AbortSignal
  /** makes the request safe to repeat when its response was lost */
  idempotencyKey?: string
}

/** Sends one request to the API and returns its JSON. Throws an ApiProblem. */
export async function api<Answer>(
  method: Method,
  path: string,
  body?: unknown,
  options: Options = {},
): Promise<Answer> {
  const form = body instanceof FormData
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined && !form) headers['content-type'] = 'application/json'
  const viewedRole = viewAs()
  if (viewedRole && !path.startsWith('/api/auth/')) headers['view-as'] = viewedRole.id
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  const json = body === undefined || form ? undefined : JSON.stringify(body)
  let response: Response
  try {
    const preloaded = viewedRole ? undefined : takePreloaded(method, path, json)
    response =
      (await preloaded?.catch(() => undefined)) ??
      (await fetch(path, {
        method,
        headers,
        credentials: 'same-origin',
        ...(body === undefined ? {} : { body: form ? body : json! }),
        // An optimistic change is stored even if the tab is closed or reloaded right after it. Browsers allow 64 KB in flight.
        keepalive: method !== 'GET' && !form && (json?.length ?? 0) < 4000,
        ...(options.signal ? { signal: options.signal } : {}),
      }))
  } catch (error) {
    if (options.signal?.aborted) throw error
    setOffline(true)
    throw new ApiProblem(0, [], 'offline')
  }
  setOffline(false)
  noteAnswer(response)
  if (response.ok) {
    const answer = response.status === 204 ? undefined : await response.json()
    noteChange(method, path, answer)
    noteRecord(answer, { seq: seqOf(response), cause: method === 'GET' ? 'read' : 'write' })
    return answer as Answer
  }
  throw await toProblem(response, path)
}

async function toProblem(response: Response, path: string): Promise<ApiProblem> {
  const problem = (await response.json().catch(() => null)) as (Partial<ProblemAnswer> & { message?: string }) | null
  if (response.status === 401 && !path.startsWith('/api/auth/') && path !== '/api/me') redirectToSignIn()
  return new ApiProblem(response.status, problem?.errors ?? [], problem?.detail ?? problem?.message ?? '')
}

/** The session has ended: sign in, then return to the same URL. */
function redirectToSignIn(): void {
  if (location.pathname.startsWith('/sign-in')) return
  location.assign(`/sign-in/?next=${encodeURIComponent(location.pathname + location.search)}`)
}

/** An id for one attempt; also where `crypto.randomUUID` is missing (plain http). */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
/** A whole list, page after page, which the API answers under its noun: for what is shown or chosen from at once. */
export async function allPages<T>(path: string, noun: string): Promise<T[]> {
  const all: T[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Record<string, unknown> = await api('GET', pathOfPage(path, cursor))
    all.push(...(page[noun] as T[]))
    cursor = page.next as string | null
  }
  return all
}

/** The path of one page; '' for the first. */
export const pathOfPage = (path: string, cursor: string): string =>
  cursor === '' ? path : `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`
