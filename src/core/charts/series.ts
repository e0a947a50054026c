import type { ChartData, ChartPoint } from '../api/answers.ts'
import type { Chart } from '../api/chart.ts'
import { decimalFrom } from '../fields/index.ts'
import { byCurrency, type Color, type Json } from '../model/index.ts'
import { type Group, type GroupKey, groupNamed } from '../query/group.ts'
import {
  type Filter,
  type Fraction,
  over,
  type Period,
  periodName,
  plus,
  ratedFrom,
  ratesOf,
  rounded,
  type Scope,
  toReportCurrency,
} from '../query/index.ts'
import { byCodePoint } from '../text/fold.ts'
import { identityOf } from '../text/identity.ts'
import { addUnits } from '../time/day.ts'

/** What one project answered: rows of compileChart. */
export interface Part {
  scope: Scope
  rows: readonly { key: GroupKey | null; label: string | null; currency: string; n: number; value: number | null }[]
}

/** The rows of all projects as one series: same-named lists and tags are one (M43), months without records are there. */
export function seriesOf(chart: Chart, parts: readonly Part[]): ChartData {
  const points = new Map<string, ChartPoint & Folded & { order: number }>()
  const totals = new Map<string, Folded>()
  const { split } = chart
  for (const { scope, rows } of parts) {
    const group = split ? groupNamed(scope, split.by, split.every ?? 'month') : null
    for (const row of rows) {
      const label = labelOf(group, row.key, row.label)
      const { currency, exact, value } = priced(chart, scope, row)
      const cellKey = `${label.key} ${currency}`
      const point = points.get(cellKey)
      const open = { project: String(scope.project.id), filter: openFilter(chart, group, row.key, row.label) as Json }
      if (point) {
        point.sum = combine(chart, point, { sum: value, n: row.n })
        point.exact = exact && point.exact && plus(point.exact, exact)
        point.n += row.n
        point.open.push(open)
      } else
        points.set(cellKey, {
          ...label,
          value: '',
          currency: currency || null,
          parts: [],
          open: [open],
          sum: value,
          exact,
          n: row.n,
        })
      const total = totals.get(currency)
      totals.set(currency, {
        exact: total ? exact && total.exact && plus(total.exact, exact) : exact,
        sum: total ? combine(chart, total, { sum: value, n: row.n }) : value,
        n: (total?.n ?? 0) + row.n,
      })
    }
  }
  const inOrder = byCurrency(parts[0]?.scope.catalog.workspace.currency ?? '')
  const sorted = [...points.values()].sort(
    (a, b) => a.order - b.order || byCodePoint(a.key, b.key) || inOrder(a.currency ?? '', b.currency ?? ''),
  )
  const ordered = chart.kind === 'pie' ? sorted.sort((a, b) => b.sum - a.sum) : sorted
  const first = parts[0] && split ? groupNamed(parts[0].scope, split.by, split.every ?? 'month') : null
  const overlapping = first?.overlapping ?? false
  const every = first?.every ?? null
  return {
    totals: overlapping
      ? []
      : [...totals]
          .sort(([a], [b]) => inOrder(a, b))
          .map(([currency, folded]) => ({
            value: formatTotal(chart, folded, currency),
            currency: currency || null,
          })),
    points: filled(
      every,
      ordered.map(({ sum, n, exact, order: _, ...point }) => ({
        ...point,
        value: formatTotal(chart, { sum, n, exact }, point.currency ?? ''),
      })),
    ).map((point) => ({
      ...point,
      key: every ? periodName(point.key, every) : point.key,
      label: every ? periodName(point.label, every) : point.label,
    })),
    previous: null,
    ...(overlapping && { overlapping: true }),
  }
}

interface Folded {
  sum: number
  n: number
  /** in the report currency, where there is a rate table: minor units, times n for an average */
  exact: Fraction | null
}

