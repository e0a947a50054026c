import type { InferOutput } from 'valibot'
import type { ChartData, Explanation } from '../../src/core/api/answers.ts'
import type { Chart } from '../../src/core/api/dashboards/chart.ts'
import type { explanationInput } from '../../src/core/api/dashboards/explanation.ts'
import {
  countIn,
  type ExplanationPlan,
  explanationLines,
  explanationPlan,
  isByList,
  partOpen,
} from '../../src/core/charts/index.ts'
import { invalid, issue, Problem } from '../../src/core/errors/index.ts'
import type { Filter } from '../../src/core/query/index.ts'
import type { Context } from '../context/index.ts'
import type { Located } from './charts.ts'
import { narrowed } from './narrow.ts'
import { type PastDay, readPast } from './past.ts'
import { placeOf } from './plan.ts'
import { readCharts } from './read-charts.ts'

type Sent = InferOutput<typeof explanationInput>

/** What a number of a chart is made of. 422 `unreadableChart` where there is none, `unknownPoint` where that point isn't in it. */
export async function explainChart(
  context: Context,
  { dashboard, chart: { definition } }: Located,
  { filter, at, point }: Sent,
): Promise<{ explanation: Explanation }> {
  const past = at === undefined ? null : await readPast(context, at)
  const filters = [dashboard.filter as unknown as Filter | null, filter ?? null].filter((one) => one !== null)
  const { chart } = narrowed(context, definition as unknown as Chart, filters)
  const [data] = await answered(context, [chart], past)
  const number = numberOf(data!, point)
  const explanation = isByList(chart.measure.op)
    ? byList(data!, number)
    : await byRecords(context, { chart, number, isWhole: !point, data: data! }, past)
  return { explanation: { ...explanation, ...(data!.partial && { partial: true }) } }
}

async function answered(context: Context, charts: readonly Chart[], past: PastDay | null): Promise<ChartData[]> {
  const { results } = await readCharts(context, charts, { past })
  return results.map((result) => {
    if (result instanceof Problem) throw new Problem(422, [issue('', 'unreadableChart')])
    return result
  })
}

/** What is to be explained: its values, and the records that it opens. */
interface Figure {
  values: Explanation['values']
  open: ChartData['open']
}

function numberOf({ totals, open, points, groups }: ChartData, sent: Sent['point']): Figure {
  if (!sent) return { values: totals, open }
  const point = points.find(({ key, currency }) => key === sent.key && currency === sent.currency)
  if (!point) throw invalid('point.key', 'unknownPoint')
  if (sent.part === undefined) return { values: [{ value: point.value, currency: point.currency }], open: point.open }
  const part = point.parts.find(({ key }) => key === sent.part)
  if (!part) throw invalid('point.part', 'unknownPoint')
  const group = groups.find(({ key }) => key === sent.part)
  return { values: [{ value: part.value, currency: point.currency }], open: partOpen(point, group) }
}

/** What history tells of lists is explained by how many records it is told of. */
function byList({ points }: ChartData, { values }: Figure): Explanation {
  return {
    values,
    records: Math.max(0, ...points.map(({ of = 0 }) => of)),
    by: 'list',
    lines: points.map(({ key, label, color, value, currency, of = 0 }) => ({
      project: null,
      key,
      label,
      color,
      records: of,
      weight: null,
      values: [{ value, currency }],
      open: [],
    })),
    leftOut: [],
    conversions: [],
    open: [],
  }
}

interface ExplainedFigure {
  chart: Chart
  data: ChartData
  number: Figure
  /** of all its points */
  isWhole: boolean
}

async function byRecords(
  context: Context,
  { chart, data, number, isWhole }: ExplainedFigure,
  past: PastDay | null,
): Promise<Explanation> {
  const place = placeOf(context, past)
  const plans = number.open.map((open) => {
    return explanationPlan(
      chart,
      open,
      place.scope(place.project(open.project)!),
      isWhole ? (chart.filter ?? { and: [] }) : null,
    )
  })
  const charts = plans.flatMap(chartsOf)
  const answers = await answered(context, charts, past)
  const of = (wanted: Chart): ChartData => answers[charts.indexOf(wanted)]!
  return {
    values: number.values,
    records: plans.reduce((sum, { records }) => sum + countIn(of(records)), 0),
    by: plans.some(({ by }) => by === 'weight') ? 'weight' : 'list',
    lines: plans.flatMap((plan) =>
      explanationLines(plan, {
        values: of(plan.values),
        records: of(plan.records),
        amounts: plan.amounts && of(plan.amounts),
      }),
    ),
    leftOut: plans.flatMap(({ leftOut }) =>
      leftOut.flatMap(({ what: { why, field }, open, records }) => {
        const count = countIn(of(records))
        return count === 0 ? [] : [{ why, field, records: count, open: [open] }]
      }),
    ),
    conversions: isWhole ? (data.conversions ?? []) : plans.flatMap(({ values }) => of(values).conversions ?? []),
    open: number.open,
  }
}

const chartsOf = ({ values, records, amounts, leftOut }: ExplanationPlan): Chart[] => [
  values,
  records,
  ...(amounts ? [amounts] : []),
  ...leftOut.map((one) => one.records),
]
