import { join, literal, raw, type Sql, sql } from '../../sql/index.ts'
import { boundedSql, halfAway, named, tidy, tidySql, toMinor, toMinorSql } from '../decimal.ts'
import type { Money, Setting, Value } from '../types.ts'
import type { Code, Meaning } from './contract.ts'

const money = (value: Value) => value as Money | null
const amount = (minor: number | null, currency: string): Money | null => (minor === null ? null : { minor, currency })

/** How many minor units a unit has. */
export const scaleOf = ({ digits }: Setting, currency: string): number => 10 ** (digits[currency] ?? 2)

export function scaleSql({ digits }: Setting, currency: Sql): Sql {
  const known = /^'([A-Z]{3})'$/.exec(currency.text)?.[1]
  if (known) return raw(`${10 ** (digits[known] ?? 2)}.0`)
  const cases = [...Map.groupBy(Object.keys(digits), (code) => digits[code]!)].map(
    ([places, codes]) => sql`WHEN ${currency} IN (${join(codes.map(literal))}) THEN ${raw(`${10 ** places}.0`)}`,
  )
  return cases.length === 0 ? raw('100.0') : sql`CASE ${join(cases, ' ')} ELSE 100.0 END`
}

/** Written in the formula or the field's only one, both alike: then nothing needs comparing at run time. */
const surelyAlike = (a: Code, b: Code) => a.currency!.text === b.currency!.text && a.currency!.text.startsWith("'")

/** Amounts of two currencies have no sum. */
function joined(op: '+' | '-'): Meaning {
  return {
    name: op,
    params: ['money', 'money'],
    returns: 'money',
    evaluate: ([left, right]) => {
      const [a, b] = [money(left!), money(right!)]
      if (!a || !b || a.currency !== b.currency) return null
      return amount(toMinor(op === '+' ? a.minor + b.minor : a.minor - b.minor), a.currency)
    },
    compile: ([a, b]) => {
      const operate = (x: Sql, y: Sql) => sql`${x} ${raw(op)} ${y}`
      const value = surelyAlike(a!, b!)
        ? boundedSql(operate(a!.value, b!.value))
        : named([a!.value, b!.value, a!.currency!, b!.currency!], ([x, y, c, d]) =>
            boundedSql(sql`CASE WHEN ${c!} = ${d!} THEN ${operate(x!, y!)} END`),
          )
      return { value, currency: a!.currency }
    },
  }
}

/** A share or a multiple, rounded to the minor unit once. */
function scaled(op: '*' | '/', order: 'money first' | 'number first'): Meaning {
  const first = order === 'money first'
  return {
    name: op,
    params: first ? ['money', 'number'] : ['number', 'money'],
    returns: 'money',
    evaluate: (args) => {
      const [a, n] = (first ? args : [args[1]!, args[0]!]) as [Money | null, number | null]
      if (!a || n === null) return null
      return amount(toMinor(tidy(op === '*' ? a.minor * n : a.minor / n)), a.currency)
    },
    compile: (args) => {
      const [a, n] = first ? [args[0]!, args[1]!] : [args[1]!, args[0]!]
      return { value: toMinorSql(tidySql(sql`${a.value} ${raw(op)} ${n.value}`)), currency: a.currency }
    },
  }
}

const ratio: Meaning = {
  name: '/',
  params: ['money', 'money'],
  returns: 'number',
  evaluate: ([left, right]) => {
    const [a, b] = [money(left!), money(right!)]
    return a && b && a.currency === b.currency ? tidy(a.minor / b.minor) : null
  },
  compile: ([a, b]) => {
    const quotient = (x: Sql, y: Sql) => sql`${x} * 1.0 / ${y}`
    if (surelyAlike(a!, b!)) return tidySql(quotient(a!.value, b!.value))
    return named([a!.value, b!.value, a!.currency!, b!.currency!], ([x, y, c, d]) =>
      tidySql(sql`CASE WHEN ${c!} = ${d!} THEN ${quotient(x!, y!)} END`),
    )
  },
}

