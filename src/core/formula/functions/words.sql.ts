import { sql } from '../../sql/index.ts'
import { named, tidySql } from '../decimal.sql.ts'
import { localTextSql } from '../local.sql.ts'
import { finishedSql, round, type SqlOf, unrounded } from './contract.sql.ts'
import { scaleSql } from './money.sql.ts'
import { cutSql, textSql } from './texts.sql.ts'
import type { words } from './words.ts'

export const wordsSql = {
  'TEXT text': ([value]) => textSql(value!.value),
  'TEXT number': ([value]) =>
    named([finishedSql(value!, 'number')], ([v]) => sql`CASE WHEN ${v!} IS NOT NULL THEN printf('%.15g', ${v!}) END`),
  'TEXT money': ([a], { setting }) =>
    named(
      [finishedSql(a!, 'money'), a!.currency!, sql`CAST(${scaleSql(setting, a!.currency!)} AS INTEGER)`],
      ([v, c, s]) => {
        const rest = sql`substr(printf('%04d', abs(${v!}) % ${s!}), 5 - (length(${s!}) - 1))`
        return sql`CASE WHEN ${v!} < 0 THEN '-' ELSE '' END || (abs(${v!}) / ${s!}) || CASE WHEN ${s!} > 1 THEN '.' || ${rest} ELSE '' END || ' ' || ${c!}`
      },
    ),
  'TEXT boolean': ([value]) => sql`CASE WHEN ${value!.value} THEN 'true' ELSE 'false' END`,
  'TEXT date': ([value]) => value!.value,
  'TEXT instant': ([value], { setting }) => localTextSql(setting.zone, value!.value),
  'TEXT list': ([list]) =>
    cutSql(
      sql`(SELECT coalesce(group_concat(i.value, ', '), '') FROM (SELECT j.value FROM json_each(${list!.value}) j ORDER BY j.key) i)`,
    ),
  VALUE: ([value]) =>
    round(
      named([sql`trim(${textSql(value!.value)})`], ([v]) =>
        named([v!, sql`CASE WHEN substr(${v!}, 1, 1) IN ('+', '-') THEN substr(${v!}, 2) ELSE ${v!} END`], ([t, d]) => {
          const decimal = sql`length(${t!}) <= 30 AND ${d!} GLOB '[0-9]*' AND ${d!} NOT GLOB '*[^0-9.]*' AND (${d!} NOT GLOB '*.*.*' AND ${d!} NOT GLOB '*.')`
          return tidySql(sql`CASE WHEN ${decimal} THEN CAST(${t!} AS REAL) END`)
        }),
      ),
    ),
  'VALUE money': ([a], { setting }) => unrounded(sql`${a!.value} / ${scaleSql(setting, a!.currency!)}`),
} satisfies SqlOf<typeof words>
