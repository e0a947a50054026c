/** The names in a pasted list: one a line, or separated by tabs, semicolons or commas, whichever comes first in that order. */
export function namesIn(text: string): string[] {
  const separator = [/\r?\n/, /\t/, /;/, /,/].find((one) => one.test(text.trim()))
  const parts = separator ? text.split(separator) : [text]
  return parts.map((part) => part.replace(/\s+/g, ' ').trim().slice(0, 200)).filter(Boolean)
}

/** What of it is new, each once, without regard to case; and how many were there already. */
export function newNames(names: string[], had: string[]): { fresh: string[]; alike: number } {
  const seen = new Set(had.map((one) => one.toLocaleLowerCase()))
  const fresh = names.filter((name) => {
    const low = name.toLocaleLowerCase()
    if (seen.has(low)) return false
    seen.add(low)
    return true
  })
  return { fresh, alike: names.length - fresh.length }
}
