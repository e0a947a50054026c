import { sql } from '../../sql/index.ts'
import { named, numberText, tidy, tidySql } from '../decimal.ts'
import { localText, localTextSql } from '../local.ts'
import type { Money, Type } from '../types.ts'
import type { Meaning } from './contract.ts'
import { scaleOf, scaleSql } from './money.ts'
import { cut, cutSql, text, textSql, trimmed } from './texts.ts'

/* TEXT and VALUE: everything in words, and numbers out of words. `&` and CONCAT put everything in words by TEXT. */

function written(type: Type, evaluate: Meaning['evaluate'], code: Meaning['compile']): Meaning {
  return { name: 'TEXT', params: [type], returns: 'text', evaluate, compile: code }
}

function moneyText({ minor, currency }: Money, scale: number): string {
  const digits = String(scale).length - 1
  const units = String(Math.abs(minor)).padStart(digits + 1, '0')
  const decimal = digits === 0 ? units : `${units.slice(0, -digits)}.${units.slice(-digits)}`
  return `${minor < 0 ? '-' : ''}${decimal} ${currency}`
}

/** "1250.50 USD" */
const moneyWords = written(
  'money',
  ([value], { setting }) => {
    const money = value as Money | null
    return money && moneyText(money, scaleOf(setting, money.currency))
  },
  ([a], { setting }) =>
    named([a!.value, a!.currency!, sql`CAST(${scaleSql(setting, a!.currency!)} AS INTEGER)`], ([v, c, s]) => {
      const rest = sql`substr(printf('%04d', abs(${v!}) % ${s!}), 5 - (length(${s!}) - 1))`
      return sql`CASE WHEN ${v!} < 0 THEN '-' ELSE '' END || (abs(${v!}) / ${s!}) || CASE WHEN ${s!} > 1 THEN '.' || ${rest} ELSE '' END || ' ' || ${c!}`
    }),
)

const listWords = written(
  'list',
  ([list]) => cut(((list as readonly string[] | null) ?? []).join(', ')),
  ([list]) =>
    cutSql(
      sql`(SELECT coalesce(group_concat(i.value, ', '), '') FROM (SELECT j.value FROM json_each(${list!.value}) j ORDER BY j.key) i)`,
    ),
)

/** A decimal as people and files write it, without separators; what isn't one is empty. */
const VALUE: Meaning = {
  name: 'VALUE',
  params: ['text'],
  returns: 'number',
  evaluate: ([value]) => {
    const number = trimmed(text(value))
    return number.length <= 30 && /^[+-]?\d+(\.\d+)?$/.test(number) ? tidy(Number(number)) : null
  },
  compile: ([value]) =>
    named([sql`trim(${textSql(value!.value)})`], ([v]) =>
      named([v!, sql`CASE WHEN substr(${v!}, 1, 1) IN ('+', '-') THEN substr(${v!}, 2) ELSE ${v!} END`], ([t, d]) => {
        const decimal = sql`length(${t!}) <= 30 AND ${d!} GLOB '[0-9]*' AND ${d!} NOT GLOB '*[^0-9.]*' AND (${d!} NOT GLOB '*.*.*' AND ${d!} NOT GLOB '*.')`
        return tidySql(sql`CASE WHEN ${decimal} THEN CAST(${t!} AS REAL) END`)
      }),
    ),
}

/** An amount in its units. */
const VALUE_OF_MONEY: Meaning = {
  name: 'VALUE',
  params: ['money'],
  returns: 'number',
  evaluate: ([value], { setting }) => {
    const money = value as Money | null
    return money && tidy(money.minor / scaleOf(setting, money.currency))
  },
  compile: ([a], { setting }) => tidySql(sql`${a!.value} / ${scaleSql(setting, a!.currency!)}`),
}

export const words: readonly Meaning[] = [
  written(
    'text',
    ([value]) => text(value),
    ([value]) => textSql(value!.value),
  ),
  written(
    'number',
    ([value]) => (value === null ? null : numberText(value as number)),
    ([value]) => named([value!.value], ([v]) => sql`CASE WHEN ${v!} IS NOT NULL THEN printf('%.15g', ${v!}) END`),
  ),
  moneyWords,
  written(
    'boolean',
    ([value]) => String(value === true),
    ([value]) => sql`CASE WHEN ${value!.value} THEN 'true' ELSE 'false' END`,
  ),
  written(
    'date',
    ([value]) => value!,
    ([value]) => value!.value,
  ),
  written(
    'instant',
    ([value], { setting }) => (value === null ? null : localText(setting.zone, value as number)),
    ([value], { setting }) => localTextSql(setting.zone, value!.value),
  ),
  listWords,
  VALUE,
  VALUE_OF_MONEY,
]
