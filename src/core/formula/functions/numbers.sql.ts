import { join, raw, type Sql, sql } from '../../sql/index.ts'
import { boundedSql, decimalSql, minusSql, named, numberSql, plusSql, tidySql } from '../decimal.sql.ts'
import { type Code, type Compile, finishedSql, isRound, round, type SqlOf, unrounded } from './contract.sql.ts'
import { each } from './contract.ts'
import { EXTREMES, MEASURED, type numbers } from './numbers.ts'

const values = (args: readonly Code[]): Sql[] => args.map(({ value }) => value)

/** What changes a sign at most, and so rounds alike before and after. */
export const signed =
  (code: (x: Sql) => Sql): Compile =>
  ([x]) => {
    const value = code(x!.value)
    return { value, currency: x!.currency, ...(x!.finished && { finished: isRound(x!) ? value : code(x!.finished) }) }
  }
const two =
  (code: (a: Sql, b: Sql) => Sql | Code): Compile =>
  ([a, b]) =>
    code(a!.value, b!.value)

const restSql = (a: Sql, b: Sql): Sql =>
  named([a, b], ([x, y]) => minusSql(x!, boundedSql(sql`floor(${tidySql(sql`${x!} / ${y!}`)}) * ${y!}`)))

const powerSql: Compile = ([a, b]) => {
  if (isRound(b!)) return round(tidySql(sql`pow(${a!.value}, ${b!.value})`))
  const exponent = named(
    [b!.value, decimalSql(b!.value)],
    ([x, t]) => sql`CASE WHEN ${t!} = floor(${t!}) THEN ${t!} ELSE ${x!} END`,
  )
  return round(tidySql(sql`pow(${a!.value}, ${exponent})`))
}

const rounding =
  (code: string): Compile =>
  ([x, digits]) => {
    const places = (digits?.constant as number) ?? 0
    const scale = numberSql(10 ** Math.abs(places))
    const [to, back] = places < 0 ? [raw('/'), raw('*')] : [raw('*'), raw('/')]
    return round(tidySql(sql`${raw(code)}(${tidySql(sql`${x!.value} ${to} ${scale}`)}) ${back} ${scale}`))
  }

export function totalSql(numbers: readonly Sql[]): Sql {
  if (numbers.length < 2) return numbers[0]!
  const middle = numbers.length >> 1
  return plusSql(totalSql(numbers.slice(0, middle)), totalSql(numbers.slice(middle)))
}

export const orZero = (values: readonly Sql[]) => values.map((value) => sql`coalesce(${value}, 0.0)`)

export const counted = (names: readonly Sql[]): Sql =>
  sql`(SELECT count(j.value) FROM json_each(json_array(${join(names)})) j)`

/** Never through JSON, where a double that isn't rounded may lose its last bit. The empty are out of every number's bounds. */
export function extremeSql(name: (typeof EXTREMES)[number], numbers: readonly Sql[]): Sql {
  if (numbers.length === 1) return numbers[0]!
  const beyond = raw(name === 'MIN' ? '1e300' : '-1e300')
  return sql`nullif(${raw(name)}(${join(numbers.map((x) => sql`coalesce(${x}, ${beyond})`))}), ${beyond})`
}

/** Which is least doesn't change by rounding. */
function extreme(name: (typeof EXTREMES)[number], args: readonly Code[]): Code {
  const finished = extremeSql(
    name,
    args.map((arg) => finishedSql(arg, 'number')),
  )
  return args.every(isRound) ? round(finished) : { value: extremeSql(name, values(args)), currency: null, finished }
}

export const numbersSql = {
  '+': two(plusSql),
  '-': two(minusSql),
  '*': two((a, b) => unrounded(sql`${a} * ${b}`)),
  '/': two((a, b) => unrounded(sql`${a} / ${b}`)),
  '%': two(restSql),
  MOD: two(restSql),
  '^': powerSql,
  POWER: powerSql,
  negate: signed((x) => sql`(0.0 - ${x})`),
  ABS: signed((x) => sql`abs(${x})`),
  SQRT: ([x]) => unrounded(sql`sqrt(${x!.value})`),
  ROUND: rounding('round'),
  CEILING: rounding('ceil'),
  FLOOR: rounding('floor'),
  SUM: (args) => totalSql(orZero(values(args))),
  AVERAGE: (args) => unrounded(named(values(args), (names) => sql`${totalSql(orZero(names))} / ${counted(names)}`)),
  ...each(
    EXTREMES,
    MEASURED,
    (name, type): Compile =>
      (args) =>
        type === 'number'
          ? extreme(name, args)
          : sql`(SELECT ${raw(name)}(j.value) FROM json_each(json_array(${join(values(args))})) j)`,
  ),
} satisfies SqlOf<typeof numbers>
