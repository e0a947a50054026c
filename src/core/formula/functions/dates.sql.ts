import { join, raw, type Sql, sql } from '../../sql/index.ts'
import { named, wholeSql } from '../decimal.sql.ts'
import { localDaySql } from '../local.sql.ts'
import { FIRST, LAST, localDay } from '../local.ts'
import { type Code, type Compile, finishedSql, round, type SqlOf } from './contract.sql.ts'
import { DAYS, type dates, MONTHS, MS } from './dates.ts'
import { pieceSql } from './pattern.sql.ts'
import { patternPieces } from './pattern.ts'

/** NULL past the last day of 9999 and before the first of 0001. */
const between = (date: Sql): Sql =>
  named([date], ([v]) => sql`CASE WHEN ${v!} >= '0001-01-01' AND ${v!} <= '9999-12-31' THEN ${v!} END`)

/**
 * SQLite lets a month that is too short run over into the next one, so months are counted from the first of the month, and the
 * day is held back at the month's last.
 */
function movedSql(date: Sql, count: Sql, unit: string): Sql {
  const days = DAYS[unit]
  if (days) return between(sql`date(${date}, (${count} * ${raw(String(days))}) || ' days')`)
  const first = named(
    [date, count],
    ([d, n]) => sql`date(${d!}, 'start of month', (${n!} * ${raw(String(MONTHS[unit]))}) || ' months')`,
  )
  // SQLite has no month after December 9999; that December has 31 days.
  return between(
    named([date, first], ([d, m]) => {
      const last = sql`coalesce(date(${m!}, '+1 month', '-1 day'), date(${m!}, '+30 days'))`
      return sql`min(${last}, date(${m!}, (strftime('%d', ${d!}) - 1) || ' days'))`
    }),
  )
}

/** Unlike `wholeSql` it stays NULL for NULL: an empty count moves nothing anywhere. */
const countSql = (count: Code) => sql`CAST(max(-1e7, min(1e7, ${finishedSql(count, 'number')})) AS INTEGER)`

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

const part =
  (code: (date: Sql) => Sql): Compile =>
  ([date]) =>
    round(sql`CAST(${code(date!.value)} AS REAL)`)

/** NULL for a day that isn't in the calendar; SQLite would make 30 February into 2 March. */
const ifReal = (text: Sql): Sql =>
  named([text], ([v]) => sql`CASE WHEN date(${v!}) = ${v!} AND ${v!} >= '0001-01-01' THEN ${v!} END`)

export const datesSql = {
  TODAY: (_, { setting }) => raw(`'${localDay(setting.zone, setting.now)}'`),
  NOW: (_, { setting }) => raw(String(setting.now)),
  DATE: (args) =>
    named(
      args.map((arg) => finishedSql(arg, 'number')),
      (names) => {
        const filled = join(
          names.map((name) => sql`${name} IS NOT NULL`),
          ' AND ',
        )
        return ifReal(sql`CASE WHEN ${filled} THEN printf('%04d-%02d-%02d', ${join(names.map(wholeSql))}) END`)
      },
    ),
  'DATE text': ([text]) =>
    ifReal(sql`CASE WHEN ${text!.value} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' THEN ${text!.value} END`),
  'DATE instant': ([instant], { setting }) => localDaySql(setting.zone, instant!.value),
  'DATE date': ([date]) => date!.value,
  YEAR: part((date) => sql`strftime('%Y', ${date})`),
  MONTH: part((date) => sql`strftime('%m', ${date})`),
  DAY: part((date) => sql`strftime('%d', ${date})`),
  WEEKDAY: part((date) => sql`strftime('%w', ${date}, '-1 day') + 1`),
  DATEADD: ([date, count, unit]) => movedSql(date!.value, countSql(count!), unit!.constant as string),
  'DATEADD instant': ([instant, count, unit]) =>
    named(
      [sql`${instant!.value} + ${countSql(count!)} * ${raw(String(MS[unit!.constant as string]))}`],
      ([v]) => sql`CASE WHEN ${v!} BETWEEN ${raw(String(FIRST))} AND ${raw(String(LAST))} THEN ${v!} END`,
    ),
  DATEDIFF: ([from, to, unit]) => {
    const name = unit!.constant as string
    const days = DAYS[name]
    const count = days
      ? sql`CAST(julianday(${to!.value}) - julianday(${from!.value}) AS INTEGER)`
      : monthsBetweenSql(from!.value, to!.value)
    return round(sql`CAST(${count} / ${raw(String(days ?? MONTHS[name]))} AS REAL)`)
  },
  'DATEDIFF instant': ([from, to, unit]) =>
    round(sql`CAST((${to!.value} - ${from!.value}) / ${raw(String(MS[unit!.constant as string]))} AS REAL)`),
  DATETEXT: ([date, pattern]) =>
    named([date!.value], ([d]) => {
      const pieces = patternPieces(pattern!.constant as string)!.map((piece) => pieceSql(piece, d!))
      return sql`CASE WHEN ${d!} IS NOT NULL THEN ${join(pieces, ' || ')} END`
    }),
} satisfies SqlOf<typeof dates>
