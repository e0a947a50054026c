import { forbidden, issue, Problem } from '../../src/core/errors/index.ts'
import type { Catalog } from '../../src/core/model/index.ts'
import {
  type Access,
  accessOf,
  includes,
  rightsOf,
  roleNamed,
  visibleCatalog,
} from '../../src/core/permissions/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import type { Env } from '../env.ts'
import { Context } from './context.ts'
import { type Credential, credentialKey, selectHolder } from './credential.ts'
import { isolateCache, loadCache } from './isolate-cache.ts'

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
