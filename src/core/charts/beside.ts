import type { ChartData, ChartPoint } from '../api/answers.ts'
import type { Chart } from '../api/dashboards/chart.ts'
import { decimalFrom } from '../fields/index.ts'

/** The totals and points of the period before beside a chart's: periods in their order, everything else by what it is. */
export function withPrevious(chart: Chart, data: ChartData, previous: ChartData): ChartData {
  const isTimed = chart.split !== undefined && chart.split.by === chart.time?.by
  const before = isTimed ? byPlace(previous.points) : byKey(previous.points)
  const here = isTimed ? placesOf(data.points) : data.points.map(keyOf)
  const points = data.points.map((point, i) => ({ ...point, previous: before.get(here[i]!) ?? null }))
  return { ...data, points, previous: previous.totals }
}

/** What came true of a forecast beside it: `won` has the same groups, not weighted. */
export function withCameTrue(data: ChartData, won: ChartData): ChartData {
  const values = byKey(won.points)
  const nothing = (currency: string | null) => (currency ? decimalFrom(0, currency) : '0')
  return {
    ...data,
    points: data.points.map((point) => ({ ...point, cameTrue: values.get(keyOf(point)) ?? nothing(point.currency) })),
    cameTrue:
      won.totals.length > 0 ? won.totals : data.totals.map(({ currency }) => ({ value: nothing(currency), currency })),
  }
}

const keyOf = ({ key, currency }: ChartPoint): string => `${key} ${currency}`

const byKey = (points: readonly ChartPoint[]) => new Map(points.map((point) => [keyOf(point), point.value]))

const byPlace = (points: readonly ChartPoint[]) => {
  const places = placesOf(points)
  return new Map(points.map(({ value }, i) => [places[i]!, value]))
}

/** The how-manieth of its currency a point is. */
function placesOf(points: readonly ChartPoint[]): string[] {
  const counts = new Map<string | null, number>()
  return points.map(({ currency }) => {
    const place = counts.get(currency) ?? 0
    counts.set(currency, place + 1)
    return `${place} ${currency}`
  })
}
