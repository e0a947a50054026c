import { partsOf } from '../days.ts'

/** Month names padded to one width, so that SQL can cut one out by its number. English, as code and API are. */
export const MONTHS =
  'January  February March    April    May      June     July     August   SeptemberOctober  November December '
export const WIDTH = 9

/** One piece of a pattern like "D MMM YYYY": digits of a date as they stand, a number of it, its month's name, or a sign. */
export type Piece =
  | { kind: 'digits'; start: number; length: number }
  | { kind: 'number'; start: number }
  | { kind: 'month'; length: number }
  | { kind: 'sign'; text: string }

/** `start` counts from 1, as SQL does. */
const PIECES: Record<string, Piece> = {
  YYYY: { kind: 'digits', start: 1, length: 4 },
  YY: { kind: 'digits', start: 3, length: 2 },
  MMMM: { kind: 'month', length: WIDTH },
  MMM: { kind: 'month', length: 3 },
  MM: { kind: 'digits', start: 6, length: 2 },
  M: { kind: 'number', start: 6 },
  DD: { kind: 'digits', start: 9, length: 2 },
  D: { kind: 'number', start: 9 },
}

/** Letters with a meaning, and what stands between: spaces and signs, no other letters. null for anything else. */
export function patternPieces(pattern: string): Piece[] | null {
  if (!/^[YMD .,/:_-]{1,30}$/.test(pattern)) return null
  const parts = pattern.match(/Y+|M+|D+|[^YMD]+/g) ?? []
  const pieces = parts.map((part) => PIECES[part] ?? (/[YMD]/.test(part) ? null : signOf(part)))
  return pieces.every((piece) => piece !== null) ? pieces : null
}

const signOf = (text: string): Piece => ({ kind: 'sign', text })

/** What a piece shows of a date. */
export function pieceText(piece: Piece, date: string): string {
  switch (piece.kind) {
    case 'digits':
      return date.slice(piece.start - 1, piece.start - 1 + piece.length)
    case 'number':
      return String(Number(date.slice(piece.start - 1, piece.start + 1)))
    case 'month':
      return MONTHS.slice((partsOf(date).month - 1) * WIDTH)
        .slice(0, piece.length)
        .trim()
    case 'sign':
      return piece.text
  }
}
