export const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** `sep=;` above everything: Excel takes it for what parts the cells, and for no row. */
const SEPARATOR_LINE = /^\ufeff?sep=([,;\t|])\r?\n/i

export const withoutSeparatorLine = (text: string): string => text.replace(SEPARATOR_LINE, '')

/** What a first line `sep=` says, else the separator that parts most lines into the same number of cells; on a tie the one with more cells. Quoted text is skipped. */
export function delimiterOf(text: string): Delimiter {
  const given = SEPARATOR_LINE.exec(text)
  if (given) return given[1] as Delimiter
  const head = text.slice(0, 100_000)
  let best: Delimiter = ','
  let most = 0
  for (const delimiter of DELIMITERS) {
    const widths = widthsOf(head, delimiter)
    const usual = mostCommon(widths)
    const agree = widths.filter((width) => width === usual).length / widths.length
    const score = usual > 1 ? agree * agree * (1 + Math.log2(usual)) : 0
    if (score > most) [best, most] = [delimiter, score]
  }
  return best
}

/** How many cells each of the first lines has. A quote opens only where a cell begins. */
function widthsOf(text: string, delimiter: Delimiter): number[] {
  const widths: number[] = []
  let width = 1
  let begins = true
  let quoted = false
  let used = false
  for (let i = 0; i <= text.length && widths.length < 60; i++) {
    const char = text[i] ?? '\n'
    if (quoted) {
      if (char === '"' && text[i + 1] === '"') i++
      else if (char === '"') quoted = false
      continue
    }
    if (char === '"' && begins) quoted = used = true
    else if (char === delimiter) width++
    else if (char === '\n') {
      if (used || width > 1) widths.push(width)
      width = 1
      used = false
    } else if (char !== '\r') used = true
    begins = char === delimiter || char === '\n'
  }
  return widths
}

function mostCommon(widths: number[]): number {
  const counts = new Map<number, number>()
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0]
}
