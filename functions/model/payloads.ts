const PAYLOAD = 1_000_000

/** Rows as JSON parameters of at most about a megabyte (D1 takes 2 MB a value), each with the number of its first row. */
export function* payloads(rows: readonly unknown[][]): Generator<readonly [start: number, json: string]> {
  let start = 0
  let size = 0
  let texts: string[] = []
  for (const [i, row] of rows.entries()) {
    const text = JSON.stringify(row)
    if (texts.length > 0 && size + text.length > PAYLOAD) {
      yield [start, `[${texts.join(',')}]`]
      start = i
      size = 0
      texts = []
    }
    texts.push(text)
    size += text.length
  }
  if (texts.length > 0) yield [start, `[${texts.join(',')}]`]
}
