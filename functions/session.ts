import {
  type Access,
  accessOf,
  includes,
  type KeyScope,
  narrow,
  rightsOf,
  roleNamed,
} from '../src/core/access/index.ts'
import { fault, forbidden, Problem } from '../src/core/errors/index.ts'
import type { Catalog } from '../src/core/model/index.ts'
import { type Sql, sql } from '../src/core/sql/index.ts'
import { Context, type Env } from './context.ts'
import { type Credential, holderOf, nameOf } from './credential.ts'
import { catalogFrom, catalogStatements } from './model/catalog.ts'
import { type Row, run } from './model/database.ts'
import { LIFETIME } from './model/doors/session.ts'

/** Who a credential stands for, and what a key is limited to. */
interface Holder {
  person: number
  key: KeyScope | null
}

/** What an isolate keeps between requests. It is only ever a guess: each batch's guard proves it or throws Stale. */
interface Memory {
  catalog: Catalog | null
  secret: string
  holders: Map<string, Holder>
  /** when each key was last noted as used */
  used: Map<number, number>
}

const memories = new WeakMap<D1Database, Memory>()
const DAY = 86_400_000

export function memoryOf(env: Env): Memory {
  let memory = memories.get(env.DB)
  if (!memory) {
    memory = { catalog: null, secret: '', holders: new Map(), used: new Map() }
    memories.set(env.DB, memory)
  }
  return memory
}

export const isKnown = (env: Env, credential: Credential): boolean => memoryOf(env).holders.has(nameOf(credential))

/** Reads catalog and credential anew. A session that is used is drawn out to thirty days again, at
 * most once a day; one that was asked to be short stays so. */
export async function load(env: Env, credential: Credential | null, now: number): Promise<void> {
  const memory = memoryOf(env)
  const results = await run(env.DB, [
    ...catalogStatements,
    ...(credential ? [holderOf(credential, now)] : []),
    ...(credential?.kind === 'session' ? [drawnOut(credential.token, now)] : []),
  ])
  memory.catalog = catalogFrom(results.map((result) => result.results))
  memory.secret = env.SECRET ?? (results[0]!.results[0]!.secret as string)
  if (!credential) return
  const row = results[catalogStatements.length]!.results[0]
  if (memory.holders.size > 10_000) memory.holders.clear()
  if (row) memory.holders.set(nameOf(credential), holderFrom(row))
  else memory.holders.delete(nameOf(credential))
}

const drawnOut = (token: string, now: number): Sql =>
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

interface Asking {
  env: Env
  credential: Credential | null
  now: number
  /** the role that is looked through (M80) */
  as?: string | undefined
  remember?: ((access: Access) => Sql) | null
  later?: Context['later']
}

/** The context of a signed-in person, from memory. Throws 401 where nobody is signed in. */
export function contextOf({ env, credential, now, as, remember, later }: Asking): Context {
  const { catalog, holders } = memoryOf(env)
  const holder = credential ? holders.get(nameOf(credential)) : undefined
  const person = catalog?.people.find((one) => one.id === holder?.person)
  if (!catalog || !credential || !person || person.deactivated) throw new Problem(401, [fault('', 'unauthorized')])
  // Whose role has no keys has none, whatever they made before.
  if (holder!.key && !rightsOf(catalog, person.role).workspace.keys) throw new Problem(401, [fault('', 'unauthorized')])
  const access = seenAs(catalog, accessOf(catalog, person, { key: holder!.key }), as)
  return new Context({
    env,
    access,
    now,
    credential,
    whole: catalog,
    catalog: narrow(catalog, access),
    guard: sql`(SELECT catalog_version FROM workspace) = ${catalog.version}
      AND EXISTS (${holderOf(credential, now)} AND person_id = ${person.id})`,
    remember: remember?.(access) ?? null,
    ...(later && { later }),
    fresh: async () => {
      await load(env, credential, now)
      return contextOf({ env, credential, now, as, ...(later && { later }) })
    },
  })
}

/** Who may give a role may look through it. */
function seenAs(catalog: Catalog, access: Access, as: string | undefined): Access {
  if (as === undefined) return access
  const role = roleNamed(catalog, as)
  if (!access.rights.workspace.people || !role || !includes(access.rights, role.rights)) throw forbidden()
  return accessOf(catalog, access.person, { key: access.key, as })
}
