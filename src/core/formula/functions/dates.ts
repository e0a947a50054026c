import { join, raw, type Sql, sql } from '../../sql/index.ts'
import { addMonths, dateOf, dayFromNumber, monthsBetween, numberOf, partsOf, weekdayOf } from '../days.ts'
import { named, toInteger, wholeSql } from '../decimal.ts'
import { FIRST, LAST, localDay, localDaySql } from '../local.ts'
import type { Value } from '../types.ts'
import type { Meaning } from './contract.ts'
import { patternPieces } from './pattern.ts'

/** Each unit in days or in months; of instants, in milliseconds. */
const DAYS: Record<string, number> = { day: 1, week: 7 }
const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 }
const MS: Record<string, number> = { minute: 60_000, hour: 3_600_000 }
const DATE_UNITS = { choices: [...Object.keys(DAYS), ...Object.keys(MONTHS)] }
const TIME_UNITS = { choices: Object.keys(MS) }

const between = (date: Sql): Sql =>
  named([date], ([v]) => sql`CASE WHEN ${v!} >= '0001-01-01' AND ${v!} <= '9999-12-31' THEN ${v!} END`)

function moved(date: string, count: number, unit: string): string | null {
  const days = DAYS[unit]
  return days ? dayFromNumber(numberOf(date) + count * days) : addMonths(date, count * MONTHS[unit]!)
}

/** SQLite's own months run over into the next; so it is counted from the first, and held back at the last. */
function movedSql(date: Sql, count: Sql, unit: string): Sql {
  const days = DAYS[unit]
  if (days) return between(sql`date(${date}, (${count} * ${raw(String(days))}) || ' days')`)
  const first = named(
    [date, count],
    ([d, n]) => sql`date(${d!}, 'start of month', (${n!} * ${raw(String(MONTHS[unit]))}) || ' months')`,
  )
  // The month after December 9999 is none to SQLite, and that December has 31 days.
  return between(
    named([date, first], ([d, m]) => {
      const last = sql`coalesce(date(${m!}, '+1 month', '-1 day'), date(${m!}, '+30 days'))`
      return sql`min(${last}, date(${m!}, (strftime('%d', ${d!}) - 1) || ' days'))`
    }),
  )
}

const number = (value: Value) => value as number
const DATEADD: Meaning = {
  name: 'DATEADD',
  params: ['date', 'number', DATE_UNITS],
  returns: 'date',
  evaluate: ([date, count, unit]) =>
    date === null || count === null ? null : moved(date as string, toInteger(number(count!)), unit as string),
  compile: ([date, count, unit]) => movedSql(date!.value, countSql(count!.value), unit!.constant as string),
}

/** An empty count moves nothing anywhere: the result is empty. */
const countSql = (count: Sql) => sql`CAST(max(-1e7, min(1e7, ${count})) AS INTEGER)`

const DATEADD_TIME: Meaning = {
  name: 'DATEADD',
  params: ['instant', 'number', TIME_UNITS],
  returns: 'instant',
  evaluate: ([at, count, unit]) => {
    if (at === null || count === null) return null
    const moved = number(at!) + toInteger(number(count!)) * MS[unit as string]!
    return moved >= FIRST && moved <= LAST ? moved : null
  },
  compile: ([at, count, unit]) =>
    named(
      [sql`${at!.value} + ${countSql(count!.value)} * ${raw(String(MS[unit!.constant as string]))}`],
      ([v]) => sql`CASE WHEN ${v!} BETWEEN ${raw(String(FIRST))} AND ${raw(String(LAST))} THEN ${v!} END`,
    ),
}

const monthsSql = (date: Sql) => sql`(strftime('%Y', ${date}) * 12 + strftime('%m', ${date}))`

const monthsBetweenSql = (from: Sql, to: Sql): Sql =>
  named([from, to], ([a, b]) =>
    named(
      [sql`min(${a!}, ${b!})`, sql`max(${a!}, ${b!})`, sql`CASE WHEN ${b!} < ${a!} THEN -1 ELSE 1 END`],
      ([low, high, sign]) => {
        const short = sql`(strftime('%d', ${high!}) < strftime('%d', ${low!}) AND strftime('%d', ${high!}, '+1 day') <> '01')`
        return sql`(${monthsSql(high!)} - ${monthsSql(low!)} - ${short}) * ${sign!}`
      },
    ),
  )

/** From the first to the second, in whole units; negative if the second is earlier. */
const DATEDIFF: Meaning = {
  name: 'DATEDIFF',
  params: ['date', 'date', DATE_UNITS],
  returns: 'number',
  evaluate: ([from, to, unit]) => {
    if (from === null || to === null) return null
    const [a, b] = [from as string, to as string]
    const days = DAYS[unit as string]
    return Math.trunc(days ? (numberOf(b) - numberOf(a)) / days : monthsBetween(a, b) / MONTHS[unit as string]!) + 0
  },
  compile: ([from, to, unit]) => {
    const name = unit!.constant as string
    const days = DAYS[name]
    const count = days
      ? sql`CAST(julianday(${to!.value}) - julianday(${from!.value}) AS INTEGER)`
      : monthsBetweenSql(from!.value, to!.value)
    return sql`CAST(${count} / ${raw(String(days ?? MONTHS[name]))} AS REAL)`
  },
}

