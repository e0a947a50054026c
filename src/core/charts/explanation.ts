import type { ChartData, Explanation } from '../api/answers.ts'
import type { Chart } from '../api/dashboards/chart.ts'
import { typeOf } from '../fields/index.ts'
import { tidy } from '../formula/index.ts'
import type { Field, Json } from '../model/index.ts'
import { type Filter, fieldNamed, type Scope } from '../query/index.ts'
import { axisKind } from './cube/axes.ts'
import { isFieldless } from './measures.ts'
import { isByClosing } from './question.ts'

/*
 * Every number explains itself: of which records it is made, with what weights and rates, and what is left out of it. The explanation
 * is itself asked of charts, over the records that the number opens: so it can't say anything else than the chart does.
 */

type Open = ChartData['open'][number]
type LeftOut = Pick<Explanation['leftOut'][number], 'why' | 'field'> & { filter: Filter }

/** The charts that explain what one project gives to a number. */
export interface ExplanationPlan {
  open: Open
  by: Explanation['by']
  /** by line: what it comes to, and how many records there are */
  values: Chart
  records: Chart
  /** the same before weighting */
  amounts: Chart | null
  leftOut: { what: LeftOut; open: Open; records: Chart }[]
  /** what a line's key counts for */
  weightOf(key: string): string | null
}

/** `timeless`: the chart's records if it had no time, where the number is that of all its points. */
export function explanationPlan(chart: Chart, open: Open, scope: Scope, timeless: Filter | null): ExplanationPlan {
  const { measure, time } = chart
  const { weight } = measure
  const field = typeof weight === 'object' ? fieldNamed(scope, weight.field) : null
  const stars = field && axisKind(field) === 'numbers' ? field : null
  const by = stars && typeof weight === 'object' ? weight.field : 'list'
  const filter = open.filter as unknown as Filter
  const about = (of: Chart['measure'], which: Filter): Chart => ({
    name: chart.name,
    kind: 'table',
    projects: [open.project],
    measure: of,
    filter: which,
  })
  const leftOut: LeftOut[] = []
  if (measure.field !== undefined && !isFieldless(measure.op))
    leftOut.push({ why: 'noValue', field: measure.field, filter: { and: [filter, empty(measure.field)] } })
  if (typeof weight === 'object') {
    const valued = measure.field === undefined ? [] : [{ not: empty(measure.field) }]
    leftOut.push({ why: 'noWeight', field: weight.field, filter: { and: [filter, ...valued, empty(weight.field)] } })
  }
  const dated = time?.by ?? (isByClosing(chart) ? 'closedAt' : null)
  if (dated !== null && timeless && measure.op !== 'velocity')
    leftOut.push({ why: 'noTime', field: dated, filter: { and: [timeless, empty(dated)] } })
  const { weight: _, ...unweighted } = measure
  return {
    open,
    by: stars ? 'weight' : 'list',
    values: { ...about(measure, filter), split: { by } },
    records: { ...about({ op: 'count' }, filter), split: { by } },
    amounts: weight && measure.field !== undefined ? { ...about(unweighted, filter), split: { by } } : null,
    leftOut: leftOut.map((what) => ({
      what,
      open: { project: open.project, filter: what.filter as unknown as Json } as Open,
      records: about({ op: 'count' }, what.filter),
    })),
    weightOf: (key) => (stars ? shareOf(stars, key) : weight === 'probability' ? probabilityOf(scope, key) : null),
  }
}

const empty = (field: string): Filter => ({ field, op: 'empty' })

/** Three of five stars are 60 percent. */
const shareOf = ({ type, config }: Field, key: string): string | null =>
  key === '' ? null : String(tidy((Number(key) / typeOf(type)!.whole!(config as never)) * 100))

const probabilityOf = ({ project }: Scope, key: string): string | null => {
  const list = project.lists.find(({ id }) => String(id) === key)
  return list ? String(list.probability) : null
}

/** What the charts of a plan have answered. */
export interface PlanAnswers {
  values: ChartData
  records: ChartData
  amounts: ChartData | null
}

/** A line for each list, or each weight, that has records. */
export function explanationLines(
  plan: ExplanationPlan,
  { values, records, amounts }: PlanAnswers,
): Explanation['lines'] {
  const of = (data: ChartData, key: string) =>
    data.points.filter((point) => point.key === key).map(({ value, currency }) => ({ value, currency }))
  return records.points.map(({ key, label, color, value, open }) => ({
    project: plan.open.project,
    key,
    label,
    color,
    records: Number(value),
    weight: plan.weightOf(key),
    ...(amounts && { amounts: of(amounts, key) }),
    values: of(values, key),
    open,
  }))
}

export const countIn = ({ totals }: ChartData): number => Number(totals[0]?.value ?? 0)
