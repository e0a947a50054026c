/**
 * Whether nobody would see anything of a text: it is spaces, signs without width (joiners, marks of direction, variation
 * selectors, tags) and signs that are drawn as nothing (Hangul's fillers, Braille's blank). Within a text all of these have their use: joiners
 * are part of how Khmer is written.
 */
export const isBlank = (text: string): boolean => !VISIBLE.test(text)

const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\u2800]/u

/** A text that has something to see, '' for one that hasn't: what asks for a text takes no blank one. */
export const visibleText = (text: string): string => (isBlank(text) ? '' : text)
