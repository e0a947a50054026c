import type { Chart } from '../api/chart.ts'
import { invalid, onlyAtPath } from '../errors/index.ts'
import { typeOf } from '../fields/index.ts'
import type { List } from '../model/index.ts'
import {
  foldSql,
  groupSqlAt,
  type MeasureSql,
  periodSql,
  ratedSql,
  type SqlScope,
  whereOf,
} from '../query/index.sql.ts'
import { type Filter, fieldNamed, hasReportCurrency, operandNamed } from '../query/index.ts'
import { measureSql } from '../query/measure.sql.ts'
import { join, raw, type Sql, sql } from '../sql/index.ts'
import { daySql } from '../time/zone.sql.ts'
import type { TimeFrame } from './time-frame.ts'

/** What a chart, or a table's groups, ask of one project. */
export type Question = Pick<Chart, 'measure' | 'filter' | 'time' | 'split'>

/**
 * One project's part of a chart: rows of (key, label, currency, n, value). `value` is for money an integer of minor units, to be
 * divided by 100 where it is weighted, and a plain number for everything else. Common questions are answered by the cube,
 * every other one scans the project's records. With a rate table a sum's currency has the day of its rate behind it, and an
 * average is answered as its sum (query/operands/report-currency.ts), since only the sum can be converted exactly.
 */
export function compileChart(question: Question, scope: SqlScope, frame: TimeFrame): Sql {
  const measure = measured(question, scope)
  // A point has a height: the earliest day is none.
  if (measure && question.measure.op !== 'count' && measure.kind !== 'number' && measure.kind !== 'money')
    throw invalid('measure.field', 'badMeasure', { name: question.measure.field ?? '' })
  return cubed(question, scope, frame, measure) ?? scanned(question, scope, frame, measure)
}

/** The same of all days, if the cube knows it. */
export const compileCube = (question: Question, scope: SqlScope): Sql | null =>
  cubed(question, scope, { from: null, to: null }, measured(question, scope))

function measured({ measure: { op, field: name, weight } }: Question, scope: SqlScope): MeasureSql | null {
  if (op === 'count' && name === undefined) return null
  return onlyAtPath('measure.field', () => {
    const measure = measureSql(scope, name ?? '', op)
    const weighable = measure.kind === 'number' || measure.kind === 'money' || op === 'count'
    if (weight && !weighable) throw invalid('', 'badMeasure', { name: name ?? '' })
    return measure
  })
}

/** The cube knows lists, tags, days of creation and closing, and sums of money; a filter must ask for no more than the list. */
function cubed(
  { measure, split, time, filter }: Question,
  scope: SqlScope,
  frame: TimeFrame,
  of: MeasureSql | null,
): Sql | null {
  // It counts everybody's records.
  if (scope.project.recordOwners) return null
  const field = of && fieldNamed(scope, of.id)
  if (of && !(measure.op === 'sum' && typeOf(field?.type ?? '')?.kind === 'money')) return null
  const lists = listCondition(filter)
  const dated = split && (split.by === 'createdAt' || split.by === 'closedAt') ? split.by : null
  const tagged = split?.by === 'tags'
  if (lists === null || (split && split.by !== 'list' && !dated && !tagged)) return null
  if (tagged && time) return null
  if (time && dated && time.by !== dated) return null
  const by = dated ?? time?.by
  const axis = tagged ? 'tag' : by === 'createdAt' ? 'created' : by === 'closedAt' ? 'closed' : 'all'
  const key = dated
    ? periodSql(raw('c.day'), split!.every ?? 'month')
    : tagged
      ? raw("CAST(nullif(c.day, '') AS INTEGER)")
      : split
        ? raw('c.list_id')
        : raw("''")
  if (of && hasReportCurrency(scope))
    return cubedByRate(scope, field!.id, {
      key,
      lists: lists(scope),
      axis,
      frame,
      weighted: measure.weight !== undefined,
    })
  const value = measure.weight
    ? sql`sum(${raw(field ? 'c.total' : 'c.n')} * ${probability(scope, raw('c.list_id'))})`
    : sql`sum(${raw(field ? 'c.total' : 'c.n')})`
  // Lists by their ids: the cube's key then serves the days too, and no list is looked up for each cell.
  return sql`SELECT ${key} AS key, NULL AS label, c.currency, sum(c.n) AS n, ${value} AS value FROM cube c
    WHERE c.project_id = ${scope.project.id} AND c.field_id = ${field?.id ?? 0} AND c.axis = ${axis}
      AND c.list_id IN (SELECT value FROM json_each(${JSON.stringify(lists(scope))}))
      AND c.day >= ${frame.from ?? ''} AND c.day <= ${frame.to ?? 'a'}
    GROUP BY 1, 3 HAVING sum(c.n) > 0`
}