/** With a rate table amounts are told in the report currency; what it has no rate for stays as it is. */
function priced(chart: Chart, scope: Scope, row: Part['rows'][number]) {
  const { currency, n } = row
  const value = row.value ?? 0
  if (!currency.includes('@')) return { currency, value, exact: null }
  const rates = ratesOf(scope.catalog.workspace)
  const rated = ratedFrom(currency)
  const exact = toReportCurrency(rates, value, rated.currency, rated.day)
  if (exact) return { currency: rates.report!, value, exact }
  return { currency: rated.currency, value: chart.measure.op === 'average' ? value / n : value, exact: null }
}

/** What a point or a total is worth, in words of digits. */
function formatTotal(chart: Chart, { sum, n, exact }: Folded, currency: string): string {
  if (!exact) return show(chart, sum, currency)
  return decimalFrom(
    rounded(over(exact, (chart.measure.weight ? 100 : 1) * (chart.measure.op === 'average' ? n : 1))),
    currency,
  )
}

/** Two groups as one: sums add, averages weigh by how many they are of. */
function combine({ measure: { op } }: Chart, a: Pick<Folded, 'sum' | 'n'>, b: Pick<Folded, 'sum' | 'n'>): number {
  if (op === 'min') return Math.min(a.sum, b.sum)
  if (op === 'max') return Math.max(a.sum, b.sum)
  return op === 'average' ? (a.sum * a.n + b.sum * b.n) / (a.n + b.n) : a.sum + b.sum
}

/** Weighted values carry percent: divided once, at the end, half away from zero. */
export function show({ measure }: Chart, sum: number, currency: string): string {
  const value = measure.weight ? sum / 100 : sum
  // Minor units are whole; of plain numbers 15 digits are meant.
  if (currency) return decimalFrom(Math.sign(value) * Math.round(Math.abs(value)), currency)
  return String(Number(value.toPrecision(15)))
}

function labelOf(
  group: Group | null,
  key: GroupKey | null,
  label: string | null,
): { key: string; label: string; color: Color | null; order: number } {
  if (key === null) return { key: '', label: '', color: null, order: 1e15 }
  if (!group) return { key: String(key), label: String(key), color: null, order: 0 }
  const groupLabel = group.describe(key, label)
  if (group.every) return { ...groupLabel, key: String(key), label: String(key) }
  // Same-named lists, tags and options of several projects are one.
  return { ...groupLabel, key: group.named ? identityOf(groupLabel.label) : String(key) }
}

/** The records behind a point: the chart's own filter and what the point stands for. */
function openFilter(chart: Chart, group: Group | null, key: GroupKey | null, label: string | null): Filter {
  const filters: Filter[] = chart.filter ? [chart.filter] : []
  if (!group || !chart.split) return { and: filters }
  if (key === null) return { and: [...filters, { field: chart.split.by, op: 'empty' }] }
  return { and: [...filters, group.filter(key, label)] }
}

/** At most this many empty periods are put in: a stray date of 1970 makes no thousand bars. */
const LONGEST = 240

function filled(every: Period | null, points: ChartPoint[]): ChartPoint[] {
  const days = points.filter(({ key }) => key !== '')
  if (!every || days.length < 2) return points
  const currencies = [...new Set(points.map((point) => point.currency))]
  const have = new Map(points.map((point) => [`${point.key} ${point.currency}`, point]))
  const out: ChartPoint[] = []
  const last = days.at(-1)!.key
  let n = 0
  for (let key = days[0]!.key; key <= last; key = addUnits(key, 1, every)) {
    if (++n > LONGEST) return points
    for (const currency of currencies)
      out.push(
        have.get(`${key} ${currency}`) ?? {
          key,
          label: key,
          color: null,
          value: currency ? decimalFrom(0, currency) : '0',
          currency,
          parts: [],
          open: [],
        },
      )
  }
  return [...out, ...points.filter(({ key }) => key === '')]
}
