import { addMonths, dateOf, dayFromNumber, monthsBetween, numberOf, partsOf, weekdayOf } from '../days.ts'
import { toInteger } from '../decimal.ts'
import { FIRST, LAST, localDay } from '../local.ts'
import type { Value } from '../types.ts'
import type { Functions, Meaning } from './contract.ts'
import { patternPieces, pieceText } from './pattern.ts'

/** Each unit in days or in months; of instants, in milliseconds. */
export const DAYS: Record<string, number> = { day: 1, week: 7 }
export const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 }
export const MS: Record<string, number> = { minute: 60_000, hour: 3_600_000 }
const DATE_UNITS = { choices: [...Object.keys(DAYS), ...Object.keys(MONTHS)] }
const TIME_UNITS = { choices: Object.keys(MS) }

const number = (value: Value | undefined) => value as number

function moved(date: string, count: number, unit: string): string | null {
  const days = DAYS[unit]
  return days ? dayFromNumber(numberOf(date) + count * days) : addMonths(date, count * MONTHS[unit]!)
}

const part = (name: string, f: (date: string) => number): Meaning => ({
  name,
  params: ['date'],
  returns: 'number',
  evaluate: ([date]) => (date === null ? null : f(date as string)),
})

/** The day of an instant where the workspace is. An instant is taken so wherever a date is asked for. */
export const DATE_OF_INSTANT: Meaning = {
  name: 'DATE',
  params: ['instant'],
  returns: 'date',
  evaluate: ([instant], { setting }) => (instant === null ? null : localDay(setting.zone, number(instant))),
}

export const dates = {
  TODAY: {
    name: 'TODAY',
    params: [],
    returns: 'date',
    evaluate: (_, { setting }) => localDay(setting.zone, setting.now),
  },
  NOW: { name: 'NOW', params: [], returns: 'instant', evaluate: (_, { setting }) => setting.now },
  DATE: {
    name: 'DATE',
    params: ['number', 'number', 'number'],
    returns: 'date',
    evaluate: ([year, month, day]) =>
      year === null || month === null || day === null
        ? null
        : dateOf({ year: toInteger(number(year)), month: toInteger(number(month)), day: toInteger(number(day)) }),
  },
  'DATE text': {
    name: 'DATE',
    params: ['text'],
    returns: 'date',
    evaluate: ([text]) => (/^\d{4}-\d\d-\d\d$/.test((text as string) ?? '') ? dateOf(partsOf(text as string)) : null),
  },
  'DATE instant': DATE_OF_INSTANT,
  'DATE date': { name: 'DATE', params: ['date'], returns: 'date', evaluate: ([date]) => date! },
  YEAR: part('YEAR', (date) => partsOf(date).year),
  MONTH: part('MONTH', (date) => partsOf(date).month),
  DAY: part('DAY', (date) => partsOf(date).day),
  WEEKDAY: part('WEEKDAY', weekdayOf),
  /** An empty count moves nothing anywhere: the result is empty. */
  DATEADD: {
    name: 'DATEADD',
    params: ['date', 'number', DATE_UNITS],
    returns: 'date',
    evaluate: ([date, count, unit]) =>
      date === null || count === null ? null : moved(date as string, toInteger(number(count)), unit as string),
  },
  'DATEADD instant': {
    name: 'DATEADD',
    params: ['instant', 'number', TIME_UNITS],
    returns: 'instant',
    evaluate: ([instant, count, unit]) => {
      if (instant === null || count === null) return null
      const moved = number(instant) + toInteger(number(count)) * MS[unit as string]!
      return moved >= FIRST && moved <= LAST ? moved : null
    },
  },
  /** From the first to the second, in whole units; negative if the second is earlier. */
  DATEDIFF: {
    name: 'DATEDIFF',
    params: ['date', 'date', DATE_UNITS],
    returns: 'number',
    evaluate: ([from, to, unit]) => {
      if (from === null || to === null) return null
      const [a, b] = [from as string, to as string]
      const days = DAYS[unit as string]
      return Math.trunc(days ? (numberOf(b) - numberOf(a)) / days : monthsBetween(a, b) / MONTHS[unit as string]!) + 0
    },
  },
  'DATEDIFF instant': {
    name: 'DATEDIFF',
    params: ['instant', 'instant', TIME_UNITS],
    returns: 'number',
    evaluate: ([from, to, unit]) =>
      from === null || to === null ? null : Math.trunc((number(to) - number(from)) / MS[unit as string]!) + 0,
  },
  DATETEXT: {
    name: 'DATETEXT',
    params: ['date', 'pattern'],
    returns: 'text',
    evaluate: ([date, pattern]) =>
      date === null
        ? null
        : patternPieces(pattern as string)!
            .map((piece) => pieceText(piece, date as string))
            .join(''),
  },
} satisfies Functions
