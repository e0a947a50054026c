/** Whether a page of that origin may send a form in: one of our own always, others where nobody or they are named. */
export function mayEmbed(hosts: readonly string[], origin: string | undefined, ownOrigins: readonly string[]): boolean {
  if (hosts.length === 0) return true
  // Browsers name the origin with everything that is sent; what names none is none.
  if (origin === undefined || !URL.canParse(origin)) return false
  if (ownOrigins.includes(origin)) return true
  const { host, hostname } = new URL(origin)
  return hosts.some((allowed) =>
    allowed.startsWith('*.')
      ? host.endsWith(allowed.slice(1)) || hostname.endsWith(allowed.slice(1))
      : allowed === host || allowed === hostname,
  )
}

/** The same as the browser's policy says it: which pages may show the form's page within them. */
export const frameAncestors = (hosts: readonly string[]): string =>
  hosts.length === 0 ? '*' : `'self' ${hosts.join(' ')}`
