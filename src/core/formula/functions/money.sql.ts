import { join, literal, raw, type Sql, sql } from '../../sql/index.ts'
import { boundedSql, named, tidySql, toMinorSql } from '../decimal.sql.ts'
import type { Setting } from '../types.ts'
import type { Code, Compile, SqlOf } from './contract.sql.ts'
import type { moneys } from './money.ts'

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
    const operate = (x: Sql, y: Sql) => sql`${x} ${raw(op)} ${y}`
    const value = surelyAlike(a!, b!)
      ? boundedSql(operate(a!.value, b!.value))
      : named([a!.value, b!.value, a!.currency!, b!.currency!], ([x, y, c, d]) =>
          boundedSql(sql`CASE WHEN ${c!} = ${d!} THEN ${operate(x!, y!)} END`),
        )
    return { value, currency: a!.currency }
  }

const scaled = (op: '*' | '/', a: Code, n: Code): Code => ({
  value: toMinorSql(tidySql(sql`${a.value} ${raw(op)} ${n.value}`)),
  currency: a.currency,
})

const ratio: Compile = ([a, b]) => {
  const quotient = (x: Sql, y: Sql) => sql`${x} * 1.0 / ${y}`
  if (surelyAlike(a!, b!)) return tidySql(quotient(a!.value, b!.value))
  return named([a!.value, b!.value, a!.currency!, b!.currency!], ([x, y, c, d]) =>
    tidySql(sql`CASE WHEN ${c!} = ${d!} THEN ${quotient(x!, y!)} END`),
  )
}

const changed =
  (code: (minor: Sql) => Sql): Compile =>
  ([a]) => ({ value: code(a!.value), currency: a!.currency })

const rounding =
  (code: string): Compile =>
  ([a, digits], { setting }) => {
    const power = (digits?.constant as number) ?? 0
    const scale = scaleSql(setting, a!.currency!)
    const step =
      power < 0 ? sql`${scale} * ${raw(`${10 ** -power}.0`)}` : sql`max(1.0, ${scale} / ${raw(`${10 ** power}.0`)})`
    const value = named([a!.value, step], ([x, d]) =>
      toMinorSql(sql`${raw(code)}(${tidySql(sql`${x!} / ${d!}`)}) * ${d!}`),
    )
    return { value, currency: a!.currency }
  }

const over =
  (code: string, finish: (value: Sql) => Sql = (value) => value): Compile =>
  (args) => {
    const pairs = args.map(({ value, currency }) => sql`json_array(${value}, ${currency!})`)
    const rows = sql`FROM json_each(json_array(${join(pairs)})) j WHERE j.value ->> 0 IS NOT NULL`
    const alike = sql`min(j.value ->> 1) = max(j.value ->> 1)`
    return {
      value: finish(sql`(SELECT CASE WHEN ${alike} THEN ${raw(code)} END ${rows})`),
      currency: sql`(SELECT min(j.value ->> 1) ${rows})`,
    }
  }

export const moneysSql = {
  '+': joined('+'),
  '-': joined('-'),
  '* money first': ([a, n]) => scaled('*', a!, n!),
  '* number first': ([n, a]) => scaled('*', a!, n!),
  '/ money first': ([a, n]) => scaled('/', a!, n!),
  '/ money': ratio,
  negate: changed((minor) => sql`(-${minor})`),
  ABS: changed((minor) => sql`abs(${minor})`),
  ROUND: rounding('round'),
  CEILING: rounding('ceil'),
  FLOOR: rounding('floor'),
  MIN: over('min(j.value ->> 0)'),
  MAX: over('max(j.value ->> 0)'),
  SUM: over('sum(j.value ->> 0)', boundedSql),
  AVERAGE: over('sum(j.value ->> 0) * 1.0 / count(*)', (value) => toMinorSql(tidySql(value))),
} satisfies SqlOf<typeof moneys>
