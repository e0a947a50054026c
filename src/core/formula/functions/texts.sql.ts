import { raw, type Sql, sql } from '../../sql/index.ts'
import { named, wholeSql } from '../decimal.sql.ts'
import { type Compile, finishedSql, round, type SqlOf } from './contract.sql.ts'
import { MOST_SUBSTITUTED, TEXT_LENGTH, type texts } from './texts.ts'

/** `cut` in SQL. */
export const cutSql = (text: Sql): Sql => sql`substr(${text}, 1, ${raw(String(TEXT_LENGTH))})`

/** `text` in SQL: empty reads as "". */
export const textSql = (value: Sql) => sql`coalesce(${value}, '')`

const plain =
  (code: (value: Sql) => Sql): Compile =>
  ([value]) =>
    code(textSql(value!.value))

const part =
  (code: (value: Sql, ...places: Sql[]) => Sql): Compile =>
  ([value, ...places]) =>
    code(textSql(value!.value), ...places.map((place) => wholeSql(finishedSql(place, 'number'))))

const joined: Compile = (args) => cutSql(concatenated(args.map(({ value }) => textSql(value))))

/** A balanced tree: D1 refuses expressions deeper than 100. */
function concatenated(texts: readonly Sql[]): Sql {
  if (texts.length === 1) return texts[0]!
  const middle = texts.length >> 1
  return sql`(${concatenated(texts.slice(0, middle))} || ${concatenated(texts.slice(middle))})`
}

export const textsSql = {
  CONCAT: joined,
  '&': joined,
  LEN: ([value]) => round(sql`CAST(length(${textSql(value!.value)}) AS REAL)`),
  LEFT: part((value, count) => sql`substr(${value}, 1, max(0, ${count!}))`),
  RIGHT: part((value, count) => named([value, sql`max(0, ${count!})`], ([v, n]) => sql`substr(${v!}, -${n!}, ${n!})`)),
  MID: part((value, from, count) => sql`substr(${value}, max(1, ${from!}), max(0, ${count!}))`),
  UPPER: plain((value) => sql`upper(${value})`),
  LOWER: plain((value) => sql`lower(${value})`),
  TRIM: plain((value) => sql`trim(${value})`),
  'CONTAINS list': ([list, one]) =>
    named(
      [list!.value, sql`lower(${textSql(one!.value)})`],
      ([l, o]) => sql`EXISTS (SELECT 1 FROM json_each(${l!}) j WHERE lower(j.value) = ${o!})`,
    ),
  CONTAINS: ([value, part]) => sql`(instr(lower(${textSql(value!.value)}), lower(${textSql(part!.value)})) > 0)`,
  SUBSTITUTE: (args) =>
    named(
      args.map(({ value }) => textSql(value)),
      ([v, from, to]) =>
        sql`CASE WHEN length(${v!}) * length(${to!}) <= ${raw(String(MOST_SUBSTITUTED))} THEN ${cutSql(sql`replace(${v!}, ${from!}, ${to!})`)} END`,
    ),
} satisfies SqlOf<typeof texts>