/**
 * The same with each amount's rate: of what is closed the rate of its day. The cube knows that day on its axis of closing, and of
 * the whole (axis 'all') what isn't closed is the rest. Days of creation and tags don't tell when a record was closed.
 */
function cubedByRate(
  scope: SqlScope,
  field: number,
  {
    key,
    lists,
    axis,
    frame,
    weighted,
  }: { key: Sql; lists: number[]; axis: string; frame: TimeFrame; weighted: boolean },
): Sql | null {
  if (axis !== 'closed' && axis !== 'all') return null
  const cells = (
    of: string,
    sign: string,
    currency: Sql,
  ) => sql`SELECT c.list_id, c.day, ${currency} AS currency, ${raw(sign)}c.n AS n, ${raw(sign)}c.total AS total
    FROM cube c WHERE c.project_id = ${scope.project.id} AND c.field_id = ${field} AND c.axis = ${of}
      AND c.list_id IN (SELECT value FROM json_each(${JSON.stringify(lists)}))
      AND c.day >= ${frame.from ?? ''} AND c.day <= ${frame.to ?? 'a'}`
  const closed = ratedSql(scope, raw('c.currency'), { day: raw('c.day') })
  const open = ratedSql(scope, raw('c.currency'), { day: raw('NULL') })
  const rows =
    axis === 'closed'
      ? cells('closed', '', closed)
      : sql`${cells('all', '', open)} UNION ALL ${cells('closed', '-', open)} UNION ALL ${cells('closed', '', closed)}`
  const value = weighted ? sql`sum(c.total * ${probability(scope, raw('c.list_id'))})` : raw('sum(c.total)')
  return sql`SELECT ${key} AS key, NULL AS label, c.currency, sum(c.n) AS n, ${value} AS value FROM (${rows}) c GROUP BY 1, 3 HAVING sum(c.n) > 0`
}

const probability = (scope: SqlScope, list: Sql): Sql =>
  sql`CASE ${list} ${join(
    scope.project.lists.map(({ id, probability: percent }) => raw(`WHEN ${id} THEN ${percent}`)),
    ' ',
  )} ELSE 0 END`

/** The lists that a filter on nothing but the list means; null if it asks for more. */
function listCondition(filter: Filter | undefined): ((scope: SqlScope) => number[]) | null {
  const those = (of: (list: List) => boolean) => (scope: SqlScope) => scope.project.lists.filter(of).map(({ id }) => id)
  if (!filter) return those(() => true)
  if (!('field' in filter) || filter.op !== 'eq') return null
  if (filter.field === 'listKind') return those(({ kind }) => kind === filter.value)
  if (filter.field === 'list') return (scope) => [operandNamed(scope, 'list').read(filter.value) as number]
  return null
}

function scanned(
  { measure, split, time, filter }: Question,
  scope: SqlScope,
  frame: TimeFrame,
  of: MeasureSql | null,
): Sql {
  const { zone } = scope.catalog.workspace
  const conditions = [whereOf(scope, filter)]
  if (time) {
    const day = daySql(zone, raw(time.by === 'createdAt' ? 'r.created_at' : 'r.closed_at'))
    conditions.push(sql`${day} >= ${frame.from ?? ''} AND ${day} <= ${frame.to ?? '9999'}`)
  }
  const group = split && groupSqlAt('split.by', scope, split.by, split.every ?? 'month')
  // What was never closed lies in no month.
  if (split?.by === 'closedAt') conditions.push(raw('r.closed_at IS NOT NULL'))
  const amount = of?.value ?? raw('1')
  const value = measure.weight ? sql`${amount} * ${probability(scope, raw('r.list_id'))}` : amount
  const plain = of?.currency ?? raw("''")
  const rated = of?.kind === 'money' && hasReportCurrency(scope) && (measure.op === 'sum' || measure.op === 'average')
  const currency = rated ? ratedSql(scope, plain, { at: raw('r.closed_at') }) : plain
  const rows = sql`SELECT ${group?.key ?? raw("''")} AS key, ${group?.label ?? raw('NULL')} AS label, ${value} AS v, ${currency} AS c
    FROM records r ${group?.from ?? sql``} WHERE ${join(conditions, ' AND ')}`
  // Counting counts records; of a field, those that have something there.
  const fold = of
    ? foldSql(rated ? 'sum' : measure.op, measure.weight ? 'number' : of.kind)
    : raw(measure.weight ? 'sum(v)' : 'count(*)')
  return sql`WITH m AS MATERIALIZED (${rows})
    SELECT key, min(label) AS label, coalesce(c, '') AS currency, count(*) AS n, ${fold} AS value FROM m
    ${of ? raw('WHERE v IS NOT NULL') : raw('')} GROUP BY 1, 3`
}
