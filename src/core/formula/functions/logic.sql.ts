import { balanced, join, raw, type Sql, sql } from '../../sql/index.ts'
import type { Type } from '../types.ts'
import { sameSql } from './compare.sql.ts'
import { type Code, type Compile, finishedSql, isRound, round, type SqlOf } from './contract.sql.ts'
import { isEmptySql, orNull } from './empty.sql.ts'
import { type logic, pairs } from './logic.ts'

const trueSql = (value: Sql): Sql => sql`coalesce(${value}, 0)`

/** Picks among arguments of a type: the value and, of money, the currency that goes with it. What is picked may be rounded before. */
function picked(args: readonly Code[], type: Type, pick: (part: (code: Code) => Sql) => Sql): Code {
  const value = pick(({ value }) => value)
  return {
    value,
    currency: type === 'money' ? pick(({ currency }) => currency ?? raw('NULL')) : null,
    finished: args.every(isRound) ? value : pick((code) => finishedSql(code, type)),
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
  IF: ([condition, ...results], { types }) =>
    picked(results, types[1]!, (part) =>
      when([[condition!.value, part(results[0]!)]], results[1] ? part(results[1]) : raw('NULL')),
    ),
  IFS: (args, { types }) => {
    const results = pairs(args).map(([, result]) => result)
    return picked(results, types[1]!, (part) =>
      when(
        pairs(args).map(([condition, result]) => [condition.value, part(result)]),
        raw('NULL'),
      ),
    )
  },
  SWITCH: ([value, ...rest], { types }) => {
    const results = rest.filter((_, i) => i % 2 === 1 || (i === rest.length - 1 && rest.length % 2 === 1))
    const otherwise = rest.length % 2 === 1 ? rest.at(-1) : undefined
    return picked(results, types[2]!, (part) =>
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
  'COUNT list': ([list]) => round(sql`CAST(coalesce(json_array_length(${list!.value}), 0) AS REAL)`),
  COUNT: (args, { types }) => {
    const filled = args.map(({ value }, i) => orNull(value, types[i]!))
    return round(sql`CAST((SELECT count(j.value) FROM json_each(json_array(${join(filled)})) j) AS REAL)`)
  },
  COALESCE: (args, { types }) => {
    const type = types[0]!
    const first = (values: readonly Sql[]) => sql`coalesce(${join(values.map((value) => orNull(value, type)))}, NULL)`
    const value = first(args.map((arg) => arg.value))
    const finished = args.every(isRound) ? value : first(args.map((arg) => finishedSql(arg, type)))
    if (type !== 'money') return { value, currency: null, finished }
    const cases = args.map((arg) => [sql`${finishedSql(arg, type)} IS NOT NULL`, arg.currency!] as const)
    return { value, currency: when(cases, raw('NULL')), finished }
  },
} satisfies SqlOf<typeof logic>