const DATEDIFF_TIME: Meaning = {
  name: 'DATEDIFF',
  params: ['instant', 'instant', TIME_UNITS],
  returns: 'number',
  evaluate: ([from, to, unit]) =>
    from === null || to === null ? null : Math.trunc((number(to!) - number(from!)) / MS[unit as string]!) + 0,
  compile: ([from, to, unit]) =>
    sql`CAST((${to!.value} - ${from!.value}) / ${raw(String(MS[unit!.constant as string]))} AS REAL)`,
}

function part(name: string, f: (date: string) => number, code: (date: Sql) => Sql): Meaning {
  return {
    name,
    params: ['date'],
    returns: 'number',
    evaluate: ([date]) => (date === null ? null : f(date as string)),
    compile: ([date]) => sql`CAST(${code(date!.value)} AS REAL)`,
  }
}

/** A day that isn't in the calendar is empty; SQLite would make 30 February into 2 March. */
const ifReal = (text: Sql): Sql =>
  named([text], ([v]) => sql`CASE WHEN date(${v!}) = ${v!} AND ${v!} >= '0001-01-01' THEN ${v!} END`)

const DATE: Meaning = {
  name: 'DATE',
  params: ['number', 'number', 'number'],
  returns: 'date',
  evaluate: ([year, month, day]) =>
    year === null || month === null || day === null
      ? null
      : dateOf({ year: toInteger(number(year!)), month: toInteger(number(month!)), day: toInteger(number(day!)) }),
  compile: (args) =>
    named(
      args.map(({ value }) => value),
      (names) => {
        const filled = join(
          names.map((name) => sql`${name} IS NOT NULL`),
          ' AND ',
        )
        return ifReal(sql`CASE WHEN ${filled} THEN printf('%04d-%02d-%02d', ${join(names.map(wholeSql))}) END`)
      },
    ),
}

const DATE_OF_TEXT: Meaning = {
  name: 'DATE',
  params: ['text'],
  returns: 'date',
  evaluate: ([text]) => (/^\d{4}-\d\d-\d\d$/.test((text as string) ?? '') ? dateOf(partsOf(text as string)) : null),
  compile: ([text]) =>
    ifReal(sql`CASE WHEN ${text!.value} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' THEN ${text!.value} END`),
}

/** The day of an instant where the workspace is. An instant is taken so wherever a date is asked for. */
export const DATE_OF_INSTANT: Meaning = {
  name: 'DATE',
  params: ['instant'],
  returns: 'date',
  evaluate: ([at], { setting }) => (at === null ? null : localDay(setting.zone, number(at!))),
  compile: ([at], { setting }) => localDaySql(setting.zone, at!.value),
}

const DATETEXT: Meaning = {
  name: 'DATETEXT',
  params: ['date', 'pattern'],
  returns: 'text',
  evaluate: ([date, pattern]) =>
    date === null
      ? null
      : patternPieces(pattern as string)!
          .map(({ js }) => js(date as string))
          .join(''),
  compile: ([date, pattern]) =>
    named([date!.value], ([d]) => {
      const pieces = patternPieces(pattern!.constant as string)!.map(({ code }) => code(d!))
      return sql`CASE WHEN ${d!} IS NOT NULL THEN ${join(pieces, ' || ')} END`
    }),
}

export const dates: readonly Meaning[] = [
  {
    name: 'TODAY',
    params: [],
    returns: 'date',
    evaluate: (_, { setting }) => localDay(setting.zone, setting.now),
    compile: (_, { setting }) => raw(`'${localDay(setting.zone, setting.now)}'`),
  },
  {
    name: 'NOW',
    params: [],
    returns: 'instant',
    evaluate: (_, { setting }) => setting.now,
    compile: (_, { setting }) => raw(String(setting.now)),
  },
  DATE,
  DATE_OF_TEXT,
  DATE_OF_INSTANT,
  { name: 'DATE', params: ['date'], returns: 'date', evaluate: ([date]) => date!, compile: ([date]) => date!.value },
  part(
    'YEAR',
    (date) => partsOf(date).year,
    (date) => sql`strftime('%Y', ${date})`,
  ),
  part(
    'MONTH',
    (date) => partsOf(date).month,
    (date) => sql`strftime('%m', ${date})`,
  ),
  part(
    'DAY',
    (date) => partsOf(date).day,
    (date) => sql`strftime('%d', ${date})`,
  ),
  part('WEEKDAY', weekdayOf, (date) => sql`strftime('%w', ${date}, '-1 day') + 1`),
  DATEADD,
  DATEADD_TIME,
  DATEDIFF,
  DATEDIFF_TIME,
  DATETEXT,
]
