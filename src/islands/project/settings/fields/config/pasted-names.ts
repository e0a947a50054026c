/** The names in a pasted list: one a line, or separated by tabs, semicolons or commas, whichever comes first in that order. */
export function namesIn(text: string): string[] {
  const separator = [/\r?\n/, /\t/, /;/, /,/].find((candidate) => candidate.test(text.trim()))
  const parts = separator ? text.split(separator) : [text]
  return parts.map((part) => part.replace(/\s+/g, ' ').trim().slice(0, 200)).filter(Boolean)
}

/** The new names, deduplicated ignoring case, and the number of those that exist already. */
export function newNames(names: string[], existing: string[]): { added: string[]; duplicates: number } {
  const known = new Set(existing.map((name) => name.toLocaleLowerCase()))
  const added = names.filter((name) => {
    const lower = name.toLocaleLowerCase()
    if (known.has(lower)) return false
    known.add(lower)
    return true
  })
  return { added, duplicates: names.length - added.length }
}
