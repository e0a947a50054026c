import { invalid } from '../../src/core/errors/index.ts'
import type { Env } from '../env.ts'
import { allowedFrom, hostAndPort, isAddress, isOutsideAddress, plainHost } from './addresses.ts'

const LONGEST = 2000
/** Names that lead nowhere on the internet, by RFC 6761, 6762, 8375 and ICANN; one without a dot is of a local network, too. */
const INSIDE = /^[^.]*$|\.(localhost|local|internal|home\.arpa)$/

/**
 * A URL that webhooks may be sent to: http or https, no name and password in it, nothing that isn't outside. Where a name leads is
 * known only when it is asked for: on Cloudflare the platform sees to that, on one's own machine local/outbound.ts.
 */
export function isOutsideUrl({ OUTSIDE_ALLOW }: Env, text: string): boolean {
  if (text.length > LONGEST || !URL.canParse(text)) return false
  const url = new URL(text)
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return false
  const allowed = allowedFrom(OUTSIDE_ALLOW)
  if (allowed.hosts.has(hostAndPort(url))) return true
  const host = plainHost(url)
  return isAddress(host) ? isOutsideAddress(host, allowed) : !INSIDE.test(host)
}

/** 422 at `path` for any other. */
export function requireOutsideUrl(env: Env, url: string, path: string): void {
  if (!isOutsideUrl(env, url)) throw invalid(path, 'notOutsideUrl', { value: url })
}
