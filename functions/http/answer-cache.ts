import type { Env } from '../env.ts'
import { textOf } from './problem.ts'

/*
 * Large answers that an isolate has given, to be given again as long as nothing has changed: a board that ten people look at
 * all day is put together once a change, not once a look. Whether nothing has changed is asked of the database each time.
 */

interface CachedAnswer {
  etag: string
  text: string
  headers: [string, string][]
}

interface AnswerCache {
  answers: Map<string, CachedAnswer>
  /** of all texts together, in UTF-16 units */
  size: number
}

/** Smaller ones cost no more to put together than to look for. */
const SMALLEST = 4_000
const LARGEST = 1_000_000
/** An isolate has 128 MB for everything. */
const MOST = 8_000_000

const cacheByDatabase = new WeakMap<D1Database, AnswerCache>()

/** `question` says who asks, with which rights, and what. */
export const cachedAnswer = (env: Env, question: string): CachedAnswer | undefined =>
  cacheByDatabase.get(env.DB)?.answers.get(question)

export const responseOf = ({ text, headers, etag }: CachedAnswer): Response =>
  new Response(text, { headers: [...headers, ['etag', etag]] })

/** Keeps an answer in place of an earlier one to the same question; the oldest ones go when it becomes too much. */
export async function cacheAnswer(env: Env, question: string, etag: string, response: Response): Promise<Response> {
  const text = await textOf(response)
  const cache = cacheByDatabase.get(env.DB) ?? { answers: new Map(), size: 0 }
  cacheByDatabase.set(env.DB, cache)
  const drop = (key: string) => {
    cache.size -= cache.answers.get(key)?.text.length ?? 0
    cache.answers.delete(key)
  }
  drop(question)
  if (response.status === 200 && text.length >= SMALLEST && text.length <= LARGEST) {
    cache.answers.set(question, { etag, text, headers: [...response.headers] as [string, string][] })
    cache.size += text.length
    for (const oldest of cache.answers.keys()) {
      if (cache.size <= MOST) break
      drop(oldest)
    }
  }
  response.headers.set('etag', etag)
  return response
}
