import type { Chart } from '../api/chart.ts'
import { invalid, onlyAtPath } from '../errors/index.ts'
import { typeOf } from '../fields/index.ts'
import type { Field } from '../model/index.ts'
import { foldSql, groupSqlAt, type MeasureSql, ratedSql, type SqlScope, whereOf } from '../query/index.sql.ts'
import { fieldNamed, hasReportCurrency } from '../query/index.ts'
import { measureSql } from '../query/measure.sql.ts'
import { join, raw, type Sql, sql } from '../sql/index.ts'
import { daySql } from '../time/zone.sql.ts'
import { type CubeQuestion, cubeCells, unkeptSums } from './cube.sql.ts'
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

function measured({ measure: { op, field: name, weight } }: Question, scope: SqlScope): MeasureSql | null {
  if (op === 'count' && name === undefined) return null
  return onlyAtPath('measure.field', () => {
    const measure = measureSql(scope, name ?? '', op)
    const weighable = measure.kind === 'number' || measure.kind === 'money' || op === 'count'
    if (weight && !weighable) throw invalid('', 'badMeasure', { name: name ?? '' })
    return measure
  })
}

/** Fields of a chart that the cube would answer for, if it kept their sums. */
export function unkeptOfChart(question: Question, scope: SqlScope, frame: TimeFrame): readonly Field[] {
  const asked = cubeQuestion(question, scope, frame, measured(question, scope))
  return asked ? unkeptSums(asked, scope) : []
}

/** The cube knows counts, and sums of money. */
function cubeQuestion(
  { measure, split, time, filter }: Question,
  scope: SqlScope,
  frame: TimeFrame,
  of: MeasureSql | null,
): CubeQuestion | null {
  const field = of && fieldNamed(scope, of.id)
  if (of && !(measure.op === 'sum' && field && typeOf(field.type)?.kind === 'money')) return null
  return {
    filter,
    time,
    split: split && { by: split.by, every: split.every ?? 'month' },
    frame,
    weighted: measure.weight !== undefined,
    sums: field ? [field] : [],
  }
}

function cubed(question: Question, scope: SqlScope, frame: TimeFrame, of: MeasureSql | null): Sql | null {
  const asked = cubeQuestion(question, scope, frame, of)
  const cells = asked && cubeCells(asked, scope)
  if (!cells) return null
  const [field] = asked.sums
  const [n, total] = field ? [`n${field.cubeSlot}`, `t${field.cubeSlot}`] : ['n', 'n']
  const value = asked.weighted
    ? sql`sum(${raw(`c.${total}`)} * ${probability(scope, raw('c.list_id'))})`
    : raw(`sum(c.${total})`)
  // Counts have no currency: a record is in a cell of its amounts' one only so as to be somewhere.
  return sql`SELECT ${cells.key} AS key, NULL AS label, ${raw(field ? 'c.currency' : "''")} AS currency, ${raw(`sum(c.${n})`)} AS n, ${value} AS value
    FROM ${cells.from} c GROUP BY 1, 3 HAVING ${raw(`sum(c.${n})`)} > 0`
}

const probability = (scope: SqlScope, list: Sql): Sql =>
  sql`CASE ${list} ${join(
    scope.project.lists.map(({ id, probability: percent }) => raw(`WHEN ${id} THEN ${percent}`)),
    ' ',
  )} ELSE 0 END`

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
