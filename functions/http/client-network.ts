/**
 * Where a client is, for counting: an IPv4 address, or the first half of an IPv6 one, since whoever has one such address has
 * 2^64 of them. '' where the edge tells none (a Worker that is run on one's own machine).
 */
export function networkOf(ip: string): string {
  if (!ip.includes(':')) return ip
  // An IPv4 address in IPv6's spelling: ::ffff:192.0.2.1
  if (ip.includes('.')) return ip.slice(ip.lastIndexOf(':') + 1)
  const [head = '', tail] = ip.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  const groups = [...left, ...zeros, ...right].slice(0, 4)
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`
}
