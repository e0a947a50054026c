import { ASCII } from './fold.ts'

/**
 * The form in which texts are told apart where they name something: an import's key, a record named by its title, options,
 * tags, lists, fields, unique values. Case and outer spaces don't count; accents and everything else one can see do ("Hoà" is
 * not "Hoa"), unlike in `fold`, which is for finding. One letter may be spelt as one code point or as two (NFC), and signs
 * that nobody sees (U+200B, by which Khmer parts its words, among them) tell nothing apart.
 */
export function identityOf(text: string): string {
  if (ASCII.test(text)) return text.trim().toLowerCase()
  return text
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .trim()
    .toLowerCase()
    .normalize('NFC')
}

export const isSameName = (a: string, b: string): boolean => a === b || identityOf(a) === identityOf(b)

/** The one of exactly that name, else the first of the same identity. */
export function findNamed<T extends { name: string }>(things: readonly T[], name: string): T | undefined {
  const exact = things.find((one) => one.name === name)
  if (exact) return exact
  const identity = rememberedIdentity(name)
  return things.find((one) => rememberedIdentity(one.name) === identity)
}

const MOST_REMEMBERED = 5_000
const identities = new Map<string, string>()

/** Fields, lists and options are looked for by the same few names at each request, in most of which nothing has that name. */
function rememberedIdentity(name: string): string {
  const known = identities.get(name)
  if (known !== undefined) return known
  if (identities.size >= MOST_REMEMBERED) identities.clear()
  const identity = identityOf(name)
  identities.set(name, identity)
  return identity
}
