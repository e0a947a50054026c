import { accessOf, narrow } from '../src/core/access/index.ts'
import { fault, Problem } from '../src/core/errors/index.ts'
import type { Catalog } from '../src/core/model/index.ts'
import { type Sql, sql } from '../src/core/sql/index.ts'
import { Context, type Env } from './context.ts'
import { catalogFrom, catalogStatements } from './model/catalog.ts'
import { run } from './model/database.ts'

/** What an isolate keeps between requests. It is only ever a guess: each batch's guard proves it or throws Stale. */
interface Memory {
  catalog: Catalog | null
  secret: string
  /** token -> person */
  sessions: Map<string, number>
}

const memories = new WeakMap<D1Database, Memory>()
const DAY = 86_400_000
const LIFETIME = 30 * DAY

export function memoryOf(env: Env): Memory {
  let memory = memories.get(env.DB)
  if (!memory) {
    memory = { catalog: null, secret: '', sessions: new Map() }
    memories.set(env.DB, memory)
  }
  return memory
}

/** Reads catalog and session anew. A session that is used is drawn out to thirty days again, at
 * most once a day; one that was asked to be short stays so. */
export async function load(env: Env, token: string | null, now: number): Promise<void> {
  const memory = memoryOf(env)
  const results = await run(env.DB, [
    ...catalogStatements,
    sql`SELECT person_id FROM sessions WHERE token = ${token} AND expires_at > ${now}`,
    sql`UPDATE sessions SET expires_at = ${now + LIFETIME} WHERE token = ${token} AND expires_at BETWEEN ${now} AND ${now + LIFETIME - DAY}
      AND expires_at - created_at > ${2 * DAY}`,
  ])
  memory.catalog = catalogFrom(results.map((result) => result.results))
  memory.secret = env.SECRET ?? (results[0]!.results[0]!.secret as string)
  if (token === null) return
  const person = results[catalogStatements.length]!.results[0]?.person_id
  if (memory.sessions.size > 10_000) memory.sessions.clear()
  if (typeof person === 'number') memory.sessions.set(token, person)
  else memory.sessions.delete(token)
}

/** The context of a signed-in person, from memory. Throws 401 where nobody is signed in. */
export function contextOf(
  env: Env,
  token: string | null,
  now: number,
  remember: ((person: number) => Sql) | null,
  later?: Context['later'],
): Context {
  const { catalog, sessions } = memoryOf(env)
  const personId = token === null ? undefined : sessions.get(token)
  const person = catalog?.people.find((one) => one.id === personId)
  if (!catalog || !person) throw new Problem(401, [fault('', 'unauthorized')])
  const access = accessOf(person)
  return new Context({
    env,
    access,
    now,
    catalog: narrow(catalog, access),
    guard: sql`(SELECT catalog_version FROM workspace) = ${catalog.version}
      AND EXISTS (SELECT 1 FROM sessions WHERE token = ${token} AND person_id = ${person.id} AND expires_at > ${now})`,
    remember: remember?.(person.id) ?? null,
    ...(later && { later }),
    fresh: async () => {
      await load(env, token, now)
      return contextOf(env, token, now, null, later)
    },
  })
}
