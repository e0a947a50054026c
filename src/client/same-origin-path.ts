/** A path of this origin, however it is written; the start for any other: no address in the URL leads to another site. */
export function sameOriginPath(next: string | null, origin: string): string {
  if (!next || !URL.canParse(next, origin)) return '/'
  const url = new URL(next, origin)
  return url.origin === origin && !url.pathname.startsWith('//') ? url.pathname + url.search : '/'
}
