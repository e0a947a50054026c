/** Encodings of one byte a letter: nothing in a file says which of them it is. The usual one first. */
export const LEGACY_ENCODINGS = ['windows-1252', 'windows-1250', 'macintosh'] as const
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | (typeof LEGACY_ENCODINGS)[number]

export const isLegacy = (encoding: Encoding): boolean => (LEGACY_ENCODINGS as readonly Encoding[]).includes(encoding)

/** TextDecoder's work; it belongs to browsers and Workers, not to the language. */
export type Decode = (bytes: Uint8Array, encoding: Encoding) => string

/** How a file's bytes are to be read; null for what is no text at all (a picture, a spreadsheet, a zip). */
export function encodingOf(bytes: Uint8Array, decode: Decode): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 4096)
  const zeros = [0, 1].map((half) => head.filter((byte, i) => byte === 0 && i % 2 === half).length) as [number, number]
  if (zeros[0] + zeros[1] > 0) return halfZero(zeros, head.length)
  // Control characters no text has: everything below the space but tab, line feed, form feed, return, end of file, escape.
  const strange = head.filter((byte) => byte < 32 && ![9, 10, 12, 13, 26, 27].includes(byte)).length
  if (strange > head.length / 100) return null
  return isUtf8(bytes) ? 'utf-8' : likeliest(bytes, decode)
}

/** Latin text in UTF-16 without a mark: nearly every second byte is zero, always on the same side. */
function halfZero([even, odd]: [number, number], length: number): Encoding | null {
  if (odd > length * 0.3 && even < length * 0.02) return 'utf-16le'
  return even > length * 0.3 && odd < length * 0.02 ? 'utf-16be' : null
}

/** Of a file in UTF-8: it ends within a letter. It was cut while it was copied or downloaded, and rows may be missing. */
export function isCutUtf8(bytes: Uint8Array): boolean {
  const tail = bytes.subarray(-3)
  const begun = tail.findLastIndex((byte) => byte >= 0xc0)
  const following = tail.subarray(begun + 1)
  return begun >= 0 && following.every(isContinuation) && bytesAfter(tail[begun]!) > following.length
}

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80

/** Also where the last letter is only begun. */
function isUtf8(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; ) {
    const more = bytesAfter(bytes[i]!)
    if (more < 0) return false
    for (let k = 1; k <= more && i + k < bytes.length; k++) if (!isContinuation(bytes[i + k]!)) return false
    i += more + 1
  }
  return true
}

/** How many bytes follow the first one of a letter; -1 for what begins none. */
function bytesAfter(byte: number): number {
  if (byte < 0x80) return 0
  if (byte >= 0xc2 && byte < 0xe0) return 1
  if (byte >= 0xe0 && byte < 0xf0) return 2
  return byte >= 0xf0 && byte < 0xf5 ? 3 : -1
}

/** So much of a file decides. */
const READ = 200_000

/** The one in which the bytes above ASCII look most like letters of words. */
function likeliest(bytes: Uint8Array, decode: Decode): Encoding {
  const head = bytes.subarray(0, READ)
  const scores = LEGACY_ENCODINGS.map((encoding) => ({
    encoding,
    score: scoreOf(decode(head, encoding)),
  }))
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).encoding
}

const COMMON = /[àáâãäåæçèéêëìíîïñòóôõöøùúûüßœąćęłńśźżčďěňřšťůžőű]/iu
const PUNCTUATION = /[\u00a0‘’“”„–—…«»€£°·]/u

/** A letter counts for an encoding; a capital after a small one, or a sign within a word, is what a wrong one makes of letters. */
function scoreOf(text: string): number {
  let score = 0
  for (const { 0: char, index } of text.matchAll(/\P{ASCII}/gu)) {
    const before = text[index - 1] ?? ''
    if (/\p{L}/u.test(char)) {
      score += COMMON.test(char) ? 1.5 : 1
      if (/\p{Lu}/u.test(char) && /\p{Ll}/u.test(before)) score -= 2
    } else if (/\p{Cc}/u.test(char)) score -= 3
    else if (!PUNCTUATION.test(char) && /\p{L}/u.test(before)) score -= 2
  }
  return score
}
