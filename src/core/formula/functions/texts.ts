import { raw, type Sql, sql } from '../../sql/index.ts'
import { named, toInteger, wholeSql } from '../decimal.ts'
import type { Type, Value } from '../types.ts'
import type { Meaning } from './contract.ts'

/**
 * A formula's texts end after so many code points, those it reads too. SQLite gives up on a text of 2 MB, and with it on the
 * whole answer: thirty texts of this length in one CONCAT stay under that.
 */
export const TEXT_LENGTH = 10_000

export const cut = (text: string): string =>
  text.length <= TEXT_LENGTH ? text : [...text].slice(0, TEXT_LENGTH).join('')

export const cutSql = (text: Sql): Sql => sql`substr(${text}, 1, ${raw(String(TEXT_LENGTH))})`

export const text = (value: Value | undefined) => (value as string | null) ?? ''
export const textSql = (value: Sql) => sql`coalesce(${value}, '')`
const upper = (value: string) => value.replace(/[a-z]/g, (letter) => letter.toUpperCase())
const lower = (value: string) => value.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** Of text alone: empty reads as "". */
function plain(name: string, f: (value: string) => string, code: (value: Sql) => Sql): Meaning {
  return {
    name,
    params: ['text'],
    returns: 'text',
    evaluate: ([value]) => f(text(value)),
    compile: ([value]) => code(textSql(value!.value)),
  }
}

/** Of text and places in it, by code points. */
function part(
  name: string,
  counts: number,
  f: (points: string[], ...places: number[]) => string[],
  code: (value: Sql, ...places: Sql[]) => Sql,
): Meaning {
  return {
    name,
    params: ['text', ...Array<Type>(counts).fill('number')],
    returns: 'text',
    evaluate: ([value, ...places]) =>
      f([...text(value)], ...places.map((place) => toInteger(place as number | null))).join(''),
    compile: ([value, ...places]) => code(textSql(value!.value), ...places.map((place) => wholeSql(place.value))),
  }
}

function joined(name: string): Meaning {
  return {
    name,
    params: ['words'],
    repeats: ['words'],
    returns: 'text',
    evaluate: (args) => cut(args.map(text).join('')),
    compile: (args) => cutSql(concatenated(args.map(({ value }) => textSql(value)))),
  }
}

function concatenated(texts: readonly Sql[]): Sql {
  if (texts.length === 1) return texts[0]!
  const middle = texts.length >> 1
  return sql`(${concatenated(texts.slice(0, middle))} || ${concatenated(texts.slice(middle))})`
}

export function trimmed(value: string): string {
  let [from, to] = [0, value.length]
  while (from < to && value[from] === ' ') from++
  while (to > from && value[to - 1] === ' ') to--
  return value.slice(from, to)
}

/** Case does not matter, as far as SQLite knows it (ASCII). */
const CONTAINS: Meaning = {
  name: 'CONTAINS',
  params: ['text', 'text'],
  returns: 'boolean',
  evaluate: ([value, part]) => lower(text(value)).includes(lower(text(part))),
  compile: ([value, part]) => sql`(instr(lower(${textSql(value!.value)}), lower(${textSql(part!.value)})) > 0)`,
}

/** Of a list: one that is the same, case aside. */
const CONTAINS_ONE: Meaning = {
  name: 'CONTAINS',
  params: ['list', 'text'],
  returns: 'boolean',
  evaluate: ([list, one]) =>
    ((list as readonly string[] | null) ?? []).some((item) => lower(item) === lower(text(one))),
  compile: ([list, one]) =>
    named(
      [list!.value, sql`lower(${textSql(one!.value)})`],
      ([l, o]) => sql`EXISTS (SELECT 1 FROM json_each(${l!}) j WHERE lower(j.value) = ${o!})`,
    ),
}

/** Where the result could grow past any bound it is empty, before it is made. */
const MOST = 400_000
const SUBSTITUTE: Meaning = {
  name: 'SUBSTITUTE',
  params: ['text', 'text', 'text'],
  returns: 'text',
  evaluate: ([value, old, by]) => {
    const [whole, from, to] = [text(value), text(old), text(by)]
    if ([...whole].length * [...to].length > MOST) return null
    return from === '' ? whole : cut(whole.split(from).join(to))
  },
  compile: (args) =>
    named(
      args.map(({ value }) => textSql(value)),
      ([v, from, to]) =>
        sql`CASE WHEN length(${v!}) * length(${to!}) <= ${raw(String(MOST))} THEN ${cutSql(sql`replace(${v!}, ${from!}, ${to!})`)} END`,
    ),
}

export const texts: readonly Meaning[] = [
  joined('CONCAT'),
  joined('&'),
  {
    name: 'LEN',
    params: ['text'],
    returns: 'number',
    evaluate: ([value]) => [...text(value)].length,
    compile: ([value]) => sql`CAST(length(${textSql(value!.value)}) AS REAL)`,
  },
  part(
    'LEFT',
    1,
    (points, count) => points.slice(0, Math.max(0, count!)),
    (value, count) => sql`substr(${value}, 1, max(0, ${count!}))`,
  ),
  part(
    'RIGHT',
    1,
    (points, count) => points.slice(Math.max(0, points.length - Math.max(0, count!))),
    (value, count) => named([value, sql`max(0, ${count!})`], ([v, n]) => sql`substr(${v!}, -${n!}, ${n!})`),
  ),
  part(
    'MID',
    2,
    (points, from, count) => points.slice(Math.max(1, from!) - 1).slice(0, Math.max(0, count!)),
    (value, from, count) => sql`substr(${value}, max(1, ${from!}), max(0, ${count!}))`,
  ),
  plain('UPPER', upper, (value) => sql`upper(${value})`),
  plain('LOWER', lower, (value) => sql`lower(${value})`),
  plain('TRIM', trimmed, (value) => sql`trim(${value})`),
  CONTAINS_ONE,
  CONTAINS,
  SUBSTITUTE,
]
