import { balanced, join, raw, type Sql, sql } from '../../sql/index.ts'
import { sameSql } from './compare.sql.ts'
import type { Code, Compile, SqlOf } from './contract.sql.ts'
import { isEmptySql, orNull } from './empty.sql.ts'
import { type logic, pairs } from './logic.ts'

const trueSql = (value: Sql): Sql => sql`coalesce(${value}, 0)`

/** Picks among arguments: the value and, of money, the currency that goes with it. */
function picked(args: readonly Code[], pick: (part: (code: Code) => Sql) => Sql): Code {
  const ofMoney = args.some(({ currency }) => currency !== null)
  return {
    value: pick(({ value }) => value),
    currency: ofMoney ? pick(({ currency }) => currency ?? raw('NULL')) : null,
  }
}

const when = (cases: readonly (readonly [condition: Sql, result: Sql])[], otherwise: Sql): Sql =>
  sql`CASE ${join(
    cases.map(([condition, result]) => sql`WHEN ${condition} THEN ${result}`),
    ' ',
  )} ELSE ${otherwise} END`

const all =
  (name: 'AND' | 'OR'): Compile =>
  (args) =>
    balanced(
      args.map(({ value }) => trueSql(value)),
      name,
    )

export const logicSql = {
  IF: ([condition, ...results]) =>
    picked(results, (part) =>
      when([[condition!.value, part(results[0]!)]], results[1] ? part(results[1]) : raw('NULL')),
    ),
  IFS: (args) => {
    const results = pairs(args).map(([, result]) => result)
    return picked(results, (part) =>
      when(
        pairs(args).map(([condition, result]) => [condition.value, part(result)]),
        raw('NULL'),
      ),
    )
  },
  SWITCH: ([value, ...rest], { types }) => {
    const results = rest.filter((_, i) => i % 2 === 1 || (i === rest.length - 1 && rest.length % 2 === 1))
    const otherwise = rest.length % 2 === 1 ? rest.at(-1) : undefined
    return picked(results, (part) =>
      when(
        pairs(rest).map(([one, result]) => [sameSql(value!, one, types[0]!), part(result)]),
        otherwise ? part(otherwise) : raw('NULL'),
      ),
    )
  },
  AND: all('AND'),
  OR: all('OR'),
  NOT: ([value]) => sql`(NOT ${trueSql(value!.value)})`,
  ISEMPTY: ([value], { types }) => isEmptySql(value!.value, types[0]!),
  'COUNT list': ([list]) => sql`CAST(coalesce(json_array_length(${list!.value}), 0) AS REAL)`,
  COUNT: (args, { types }) => {
    const filled = args.map(({ value }, i) => orNull(value, types[i]!))
    return sql`CAST((SELECT count(j.value) FROM json_each(json_array(${join(filled)})) j) AS REAL)`
  },
  COALESCE: (args, { types }) => {
    const filled = args.map((arg, i) => ({ ...arg, value: orNull(arg.value, types[i]!) }))
    const value = sql`coalesce(${join(filled.map((arg) => arg.value))}, NULL)`
    if (args[0]!.currency === null) return value
    const cases = filled.map((arg) => [sql`${arg.value} IS NOT NULL`, arg.currency!] as const)
    return { value, currency: when(cases, raw('NULL')) }
  },
} satisfies SqlOf<typeof logic>
