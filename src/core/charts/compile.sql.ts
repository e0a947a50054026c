import type { Chart } from '../api/dashboards/chart.ts'
import { invalid, onlyAtPath } from '../errors/index.ts'
import { typeOf } from '../fields/index.ts'
import type { Field } from '../model/index.ts'
import { type GroupSql, groupSqlAt, type MeasureSql, ratedSql, type SqlScope, whereOf } from '../query/index.sql.ts'
import { fieldNamed, hasReportCurrency, operandNamed } from '../query/index.ts'
import { raw, type Sql, sql } from '../sql/index.ts'
import type { AxisOnDemand } from './cube/axes.ts'
import { type CubeQuestion, cubeCells, unkeptAxes, unkeptSums } from './cube/question.ts'
import type { CellReading } from './cube/rows.ts'
import { type Fold, foldIn } from './folded.ts'
import { measured } from './measured.sql.ts'
import { isByList } from './measures.ts'
import { isByClosing, questionFilter } from './question.ts'
import { stagesSql } from './stages.sql.ts'
import type { TimeFrame } from './time-frame.ts'
import { type Weight, weightSql } from './weight.sql.ts'

/** What a chart asks of one project. */
export type Question = Pick<Chart, 'measure' | 'filter' | 'time' | 'split' | 'then'>

/** Where rows come from: a statement answers them, or they are made of cells of the cube. */
export type Source = Sql | CellReading

/**
 * What answers one project's part of a chart. `cells` are by both splits. Where a record may be in several groups of a split, cells can't be
 * added up without counting it twice: `points` are by the first split alone, `totals` by none.
 */
export interface ChartSql {
  cells: Source
  points: Source | null
  totals: Source | null
  /** what values are to be divided by */
  divisor: number
  unkept: Unkept
}

/** Fields of a chart that the cube would answer for, if it kept their sums, or were kept by their values. */
export interface Unkept {
  sums: readonly Field[]
  axes: readonly AxisOnDemand[]
}

/**
 * `value` is for money an integer of minor units, and a plain number for everything else, both times the weight; an average is
 * answered as its sum, a median as a row for each value, so that projects can be put together. Common questions are answered
 * by the cube, every other one scans the project's records. With a rate table a sum's currency has the day of its rate behind it
 * (query/operands/report-currency.ts).
 */
export function compileChart(question: Question, scope: SqlScope, frame: TimeFrame): ChartSql {
  checkTime(question, scope)
  const filter = questionFilter(question, frame)
  const { op } = question.measure
  if (isByList(op))
    return {
      cells: stagesSql(question, question.filter, scope, frame),
      points: null,
      totals: null,
      divisor: 1,
      unkept: { sums: [], axes: [] },
    }
  const measure = measured(question.measure, scope)
  // A point has a height: the earliest day is none.
  if (measure && question.measure.op !== 'count' && measure.kind !== 'number' && measure.kind !== 'money')
    throw invalid('measure.field', 'badMeasure', { name: question.measure.field ?? '' })
  const weight = weightSql(question.measure.weight, scope)
  const groups = groupsOf(question, scope)
  const cubeSource = (part: Question): Source | null =>
    // Without the split the cube would count what was never closed too.
    isByClosing(part) === isByClosing(question) ? cubed(part, scope, frame, measure) : null
  const scan = (part: Question): Sql => scanned({ ...part, filter }, scope, measure, weight)
  const ask = (part: Question): Source => cubeSource(part) ?? scan(part)
  const { split: _, then, ...rest } = question
  const cells = cubeSource(question)
  return {
    cells: cells ?? scan(question),
    points: groups.second?.overlapping ? ask(without(question)) : null,
    totals: groups.first?.overlapping ? ask(rest) : null,
    divisor: weight?.divisor ?? 1,
    unkept: unkeptBy(cells ? null : cubeQuestion(question, scope, frame, measure), scope),
  }
}

function checkTime({ time }: Question, scope: SqlScope): void {
  if (!time) return
  onlyAtPath('time.by', () => {
    const { kind, name } = operandNamed(scope, time.by)
    if (kind !== 'date' && kind !== 'instant') throw invalid('', 'notMoment', { name })
  })
}

const without = ({ then: _, ...question }: Question): Question => question

interface Groups {
  first: GroupSql | null
  second: GroupSql | null
}