function changed(name: string, f: (minor: number) => number, code: (minor: Sql) => Sql): Meaning {
  return {
    name,
    params: ['money'],
    returns: 'money',
    evaluate: ([value]) => {
      const a = money(value!)
      return a && amount(f(a.minor) + 0, a.currency)
    },
    compile: ([a]) => ({ value: code(a!.value), currency: a!.currency }),
  }
}

/** To so many decimals of the unit; more than the currency has changes nothing. */
function rounding(name: string, f: (x: number) => number, code: string): Meaning {
  return {
    name,
    params: ['money', 'digits'],
    optional: 1,
    returns: 'money',
    evaluate: ([value, digits], { setting }) => {
      const a = money(value!)
      if (!a) return null
      const power = (digits as number) ?? 0
      const scale = scaleOf(setting, a.currency)
      const step = power < 0 ? scale * 10 ** -power : Math.max(1, scale / 10 ** power)
      return amount(toMinor(f(tidy(a.minor / step)!) * step), a.currency)
    },
    compile: ([a, digits], { setting }) => {
      const power = (digits?.constant as number) ?? 0
      const scale = scaleSql(setting, a!.currency!)
      const step =
        power < 0 ? sql`${scale} * ${raw(`${10 ** -power}.0`)}` : sql`max(1.0, ${scale} / ${raw(`${10 ** power}.0`)})`
      const value = named([a!.value, step], ([x, d]) =>
        toMinorSql(sql`${raw(code)}(${tidySql(sql`${x!} / ${d!}`)}) * ${d!}`),
      )
      return { value, currency: a!.currency }
    },
  }
}

/** Over the amounts that aren't empty; empty if they are of several currencies. */
function over(
  name: string,
  f: (minors: number[]) => number | null,
  code: string,
  finish: (value: Sql) => Sql = (value) => value,
): Meaning {
  return {
    name,
    params: ['money'],
    repeats: ['money'],
    returns: 'money',
    evaluate: (args) => {
      const amounts = args.filter((value) => value !== null) as Money[]
      const currency = amounts[0]?.currency
      if (currency === undefined || amounts.some((one) => one.currency !== currency)) return null
      return amount(f(amounts.map(({ minor }) => minor)), currency)
    },
    compile: (args) => {
      const pairs = args.map(({ value, currency }) => sql`json_array(${value}, ${currency!})`)
      const rows = sql`FROM json_each(json_array(${join(pairs)})) j WHERE j.value ->> 0 IS NOT NULL`
      const alike = sql`min(j.value ->> 1) = max(j.value ->> 1)`
      return {
        value: finish(sql`(SELECT CASE WHEN ${alike} THEN ${raw(code)} END ${rows})`),
        currency: sql`(SELECT min(j.value ->> 1) ${rows})`,
      }
    },
  }
}

/** Exact on the way, even where thirty large amounts leave a double's integers before others bring them back. */
const sum = (minors: number[]) => Number(minors.reduce((all, minor) => all + BigInt(minor), 0n))

export const moneys: readonly Meaning[] = [
  joined('+'),
  joined('-'),
  scaled('*', 'money first'),
  scaled('*', 'number first'),
  scaled('/', 'money first'),
  ratio,
  changed(
    'negate',
    (minor) => -minor,
    (minor) => sql`(-${minor})`,
  ),
  changed('ABS', Math.abs, (minor) => sql`abs(${minor})`),
  rounding('ROUND', halfAway, 'round'),
  rounding('CEILING', Math.ceil, 'ceil'),
  rounding('FLOOR', Math.floor, 'floor'),
  over('MIN', (minors) => Math.min(...minors), 'min(j.value ->> 0)'),
  over('MAX', (minors) => Math.max(...minors), 'max(j.value ->> 0)'),
  over('SUM', (minors) => toMinor(sum(minors)), 'sum(j.value ->> 0)', boundedSql),
  over(
    'AVERAGE',
    (minors) => toMinor(tidy(sum(minors) / minors.length)),
    'sum(j.value ->> 0) * 1.0 / count(*)',
    (value) => toMinorSql(tidySql(value)),
  ),
]
