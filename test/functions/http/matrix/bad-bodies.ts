/** Sent as it is: what no parser reads. */
const MALFORMED = '{"title": '

/** What doesn't fit, by what is wrong with it: no JSON, a key that nobody knows, everything of a wrong type, nothing at all. */
export const BAD_BODIES: Record<string, (body: unknown) => unknown> = {
  malformed: () => MALFORMED,
  'unknown key': (body) => (body instanceof FormData ? MALFORMED : { ...(body as object), 'no such key': 1 }),
  'wrong types': (body) =>
    body instanceof FormData
      ? { file: 'no form' }
      : Object.fromEntries(Object.keys(body as object).map((key) => [key, { 7: [] }])),
  'no object': () => [1],
}
