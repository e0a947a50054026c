import { decimalFrom, type OptionsConfig } from '../fields/index.ts'
import type { ChartData, ChartPoint, Color, Json } from '../model/index.ts'
import { type Filter, fieldNamed, type Scope } from '../query/index.ts'
import { fold } from '../text/fold.ts'
import { addUnits } from '../time/day.ts'
import { splitSql } from './compile.ts'
import type { Chart } from './definition.ts'

/** What one project answered: rows of compileChart. */
export interface Part {
  scope: Scope
  rows: readonly { key: string | number | null; currency: string; n: number; value: number | null }[]
}

/** The rows of all projects as one series: same-named lists and tags are one (M43), months without records are there. */
export function seriesOf(chart: Chart, parts: readonly Part[]): ChartData {
  const points = new Map<string, ChartPoint & { sum: number; n: number; order: number }>()
  const totals = new Map<string, { sum: number; n: number }>()
  for (const { scope, rows } of parts)
    for (const row of rows) {
      const label = labelOf(chart, scope, row.key)
      const at = `${label.key} ${row.currency}`
      const value = row.value ?? 0
      const point = points.get(at)
      const open = { project: String(scope.project.id), filter: openFilter(chart, row.key) as Json }
      if (point) {
        point.sum = combine(chart, point, { sum: value, n: row.n })
        point.n += row.n
        point.open.push(open)
      } else
        points.set(at, {
          ...label,
          value: '',
          currency: row.currency || null,
          parts: [],
          open: [open],
          sum: value,
          n: row.n,
        })
      const total = totals.get(row.currency)
      totals.set(row.currency, {
        sum: total ? combine(chart, total, { sum: value, n: row.n }) : value,
        n: (total?.n ?? 0) + row.n,
      })
    }
  const sorted = [...points.values()].sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  const ordered = chart.kind === 'pie' ? sorted.sort((a, b) => b.sum - a.sum) : sorted
  const overlapping = parts[0] ? splitSql(chart.split, parts[0].scope).overlapping : false
  return {
    totals: overlapping
      ? []
      : [...totals].map(([currency, { sum }]) => ({ value: show(chart, sum, currency), currency: currency || null })),
    points: filled(
      chart,
      ordered.map(({ sum, n: _, order: __, ...point }) => ({
        ...point,
        value: show(chart, sum, point.currency ?? ''),
      })),
    ).map((point) => ({
      ...point,
      key: period(chart, point.key),
      label: period(chart, point.label),
    })),
    previous: null,
    ...(overlapping && { overlapping: true }),
  }
}

interface Folded {
  sum: number
  n: number
}

/** Two groups as one: sums add, averages weigh by how many they are of. */
function combine({ measure: { op } }: Chart, a: Folded, b: Folded): number {
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
  chart: Chart,
  scope: Scope,
  key: string | number | null,
): { key: string; label: string; color: Color | null; order: number } {
  const { split } = chart
  if (key === null) return { key: '', label: '', color: null, order: 1e9 }
  const named = (things: readonly { id: number; name: string; color?: Color }[]) => {
    const i = things.findIndex((one) => one.id === key)
    const thing = things[i]
    return {
      key: fold(thing?.name ?? String(key)),
      label: thing?.name ?? String(key),
      color: thing?.color ?? null,
      order: i,
    }
  }
  if (split?.by === 'list') return named(scope.project.lists)
  if (split?.by === 'tags') return named(scope.project.tags)
  if (split?.by === 'assignees' || split?.by === 'createdBy') return named(scope.catalog.people)
  const field = split ? fieldNamed(scope, split.by) : null
  if (field?.type === 'select') {
    const { options } = field.config as unknown as OptionsConfig
    const i = options.findIndex((option) => option.id === key)
    const option = options[i]
    return {
      key: fold(option?.name ?? String(key)),
      label: option?.name ?? String(key),
      color: option?.color ?? null,
      order: i,
    }
  }
  return { key: String(key), label: String(key), color: null, order: 0 }
}

/** The records behind a point: the chart's own filter and what the point stands for. */
function openFilter(chart: Chart, key: string | number | null): Filter {
  const own: Filter[] = chart.filter ? [chart.filter] : []
  const { split } = chart
  if (!split) return { and: own }
  if (key === null) return { and: [...own, { field: split.by, op: 'empty' }] }
  if (split.by === 'createdAt' || split.by === 'closedAt') {
    const first = String(key)
    const last = addUnits(addUnits(first, 1, split.every ?? 'month'), -1, 'day')
    return { and: [...own, { field: split.by, op: 'within', value: [first, last] }] }
  }
  const op = split.by === 'tags' || split.by === 'assignees' ? 'has' : 'eq'
  return { and: [...own, { field: split.by, op, value: String(key) }] }
}

/** A month is known as `2017-03`, a year as `2017`; weeks and quarters by their first day. */
function period({ split }: Chart, key: string): string {
  if (split?.by !== 'createdAt' && split?.by !== 'closedAt') return key
  const every = split.every ?? 'month'
  return every === 'month' ? key.slice(0, 7) : every === 'year' ? key.slice(0, 4) : key
}

/** At most this many empty periods are put in: a stray date of 1970 makes no thousand bars. */
const LONGEST = 240

function filled(chart: Chart, points: ChartPoint[]): ChartPoint[] {
  const { split } = chart
  if (!split || (split.by !== 'createdAt' && split.by !== 'closedAt') || points.length < 2) return points
  const every = split.every ?? 'month'
  const currencies = [...new Set(points.map((point) => point.currency))]
  const have = new Map(points.map((point) => [`${point.key} ${point.currency}`, point]))
  const out: ChartPoint[] = []
  const last = points.at(-1)!.key
  let n = 0
  for (let key = points[0]!.key; key <= last; key = addUnits(key, 1, every)) {
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
  return out
}
