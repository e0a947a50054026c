/**
 * The form in which texts are compared, sorted and searched: compatibility forms joined (NFKD), Latin accents off
 * (U+0300–036F only: stripping all marks would make two Khmer names equal), lower case, Khmer digits as ASCII, invisible
 * joiners out. Stored beside the text, since SQLite folds ASCII only.
 */
export function fold(text: string): string {
  // Most of what is folded is ASCII, which has nothing to join or strip.
  if (ASCII.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u200b-\u200d\u2060\ufeff]/g, '')
    .toLowerCase()
    .replace(/[\u17e0-\u17e9]/g, (digit) => String(digit.charCodeAt(0) - 0x17e0))
    .normalize('NFC')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
export const ASCII = /^[\x00-\x7f]*$/

/** Order by code point, as SQLite's BINARY orders UTF-8; JavaScript's own order is by UTF-16 unit and differs past U+FFFF. */
export function byCodePoint(a: string, b: string): number {
  const left = [...a]
  const right = [...b]
  const shared = Math.min(left.length, right.length)
  for (let i = 0; i < shared; i++) {
    const difference = (left[i] as string).codePointAt(0)! - (right[i] as string).codePointAt(0)!
    if (difference !== 0) return difference
  }
  return left.length - right.length
}