function groupsOf({ split, then }: Question, scope: SqlScope): Groups {
  // Each joins its own rows under its own name.
  return {
    first: split ? groupSqlAt('split.by', scope, split.by, split.every ?? 'month') : null,
    second: then ? groupSqlAt('then.by', scope, then.by, then.every ?? 'month', 'n') : null,
  }
}

const unkeptBy = (cubeQuery: CubeQuestion | null, scope: SqlScope): Unkept => ({
  sums: cubeQuery ? unkeptSums(cubeQuery, scope) : [],
  axes: cubeQuery ? unkeptAxes(cubeQuery, scope) : [],
})

/** The cube knows counts, and sums of money; with a list it can be asked by something else too. */
function cubeQuestion(
  { measure, split, then, time, filter }: Question,
  scope: SqlScope,
  frame: TimeFrame,
  of: MeasureSql | null,
): CubeQuestion | null {
  const field = of && fieldNamed(scope, of.id)
  if (of && !(measure.op === 'sum' && field && typeOf(field.type)?.kind === 'money')) return null
  if (!of && measure.op !== 'count') return null
  const splits = [split, then].filter((one) => one !== undefined)
  const others = splits.filter(({ by }) => by !== 'list')
  const [other] = others
  if (others.length > 1 || splits.length - others.length > 1) return null
  const by = other ?? splits[0]
  return {
    filter,
    time: time && { by: time.by },
    split: by && { by: by.by, every: by.every ?? 'month' },
    byList: splits.length > others.length,
    frame,
    weight: measure.weight,
    sums: field ? [field] : [],
  }
}

function cubed(question: Question, scope: SqlScope, frame: TimeFrame, of: MeasureSql | null): CellReading | null {
  const cubeQuery = cubeQuestion(question, scope, frame, of)
  const cells = cubeQuery && cubeCells(cubeQuery, scope)
  if (!cells) return null
  const { split, then } = question
  const keyOf = (one: Question['split']): CellReading['key'] =>
    !one ? () => '' : one.by === 'list' ? ({ list }) => list : cells.groupOf
  return {
    parts: cells.parts,
    field: cubeQuery.sums[0] ?? null,
    key: keyOf(split),
    key2: keyOf(then),
    weight: cellWeight(cubeQuery.weight, scope),
  }
}

/** As weightSql, of a cell: the probability of its list, or the value that its axis goes by. */
function cellWeight(weight: CubeQuestion['weight'], { project }: SqlScope): CellReading['weight'] {
  if (!weight) return () => 1
  if (weight !== 'probability') return ({ key }) => (key === '' ? null : Number(key))
  const probabilities = new Map(project.lists.map(({ id, probability }) => [id, probability]))
  return ({ list }) => probabilities.get(list) ?? 0
}

function scanned(question: Question, scope: SqlScope, of: MeasureSql | null, weight: Weight | null): Sql {
  const { measure, filter } = question
  const groups = groupsOf(question, scope)
  const amount = of?.value ?? raw('1')
  const value = weight ? sql`${amount} * ${weight.value}` : amount
  const plain = of?.currency ?? raw("''")
  const rated = of?.kind === 'money' && hasReportCurrency(scope) && (measure.op === 'sum' || measure.op === 'average')
  const currency = rated ? ratedSql(scope, plain, raw('r.closed_at')) : plain
  const keys = ({ first, second }: Groups) =>
    sql`${first?.key ?? raw("''")} AS key, ${first?.label ?? raw('NULL')} AS label,
      ${second?.key ?? raw("''")} AS key2, ${second?.label ?? raw('NULL')} AS label2`
  const rows = sql`SELECT ${keys(groups)}, ${value} AS v, ${currency} AS c
    FROM records r ${groups.first?.from ?? raw('')} ${groups.second?.from ?? raw('')} WHERE ${whereOf(scope, filter)}`
  const counted = measure.op === 'count' && !weight
  const fold = counted ? raw('count(*)') : raw(FOLDS[foldIn(measure)])
  return sql`WITH m AS MATERIALIZED (${rows})
    SELECT key, min(label) AS label, key2, min(label2) AS label2, coalesce(c, '') AS currency, count(*) AS n, ${fold} AS value FROM m
    ${of || weight ? raw('WHERE v IS NOT NULL') : raw('')} GROUP BY 1, 3, 5${raw(foldIn(measure) === 'median' ? ', v' : '')}`
}

const FOLDS: Record<Fold, string> = {
  count: 'sum(v)',
  sum: 'sum(v)',
  average: 'sum(v)',
  median: 'v',
  min: 'min(v)',
  max: 'max(v)',
}
