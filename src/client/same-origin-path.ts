/** Returns `next` as a path if it is of this origin, else "/": prevents open redirects. */
export function sameOriginPath(next: string | null, origin: string): string {
  if (!next || !URL.canParse(next, origin)) return '/'
  const url = new URL(next, origin)
  return url.origin === origin && !url.pathname.startsWith('//') ? url.pathname + url.search : '/'
}
