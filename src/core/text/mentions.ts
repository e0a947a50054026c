/** Somebody as a text names them. */
export interface Mentioned {
  id: string
  name: string
}

const STORED = /@\[([^\]\n]+)\]\(person:([^)\s]+)\)/g

/** As it is written and read: names alone. */
export const withoutMentions = (text: string): string => text.replace(STORED, '@$1')

/** Who is meant in a stored text. */
export const mentionedIn = (text: string): Mentioned[] =>
  [...text.matchAll(STORED)].map(([, name, id]) => ({ id: id!, name: name! }))
