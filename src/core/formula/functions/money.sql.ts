import { join, literal, raw, type Sql, sql } from '../../sql/index.ts'
import { boundedMinorSql, minusSql, named, plusSql, tidySql, wholeMinorSql } from '../decimal.sql.ts'
import type { Setting } from '../types.ts'
import {
  type Code,
  type Compile,
  finishedSql,
  isRound,
  round,
  type SqlOf,
  unrounded,
  unroundedMinor,
} from './contract.sql.ts'
import type { moneys } from './money.ts'
import { counted, extremeSql, orZero, signed, totalSql } from './numbers.sql.ts'

/** `scaleOf` in SQL. */
export function scaleSql({ digits }: Setting, currency: Sql): Sql {
  const known = /^'([A-Z]{3})'$/.exec(currency.text)?.[1]
  if (known) return raw(`${10 ** (digits[known] ?? 2)}.0`)
  const cases = [...Map.groupBy(Object.keys(digits), (code) => digits[code]!)].map(
    ([places, codes]) => sql`WHEN ${currency} IN (${join(codes.map(literal))}) THEN ${raw(`${10 ** places}.0`)}`,
  )
  return cases.length === 0 ? raw('100.0') : sql`CASE ${join(cases, ' ')} ELSE 100.0 END`
}

/** Both currencies are written out and the same: then nothing needs comparing at run time. */
const surelyAlike = (a: Code, b: Code) => a.currency!.text === b.currency!.text && a.currency!.text.startsWith("'")

const joined =
  (op: '+' | '-'): Compile =>
  ([a, b]) => {
    // Whole minor units leave nothing behind that isn't whole.
    const isInteger = isRound(a!) && isRound(b!)
    const exact = op === '+' ? plusSql : minusSql
    const operate = (x: Sql, y: Sql) => (isInteger ? sql`${x} ${raw(op)} ${y}` : exact(x, y))
    const minor = surelyAlike(a!, b!)
      ? operate(a!.value, b!.value)
      : named(
          [a!.value, b!.value, a!.currency!, b!.currency!],
          ([x, y, c, d]) => sql`CASE WHEN ${c!} = ${d!} THEN ${operate(x!, y!)} END`,
        )
    return isInteger ? round(boundedMinorSql(minor), a!.currency) : unroundedMinor(minor, a!.currency)
  }

const scaled = (op: '*' | '/', a: Code, n: Code): Code =>
  unroundedMinor(sql`${a.value} ${raw(op)} ${n.value}`, a.currency)

const ratio: Compile = ([a, b]) => {
  const quotient = (x: Sql, y: Sql) => sql`${x} * 1.0 / ${y}`
  if (surelyAlike(a!, b!)) return unrounded(quotient(a!.value, b!.value))
  return unrounded(
    named(
      [a!.value, b!.value, a!.currency!, b!.currency!],
      ([x, y, c, d]) => sql`CASE WHEN ${c!} = ${d!} THEN ${quotient(x!, y!)} END`,
    ),
  )
}

const rounding =
  (code: string): Compile =>
  ([a, digits], { setting }) => {
    const power = (digits?.constant as number) ?? 0
    const scale = scaleSql(setting, a!.currency!)
    const step =
      power < 0 ? sql`${scale} * ${raw(`${10 ** -power}.0`)}` : sql`max(1.0, ${scale} / ${raw(`${10 ** power}.0`)})`
    const minor = named([a!.value, step], ([x, d]) => sql`${raw(code)}(${tidySql(sql`${x!} / ${d!}`)}) * ${d!}`)
    return round(wholeMinorSql(minor), a!.currency)
  }

interface Fold {
  /** of whole minor units, `j` by `j` */
  whole: string
  of(minors: readonly Sql[]): Sql
}

/**
 * A fold of the amounts that aren't empty, all of one currency. Amounts that aren't whole are not laid out as JSON, where a double
 * may lose its last bit.
 */
const over =
  ({ whole, of }: Fold, makes: (minor: Sql, currency: Sql) => Code): Compile =>
  (args) => {
    const rows = (pairs: readonly Sql[]) =>
      sql`FROM json_each(json_array(${join(pairs)})) j WHERE j.value ->> 0 IS NOT NULL`
    const alike = sql`min(j.value ->> 1) = max(j.value ->> 1)`
    const pairs = args.map((arg) => sql`json_array(${finishedSql(arg, 'money')}, ${arg.currency!})`)
    const currency = sql`(SELECT min(j.value ->> 1) ${rows(pairs)})`
    if (args.every(isRound))
      return makes(sql`(SELECT CASE WHEN ${alike} THEN ${raw(whole)} END ${rows(pairs)})`, currency)
    const minor = named(
      args.flatMap((arg) => [sql`${arg.value} * 1.0`, arg.currency!]),
      (names) => {
        const minors = names.filter((_, i) => i % 2 === 0)
        const named = minors.map((x, i) => sql`json_array(${x}, ${names[2 * i + 1]!})`)
        return sql`CASE WHEN (SELECT ${alike} ${rows(named)}) THEN ${of(minors)} END`
      },
    )
    return unroundedMinor(minor, currency)
  }

const sumSql = (minors: readonly Sql[]): Sql => totalSql(orZero(minors))
const unchanged = (minor: Sql, currency: Sql) => round(minor, currency)

export const moneysSql = {
  '+': joined('+'),
  '-': joined('-'),
  '* money first': ([a, n]) => scaled('*', a!, n!),
  '* number first': ([n, a]) => scaled('*', a!, n!),
  '/ money first': ([a, n]) => scaled('/', a!, n!),
  '/ money': ratio,
  negate: signed((minor) => sql`(-${minor})`),
  ABS: signed((minor) => sql`abs(${minor})`),
  ROUND: rounding('round'),
  CEILING: rounding('ceil'),
  FLOOR: rounding('floor'),
  MIN: over({ whole: 'min(j.value ->> 0)', of: (minors) => extremeSql('MIN', minors) }, unchanged),
  MAX: over({ whole: 'max(j.value ->> 0)', of: (minors) => extremeSql('MAX', minors) }, unchanged),
  SUM: over({ whole: 'sum(j.value ->> 0)', of: sumSql }, (minor, currency) => round(boundedMinorSql(minor), currency)),
  AVERAGE: over(
    { whole: 'sum(j.value ->> 0) * 1.0 / count(*)', of: (minors) => sql`${sumSql(minors)} / ${counted(minors)}` },
    unroundedMinor,
  ),
} satisfies SqlOf<typeof moneys>
