import { groupSqlAt, ratedSql, type SqlScope, whereOf } from '../../query/index.sql.ts'
import { hasReportCurrency } from '../../query/index.ts'
import { raw, type Sql, sql } from '../../sql/index.ts'
import { addUnits, endOf } from '../../time/day.ts'
import { startOfDay } from '../../time/zone.ts'
import type { Question } from '../compile.sql.ts'
import { measured } from '../measured.sql.ts'
import { questionFilter } from '../question.ts'
import type { Row } from '../series.ts'
import type { TimeFrame } from '../time-frame.ts'

/*
 * What came true of a forecast (M47): of the records that it was made of on a past day, those that have been won since, by the end of
 * the period that they were forecast for. Which those were is asked as of that day; what they are worth, of today.
 */

/**
 * Rows as a chart's, a group of the first split each: `label2` is a JSON array of its records' ids, of those alone that are closed by
 * now: no other can have come true.
 */
export function forecastRecordsSql(question: Question, scope: SqlScope, frame: TimeFrame): Sql {
  const { split } = question
  const group = split ? groupSqlAt('split.by', scope, split.by, split.every ?? 'month') : null
  return sql`SELECT ${group?.key ?? raw("''")} AS key, min(${group?.label ?? raw('NULL')}) AS label, '' AS key2, json_group_array(r.id) AS label2,
      '' AS currency, count(*) AS n, NULL AS value
    FROM records r ${group?.from ?? raw('')} WHERE ${whereOf(scope, questionFilter(question, frame))}
      AND EXISTS (SELECT 1 FROM main.records now WHERE now.id = r.id AND now.closed_at IS NOT NULL) GROUP BY 1`
}

/** What they have been won for: rows by group, and where a record is in several of them, in all. */
export function cameTrueSql(
  question: Question,
  scope: SqlScope,
  frame: TimeFrame,
  found: readonly Row[],
): { cells: Sql; totals: Sql | null } {
  const { measure, split } = question
  const groups = found.map(({ key, label, label2 }) => [key, label, cameTrueBy(question, scope, frame, key), label2])
  const of = measured(measure, scope)
  const plain = of?.currency ?? raw("''")
  const currency = of?.kind === 'money' && hasReportCurrency(scope) ? ratedSql(scope, plain, raw('r.closed_at')) : plain
  const won = whereOf(scope, { field: 'listKind', op: 'eq', value: 'won' })
  // Each group's text is taken apart once, not for each of its records.
  const rows = (grouped: boolean): Sql => sql`WITH s AS MATERIALIZED (
      SELECT value ->> 0 AS key, value ->> 1 AS label, value ->> 2 AS until, value ->> 3 AS ids FROM json_each(${JSON.stringify(groups)})),
    g AS MATERIALIZED (SELECT ${raw(grouped ? 's.key, s.label' : "'' AS key, NULL AS label")}, max(s.until) AS until, i.value AS id
      FROM s, json_each(s.ids) i GROUP BY 1, 4),
    m AS MATERIALIZED (SELECT g.key, g.label, ${of?.value ?? raw('1')} AS v, ${currency} AS c
      FROM g CROSS JOIN records r NOT INDEXED ON r.id = g.id WHERE ${won} AND r.closed_at < g.until)
    SELECT key, min(label) AS label, '' AS key2, NULL AS label2, coalesce(c, '') AS currency, count(*) AS n, sum(v) AS value
    FROM m WHERE v IS NOT NULL GROUP BY 1, 5`
  const overlapping = split && groupSqlAt('split.by', scope, split.by, split.every ?? 'month').overlapping
  return { cells: rows(true), totals: overlapping ? rows(false) : null }
}

/** When what was forecast is to have come true: at the end of its period, where it has one, and by now. */
function cameTrueBy({ split, time }: Question, scope: SqlScope, frame: TimeFrame, key: Row['key']): number {
  const last =
    split && isForecastBy(split.by) && split.every && typeof key === 'string' && key !== ''
      ? endOf(key, split.every)
      : time && isForecastBy(time.by)
        ? frame.to
        : null
  const end = last === null ? scope.now : startOfDay(scope.catalog.workspace.zone, addUnits(last, 1, 'day'))
  return Math.min(end, scope.now)
}

/** A date of one's own says for when; the days of creation and closing don't. */
const isForecastBy = (by: string): boolean => by !== 'createdAt' && by !== 'closedAt'
