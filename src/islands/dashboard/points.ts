import { fallbackMonth, supportsDates } from '../../client/fallback-dates.ts'
import { day as dayText, money, moneyShort, number } from '../../client/format.ts'
import type { ChartAnswer, ChartData, ChartPoint } from '../../core/api/answers.ts'
import { localeOf, t } from '../../i18n/index.ts'

export type ChartAnswered = ChartData | { error: { code: string; what: string } }

/** Where a point's records are: the project's table under the point's own filter. */
export function recordsOf({ open }: ChartPoint): string | undefined {
  const first = open[0]
  return first && `/p/${first.project}/table?filter=${encodeURIComponent(JSON.stringify(first.filter))}`
}

/** The currencies of a chart in the order of its totals; [null] where it counts. Values of two are never added or drawn on one axis. */
export function currenciesOf({ totals, points }: ChartData): (string | null)[] {
  const used = new Set(points.map(({ currency }) => currency))
  return [...new Set([...totals.map(({ currency }) => currency), ...used])].filter((currency) => used.has(currency))
}

export const fullAmount = (value: string, currency: string | null) =>
  currency ? money(value, currency) : number(value)
export const short = (value: number, currency: string | null) => moneyShort(String(value), currency)

/** The points with localised labels: a period's key is its first day; other points have a name. */
export function labelled(points: ChartPoint[], { split }: ChartAnswer): ChartPoint[] {
  const interval = (split as { every?: string } | undefined)?.every ?? 'month'
  return points.map((point) => ({ ...point, label: labelOf(point, interval) }))
}

const FORMATS: Record<string, Intl.DateTimeFormatOptions> = {
  year: { year: 'numeric' },
  quarter: { month: 'short', year: 'numeric' },
  month: { month: 'short', year: 'numeric' },
}

function labelOf({ key, label }: ChartPoint, interval: string): string {
  const day = /^\d{4}-\d\d(-\d\d)?$/.test(key) ? key.padEnd(10, '-01') : null
  if (!day) return label || t('dash.none')
  const format = FORMATS[interval]
  if (!format) return dayText(day)
  const date = new Date(`${day}T00:00:00Z`)
  if (!supportsDates()) return interval === 'year' ? String(date.getUTCFullYear()) : fallbackMonth(date)
  return new Intl.DateTimeFormat(localeOf(), { ...format, timeZone: 'UTC' }).format(date)
}

export const isEmpty = ({ points, totals }: ChartData): boolean =>
  points.every(({ value }) => Number(value) === 0) && totals.every(({ value }) => Number(value) === 0)

/** No record has a value to split by: the pie would be a single grey ring. */
export const isUnsorted = ({ kind }: ChartAnswer, points: ChartPoint[]): boolean =>
  kind === 'pie' && points.every(({ key }) => key === '')

/** Why there is nothing to see, by what the chart asks for. */
export function whyEmpty(chart: ChartAnswer): string {
  const time = chart.time as { by?: string } | undefined
  if (time?.by === 'closedAt') return t('dash.emptyClosed')
  if (time?.by === 'createdAt') return t('dash.emptyCreated')
  return t('dash.emptyAny')
}
