import { money, moneyShort, number } from '../../client/format.ts'
import type { ChartAnswer, ChartData, ChartPoint } from '../../core/model/answers.ts'
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
  return [...new Set([...totals.map(({ currency }) => currency), ...used])].filter((one) => used.has(one))
}

export const full = (value: string, currency: string | null) => (currency ? money(value, currency) : number(value))
export const short = (value: number, currency: string | null) => moneyShort(String(value), currency)

/** "2017-03" as a reader writes it; whatever isn't a time is a name already. */
export function labelOf({ key, label }: { key: string; label: string }): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(key) ?? []
  if (!year) return label || t('dash.none')
  const at = new Date(`${year}-${month}-${day ?? '01'}T00:00:00Z`)
  const parts: Intl.DateTimeFormatOptions = day ? { dateStyle: 'medium' } : { month: 'short', year: 'numeric' }
  return new Intl.DateTimeFormat(localeOf(), { ...parts, timeZone: 'UTC' }).format(at)
}

export const isEmpty = ({ points, totals }: ChartData): boolean =>
  points.every(({ value }) => Number(value) === 0) && totals.every(({ value }) => Number(value) === 0)

/** Why there is nothing to see, by what the chart asks for. */
export function whyEmpty(chart: ChartAnswer): string {
  const time = chart.time as { by?: string } | undefined
  if (time?.by === 'closedAt') return t('dash.emptyClosed')
  if (time?.by === 'createdAt') return t('dash.emptyCreated')
  return t('dash.emptyAny')
}
