import ipaddr from 'ipaddr.js'

/*
 * Which addresses are outside: those that anybody on the internet can reach. A webhook must not be a way into the network that the
 * Worker stands in, so all others are refused unless the deployment allows them (OUTSIDE_ALLOW).
 */

/** What OUTSIDE_ALLOW names. */
export interface Allowed {
  /** `host:port` */
  hosts: ReadonlySet<string>
  /** as 10.20.0.0/16 */
  ranges: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][]
}

export function allowedFrom(text = ''): Allowed {
  const words = text.toLowerCase().split(/[\s,]+/)
  return {
    hosts: new Set(words.filter((word) => word.includes(':') && !word.includes('/'))),
    ranges: words.filter((word) => ipaddr.isValidCIDR(word)).map((word) => ipaddr.parseCIDR(word)),
  }
}

/** Of an IP address, in the spelling that `URL` gives it or a resolver; an IPv4 address within IPv6 counts as itself. */
export function isOutsideAddress(address: string, { ranges }: Allowed): boolean {
  const ip = ipaddr.process(address)
  if (ranges.some((range) => range[0].kind() === ip.kind() && ip.match(range as [never, number]))) return true
  if (ip.range() !== 'unicast') return false
  // All that is given to networks of the internet lies in there (RFC 4291); the rest of IPv6 is for other purposes, or for none yet.
  return ip.kind() === 'ipv4' || ip.match(GLOBAL as [never, number])
}

const GLOBAL = ipaddr.parseCIDR('2000::/3')

/** Of a URL's host without its brackets: whether it is an address rather than a name. */
export const isAddress = (host: string): boolean => ipaddr.isValid(host)

/** `host:port` of a URL, as OUTSIDE_ALLOW names it. */
export const hostAndPort = ({ protocol, hostname, port }: URL): string =>
  `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`

/** Without the brackets of IPv6 and the dot at the end of a whole name. */
export const plainHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
