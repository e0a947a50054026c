import { join, raw, type Sql, sql } from '../../sql/index.ts'
import { named, numberSql, tidySql } from '../decimal.sql.ts'
import type { Code, Compile, SqlOf } from './contract.sql.ts'
import { each } from './contract.ts'
import { EXTREMES, MEASURED, type numbers } from './numbers.ts'

const values = (args: readonly Code[]): Sql[] => args.map(({ value }) => value)

const one =
  (code: (x: Sql) => Sql): Compile =>
  ([x]) =>
    code(x!.value)
const two =
  (code: (a: Sql, b: Sql) => Sql): Compile =>
  ([a, b]) =>
    code(a!.value, b!.value)

const restSql = (a: Sql, b: Sql): Sql =>
  named([a, b], ([x, y]) => tidySql(sql`${x!} - ${tidySql(sql`floor(${tidySql(sql`${x!} / ${y!}`)}) * ${y!}`)}`))

const powerSql = (a: Sql, b: Sql) => tidySql(sql`pow(${a}, ${b})`)

const rounding =
  (code: string): Compile =>
  ([x, digits]) => {
    const places = (digits?.constant as number) ?? 0
    const scale = numberSql(10 ** Math.abs(places))
    const [to, back] = places < 0 ? [raw('/'), raw('*')] : [raw('*'), raw('/')]
    return tidySql(sql`${raw(code)}(${tidySql(sql`${x!.value} ${to} ${scale}`)}) ${back} ${scale}`)
  }

function totalSql(numbers: readonly Sql[]): Sql {
  if (numbers.length < 2) return numbers[0]!
  const middle = numbers.length >> 1
  return tidySql(sql`${totalSql(numbers.slice(0, middle))} + ${totalSql(numbers.slice(middle))}`)
}

const orZero = (values: readonly Sql[]) => values.map((value) => sql`coalesce(${value}, 0.0)`)

const counted = (names: readonly Sql[]): Sql =>
  sql`(SELECT count(j.value) FROM json_each(json_array(${join(names)})) j)`

export const numbersSql = {
  '+': two((a, b) => tidySql(sql`${a} + ${b}`)),
  '-': two((a, b) => tidySql(sql`${a} - ${b}`)),
  '*': two((a, b) => tidySql(sql`${a} * ${b}`)),
  '/': two((a, b) => tidySql(sql`${a} / ${b}`)),
  '%': two(restSql),
  MOD: two(restSql),
  '^': two(powerSql),
  POWER: two(powerSql),
  negate: one((x) => sql`(0.0 - ${x})`),
  ABS: one((x) => sql`abs(${x})`),
  SQRT: one((x) => tidySql(sql`sqrt(${x})`)),
  ROUND: rounding('round'),
  CEILING: rounding('ceil'),
  FLOOR: rounding('floor'),
  SUM: (args) => totalSql(orZero(values(args))),
  AVERAGE: (args) => named(values(args), (names) => tidySql(sql`${totalSql(orZero(names))} / ${counted(names)}`)),
  ...each(
    EXTREMES,
    MEASURED,
    (name): Compile =>
      (args) =>
        sql`(SELECT ${raw(name)}(j.value) FROM json_each(json_array(${join(values(args))})) j)`,
  ),
} satisfies SqlOf<typeof numbers>
