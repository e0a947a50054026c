import { isolateCache, loadCache } from '../context/index.ts'
import { ensureMigrated } from '../db/migrate.ts'
import type { Env } from '../env.ts'
import type { Http } from './body.ts'

/**
 * The origins of this workspace's own pages: where its owner set it up, and what the deployment adds (ADDRESSES). Scheme and port
 * count. What the Host header says is believed before the set-up only: afterwards a page of another site could name itself in it
 * (its name may lead to this machine), and its passkeys and requests would be taken for our own.
 */
export async function ownOrigins(http: Http): Promise<readonly string[]> {
  const { env } = http
  if (isolateCache(env).address === null) {
    await ensureMigrated(env.DB)
    await loadCache(env, null, Date.now())
  }
  return [isolateCache(env).address ?? new URL(http.req.url).origin, ...configured(env)]
}

/** Of the page that a request came from, where that is one of ours; else the workspace's first. */
export async function ownOrigin(http: Http): Promise<string> {
  const origins = await ownOrigins(http)
  return origins.find((one) => one === http.req.header('origin')) ?? origins[0]!
}

const configured = ({ ADDRESSES = '' }: Env): string[] =>
  ADDRESSES.split(/[\s,]+/)
    .filter((address) => URL.canParse(address))
    .map((address) => new URL(address).origin)
