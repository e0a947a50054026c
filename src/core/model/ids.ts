/**
 * A record's id carries its project: running number × 4096 + project. So a request for one record knows its fields and
 * rights before it asks the database, and needs one call, not two. Up to 4,095 projects and 2^34 records keep
 * `id * 128 + slot`, the key of a folded text, inside exact JavaScript integers.
 */
export const PROJECTS = 4096
export const projectOf = (record: number): number => record % PROJECTS

/** Slots of the folded texts that no field owns; a text's key is its record's id × 128 + slot. */
export const TITLE_SLOT = 0
export const DESCRIPTION_SLOT = 127

/** An id as it came from outside: a plain positive integer in decimal, or null. */
export function idFrom(text: unknown): number | null {
  if (typeof text === 'number') return Number.isSafeInteger(text) && text > 0 ? text : null
  return typeof text === 'string' && /^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(Number(text))
    ? Number(text)
    : null
}
