import { balanced, join, raw, type Sql, sql } from '../../sql/index.ts'
import type { Value } from '../types.ts'
import { sameSql, sameValue } from './compare.ts'
import type { Code, Meaning } from './contract.ts'
import { isEmpty, isEmptySql, orNull } from './empty.ts'

/*
 * Truth has two values here: an empty checkbox is false, and comparisons always answer. The way SQL reckons with unknown truths
 * would surprise whoever writes `NOT {Paid}`.
 */
const isTrue = (value: Value) => value === true
export const trueSql = (value: Sql): Sql => sql`coalesce(${value}, 0)`

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

const pairs = <T>(args: readonly T[]): [T, T][] =>
  Array.from({ length: args.length >> 1 }, (_, i) => [args[2 * i]!, args[2 * i + 1]!])

const IF: Meaning = {
  name: 'IF',
  params: ['boolean', 'A', 'A'],
  optional: 1,
  returns: 'A',
  evaluate: ([condition, yes, no]) => (isTrue(condition!) ? yes! : (no ?? null)),
  compile: ([condition, ...results]) =>
    picked(results, (part) =>
      when([[condition!.value, part(results[0]!)]], results[1] ? part(results[1]) : raw('NULL')),
    ),
}

/** The first whose condition holds; empty if none does. */
const IFS: Meaning = {
  name: 'IFS',
  params: ['boolean', 'A'],
  repeats: ['boolean', 'A'],
  returns: 'A',
  evaluate: (args) => pairs(args).find(([condition]) => isTrue(condition))?.[1] ?? null,
  compile: (args) => {
    const results = pairs(args).map(([, result]) => result)
    return picked(results, (part) =>
      when(
        pairs(args).map(([condition, result]) => [condition.value, part(result)]),
        raw('NULL'),
      ),
    )
  },
}

/** The result beside the first value that is the same; a last argument stands for all others. */
const SWITCH: Meaning = {
  name: 'SWITCH',
  params: ['A', 'A', 'B'],
  repeats: ['A', 'B'],
  last: 'B',
  returns: 'B',
  evaluate: ([value, ...rest], { types }) => {
    const found = pairs(rest).find(([one]) => sameValue(value!, one, types[0]!))
    return found ? found[1] : rest.length % 2 === 1 ? rest.at(-1)! : null
  },
  compile: ([value, ...rest], { types }) => {
    const results = rest.filter((_, i) => i % 2 === 1 || (i === rest.length - 1 && rest.length % 2 === 1))
    const otherwise = rest.length % 2 === 1 ? rest.at(-1) : undefined
    return picked(results, (part) =>
      when(
        pairs(rest).map(([one, result]) => [sameSql(value!, one, types[0]!), part(result)]),
        otherwise ? part(otherwise) : raw('NULL'),
      ),
    )
  },
}

function all(name: 'AND' | 'OR'): Meaning {
  return {
    name,
    params: ['boolean'],
    repeats: ['boolean'],
    returns: 'boolean',
    evaluate: (args) => (name === 'AND' ? args.every(isTrue) : args.some(isTrue)),
    compile: (args) =>
      balanced(
        args.map(({ value }) => trueSql(value)),
        name,
      ),
  }
}

const NOT: Meaning = {
  name: 'NOT',
  params: ['boolean'],
  returns: 'boolean',
  evaluate: ([value]) => !isTrue(value!),
  compile: ([value]) => sql`(NOT ${trueSql(value!.value)})`,
}

const ISEMPTY: Meaning = {
  name: 'ISEMPTY',
  params: ['any'],
  returns: 'boolean',
  evaluate: ([value]) => isEmpty(value!),
  compile: ([value], { types }) => isEmptySql(value!.value, types[0]!),
}

/** How many aren't empty. */
const COUNT: Meaning = {
  name: 'COUNT',
  params: ['any'],
  repeats: ['any'],
  returns: 'number',
  evaluate: (args) => args.filter((value) => !isEmpty(value)).length,
  compile: (args, { types }) => {
    const filled = args.map(({ value }, i) => orNull(value, types[i]!))
    return sql`CAST((SELECT count(j.value) FROM json_each(json_array(${join(filled)})) j) AS REAL)`
  },
}

/** Of one list: how many stand in it. */
const COUNT_LIST: Meaning = {
  name: 'COUNT',
  params: ['list'],
  returns: 'number',
  evaluate: ([list]) => ((list as readonly string[] | null) ?? []).length,
  compile: ([list]) => sql`CAST(coalesce(json_array_length(${list!.value}), 0) AS REAL)`,
}

const COALESCE: Meaning = {
  name: 'COALESCE',
  params: ['A'],
  repeats: ['A'],
  returns: 'A',
  evaluate: (args) => args.find((value) => !isEmpty(value)) ?? null,
  compile: (args, { types }) => {
    const filled = args.map((arg, i) => ({ ...arg, value: orNull(arg.value, types[i]!) }))
    const value = sql`coalesce(${join(filled.map((arg) => arg.value))}, NULL)`
    if (args[0]!.currency === null) return value
    const cases = filled.map((arg) => [sql`${arg.value} IS NOT NULL`, arg.currency!] as const)
    return { value, currency: when(cases, raw('NULL')) }
  },
}

export const logic: readonly Meaning[] = [
  IF,
  IFS,
  SWITCH,
  all('AND'),
  all('OR'),
  NOT,
  ISEMPTY,
  COUNT_LIST,
  COUNT,
  COALESCE,
]
