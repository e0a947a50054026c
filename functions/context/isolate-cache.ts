import type { Catalog } from '../../src/core/model/index.ts'
import type { KeyScope } from '../../src/core/permissions/index.ts'
import { runBatch } from '../db/batch.ts'
import { catalogFrom } from '../db/catalog.ts'
import { catalogStatements } from '../db/catalog-statements.ts'
import { openDatabase } from '../db/client.ts'
import type { Env } from '../env.ts'
import { type Credential, credentialKey, extendSession, type HolderRow, selectHolder } from './credential.ts'

/** The person of a credential and, for an API key, its limits. */
interface Holder {
  person: number
  key: KeyScope | null
}

/** What an isolate keeps between requests. It is only ever a guess: each batch's guard proves it or throws StaleError. */
interface IsolateCache {
  catalog: Catalog | null
  secret: string
  /** the workspace's own (http/own-origin.ts); null before the set-up */
  address: string | null
  holders: Map<string, Holder>
  /** session cookies, as they came, whose signature was found to be ours, with the token in them */
  signedTokens: Map<string, string>
  /** when each key was last noted as used */
  keysUsedAt: Map<number, number>
}

const caches = new WeakMap<D1Database, IsolateCache>()
const MOST_HOLDERS = 10_000

export function isolateCache(env: Env): IsolateCache {
  let cache = caches.get(env.DB)
  if (!cache) {
    cache = {
      catalog: null,
      secret: '',
      address: null,
      holders: new Map(),
      signedTokens: new Map(),
      keysUsedAt: new Map(),
    }
    caches.set(env.DB, cache)
  }
  return cache
}

export const isCached = (env: Env, credential: Credential): boolean =>
  isolateCache(env).holders.has(credentialKey(credential))

/**
 * Reads who holds the credential, if anybody does, into the isolate's memory: one look-up by an index. What is shown by a
 * stranger costs no more than that, and what memory holds of the catalog stays: its own guard says when that is old.
 */
export async function loadHolder(env: Env, credential: Credential, now: number): Promise<boolean> {
  const [[holder]] = await runBatch(openDatabase(env.DB), [
    selectHolder(credential, now),
    ...(credential.kind === 'session' ? [extendSession(credential.token, now)] : []),
  ])
  keepHolder(isolateCache(env), credential, holder)
  return holder !== undefined
}

/** Reads the catalog and the credential's holder from the database into the isolate's memory. */
export async function loadCache(env: Env, credential: Credential | null, now: number): Promise<void> {
  const db = openDatabase(env.DB)
  const cache = isolateCache(env)
  if (!credential) return keepCatalog(env, cache, await runBatch(db, catalogStatements(db)))
  const [[holder], ...catalog] = await runBatch(db, [
    selectHolder(credential, now),
    ...catalogStatements(db),
    ...(credential.kind === 'session' ? [extendSession(credential.token, now)] : []),
  ])
  keepCatalog(env, cache, catalog)
  keepHolder(cache, credential, holder)
}

/** The whole catalog as it is now, where nobody is signed in. */
export async function loadCatalog(env: Env): Promise<Catalog> {
  await loadCache(env, null, Date.now())
  return isolateCache(env).catalog!
}

/** A cookie that was signed by the secret in memory. */
export function keepSignedToken({ signedTokens }: IsolateCache, cookie: string, token: string): void {
  if (signedTokens.size > MOST_HOLDERS) signedTokens.clear()
  signedTokens.set(cookie, token)
}

function keepHolder({ holders }: IsolateCache, credential: Credential, holder: HolderRow | undefined): void {
  if (holders.size > MOST_HOLDERS) holders.clear()
  if (holder) holders.set(credentialKey(credential), holderFrom(holder))
  else holders.delete(credentialKey(credential))
}

function keepCatalog(env: Env, cache: IsolateCache, rows: Parameters<typeof catalogFrom>[0]): void {
  const { catalog, secret, address } = catalogFrom(rows)
  cache.catalog = catalog
  cache.address = address
  const current = env.SECRET ?? secret
  if (current !== cache.secret) cache.signedTokens.clear()
  cache.secret = current
}

const holderFrom = ({ person_id, key_id, scopes, projects }: HolderRow): Holder => ({
  person: person_id,
  key:
    key_id === null
      ? null
      : {
          id: key_id,
          readOnly: !(JSON.parse(scopes!) as string[]).includes('write'),
          projects: projects === null ? null : (JSON.parse(projects) as number[]),
        },
})
