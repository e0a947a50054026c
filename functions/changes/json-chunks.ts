import { issue, Problem } from '../../src/core/errors/index.ts'

const PAYLOAD = 1_000_000

/** The limit of one record's values: its history row also holds the values before, and D1 allows 2 MB a row. */
const ROW = 400_000

/** Rows as JSON parameters of at most about a megabyte (D1 takes 2 MB a value), each with the number of its first row. */
export function* jsonChunks(rows: readonly unknown[][]): Generator<readonly [start: number, json: string]> {
  let start = 0
  let size = 0
  let texts: string[] = []
  for (const [i, row] of rows.entries()) {
    const text = JSON.stringify(row)
    const bytes = bytesOf(text)
    if (bytes > ROW) throw new Problem(413, [issue('', 'tooLarge', { max: '400 KB' })])
    if (texts.length > 0 && size + bytes > PAYLOAD) {
      yield [start, `[${texts.join(',')}]`]
      start = i
      size = 0
      texts = []
    }
    texts.push(text)
    size += bytes
  }
  if (texts.length > 0) yield [start, `[${texts.join(',')}]`]
}

/** In UTF-8, at most: a letter beyond ASCII takes up to three bytes a unit. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
export const bytesOf = (text: string): number => (/^[\x00-\x7f]*$/.test(text) ? text.length : text.length * 3)
