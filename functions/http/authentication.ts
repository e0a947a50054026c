import { forbidden, issue, Problem } from '../../src/core/errors/index.ts'
import type { Catalog } from '../../src/core/model/index.ts'
import {
  type Access,
  accessOf,
  includes,
  type KeyScope,
  rightsOf,
  roleNamed,
  visibleCatalog,
} from '../../src/core/permissions/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import { type Credential, credentialKey, selectHolder } from '../auth/credential.ts'
import { LIFETIME } from '../auth/session.ts'
import { Context, type Env } from '../context.ts'
import { type Row, runBatch } from '../db/batch.ts'
import { catalogFrom, catalogStatements } from '../db/catalog.ts'

/** Who a credential stands for, and what a key is limited to. */
interface Holder {
  person: number
  key: KeyScope | null
}

/** What an isolate keeps between requests. It is only ever a guess: each batch's guard proves it or throws Stale. */
interface IsolateCache {
  catalog: Catalog | null
  secret: string
  holders: Map<string, Holder>
  /** when each key was last noted as used */
  used: Map<number, number>
}

const memories = new WeakMap<D1Database, IsolateCache>()
const DAY = 86_400_000

export function isolateCache(env: Env): IsolateCache {
  let memory = memories.get(env.DB)
  if (!memory) {
    memory = { catalog: null, secret: '', holders: new Map(), used: new Map() }
    memories.set(env.DB, memory)
  }
  return memory
}

export const isCached = (env: Env, credential: Credential): boolean =>
  isolateCache(env).holders.has(credentialKey(credential))

/** Reads catalog and credential anew. A session that is used is drawn out to thirty days again, at
 * most once a day; one that was asked to be short stays so. */
export async function loadCache(env: Env, credential: Credential | null, now: number): Promise<void> {
  const memory = isolateCache(env)
  const results = await runBatch(env.DB, [
    ...catalogStatements,
    ...(credential ? [selectHolder(credential, now)] : []),
    ...(credential?.kind === 'session' ? [extendSession(credential.token, now)] : []),
  ])
  memory.catalog = catalogFrom(results.map((result) => result.results))
  memory.secret = env.SECRET ?? (results[0]!.results[0]!.secret as string)
  if (!credential) return
  const row = results[catalogStatements.length]!.results[0]
  if (memory.holders.size > 10_000) memory.holders.clear()
  if (row) memory.holders.set(credentialKey(credential), holderFrom(row))
  else memory.holders.delete(credentialKey(credential))
}

const extendSession = (token: string, now: number): Sql =>
  sql`UPDATE sessions SET expires_at = ${now + LIFETIME} WHERE token = ${token} AND expires_at BETWEEN ${now} AND ${now + LIFETIME - DAY}
    AND expires_at - created_at > ${2 * DAY}`

const holderFrom = (row: Row): Holder => ({
  person: Number(row.person_id),
  key:
    row.key_id === null
      ? null
      : {
          id: Number(row.key_id),
          readOnly: !(JSON.parse(String(row.scopes)) as string[]).includes('write'),
          projects: row.projects === null ? null : (JSON.parse(String(row.projects)) as number[]),
        },
})

interface ContextOptions {
  env: Env
  credential: Credential | null
  now: number
  /** the role that is looked through (M80) */
  as?: string | undefined
  idempotencyInsert?: ((access: Access) => Sql) | null
  waitUntil?: Context['waitUntil']
}

/** The context of a signed-in person, from memory. Throws 401 where nobody is signed in. */
export function createContext({ env, credential, now, as, idempotencyInsert, waitUntil }: ContextOptions): Context {
  const { catalog, holders } = isolateCache(env)
  const holder = credential ? holders.get(credentialKey(credential)) : undefined
  const person = catalog?.people.find((one) => one.id === holder?.person)
  if (!catalog || !credential || !person || person.deactivated) throw new Problem(401, [issue('', 'unauthorized')])
  // Whose role has no keys has none, whatever they made before.
  if (holder!.key && !rightsOf(catalog, person.role).workspace.keys) throw new Problem(401, [issue('', 'unauthorized')])
  const access = impersonate(catalog, accessOf(catalog, person, { key: holder!.key }), as)
  return new Context({
    env,
    access,
    now,
    credential,
    unfilteredCatalog: catalog,
    catalog: visibleCatalog(catalog, access),
    guard: sql`(SELECT catalog_version FROM workspace) = ${catalog.version}
      AND EXISTS (${selectHolder(credential, now)} AND person_id = ${person.id})`,
    idempotencyInsert: idempotencyInsert?.(access) ?? null,
    ...(waitUntil && { waitUntil }),
    reload: async () => {
      await loadCache(env, credential, now)
      return createContext({ env, credential, now, as, ...(waitUntil && { waitUntil }) })
    },
  })
}

/** Who may give a role may look through it. */
function impersonate(catalog: Catalog, access: Access, as: string | undefined): Access {
  if (as === undefined) return access
  const role = roleNamed(catalog, as)
  if (!access.rights.workspace.people || !role || !includes(access.rights, role.rights)) throw forbidden()
  return accessOf(catalog, access.person, { key: access.key, as })
}
