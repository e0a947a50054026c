import { raw, type Sql, sql } from '../../sql/index.ts'
import { partsOf } from '../days.ts'

/** One piece of a pattern like "D MMM YYYY": the words it makes of a date. */
interface Piece {
  js(date: string): string
  code(date: Sql): Sql
}

const MONTHS =
  'January  February March    April    May      June     July     August   SeptemberOctober  November December '
const WIDTH = 9

const cutFrom = (start: number, length: number): Piece => ({
  js: (date) => date.slice(start - 1, start - 1 + length),
  code: (date) => sql`substr(${date}, ${raw(`${start}, ${length}`)})`,
})

const short = (start: number): Piece => ({
  js: (date) => String(Number(date.slice(start - 1, start + 1))),
  code: (date) => sql`CAST(substr(${date}, ${raw(String(start))}, 2) AS INTEGER)`,
})

/** English, as code and API are; a reader's own language is the field's format, not the formula's. */
const month = (length: number): Piece => ({
  js: (date) =>
    MONTHS.slice((partsOf(date).month - 1) * WIDTH)
      .slice(0, length)
      .trim(),
  code: (date) =>
    sql`rtrim(substr(${raw(`'${MONTHS}'`)}, substr(${date}, 6, 2) * ${raw(`${WIDTH} - ${WIDTH - 1}, ${length}`)}))`,
})

const PIECES: Record<string, Piece> = {
  YYYY: cutFrom(1, 4),
  YY: cutFrom(3, 2),
  MMMM: month(WIDTH),
  MMM: month(3),
  MM: cutFrom(6, 2),
  M: short(6),
  DD: cutFrom(9, 2),
  D: short(9),
}

/** Letters with a meaning, and what stands between: spaces and signs, no other letters. null for anything else. */
export function patternPieces(pattern: string): Piece[] | null {
  if (!/^[YMD .,/:_-]{1,30}$/.test(pattern)) return null
  const parts = pattern.match(/Y+|M+|D+|[^YMD]+/g) ?? []
  const pieces = parts.map((part) => PIECES[part] ?? (/[YMD]/.test(part) ? null : between(part)))
  return pieces.every((piece) => piece !== null) ? pieces : null
}

const between = (text: string): Piece => ({ js: () => text, code: () => raw(`'${text}'`) })
