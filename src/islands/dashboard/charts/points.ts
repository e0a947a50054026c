import { money, moneyShort, number, percent } from '../../../client/format.ts'
import type { ChartAnswer, ChartData, ChartPoint } from '../../../core/api/answers.ts'
import { isAdditive as isAdditiveOp } from '../../../core/charts/measures.ts'
import type { ListKind } from '../../../core/model/entities.ts'
import { say } from '../../../i18n/dashboard/words.ts'
import { t } from '../../../i18n/index.ts'
import { isPeriod, type Period, periodText } from './periods.ts'

export type ChartAnswered = ChartData | { error: { code: string; what: string; name?: string } }
export type Open = ChartPoint['open']
/** A group of the second split. */
export type Group = ChartData['groups'][number]

/** The currencies of a chart in the order of its totals; [null] where it counts. Values of two are never added or drawn on one axis. */
export function currenciesOf({ totals, points }: ChartData): (string | null)[] {
  const used = new Set(points.map(({ currency }) => currency))
  return [...new Set([...totals.map(({ currency }) => currency), ...used])].filter((currency) => used.has(currency))
}

/** To the last cent. Nothing to work it out of is a dash. */
export const fullAmount = (value: string | null, currency: string | null) =>
  value === null ? '–' : currency ? money(value, currency) : number(value)

/** Above this nobody reads cents, nor decimals. */
const ROUGH = 10_000

/** As it stands beside others: what is large without its cents, what isn't money to two decimals. */
export function amount(value: string | null, currency: string | null): string {
  if (value === null) return '–'
  if (Math.abs(Number(value)) >= ROUGH) return fullAmount(String(Math.round(Number(value))), currency)
  return currency ? money(value, currency) : number(Number(Number(value).toFixed(2)))
}

export const short = (value: number, currency: string | null) => moneyShort(String(value), currency)

/** A part of a whole, in percent to one decimal. */
export const share = (value: number, total: number): string | undefined =>
  total > 0 ? percent(Math.round((value / total) * 1000) / 10) : undefined

export const numberOf = (value: string | null): number => (value === null ? 0 : Number(value))

/** A sum of decimals through floats, without the dust of floats. */
export const decimal = (value: number): string => String(Number(value.toFixed(3)))

/** Whether values of several points together mean something. */
export const isAdditive = ({ measure }: ChartAnswer): boolean => !measure || isAdditiveOp(measure.op)

/** Points, or groups of the second split, with localised labels: a period's key is its first day; others have a name. */
export const labelled = <T extends { key: string; label: string }>(
  of: readonly T[],
  split: ChartAnswer['split'],
): T[] => of.map((one) => ({ ...one, label: labelOf(one, split) }))

export const everyOf = (split: ChartAnswer['split']): Period => split?.every ?? 'month'

function labelOf({ key, label }: { key: string; label: string }, split: ChartAnswer['split']): string {
  const every = everyOf(split)
  if (split?.by === 'listKind' && label) return t(`kind.${label as ListKind}`)
  if (isPeriod(key, every)) return periodText(key, every)
  if (label === 'true' || label === 'false') return t(label === 'true' ? 'yes' : 'no')
  return label || say('none')
}

/** Periods follow each other; nothing else does. */
export function isTimed(points: readonly ChartPoint[], { split }: ChartAnswer): boolean {
  const every = everyOf(split)
  return points.some(({ key }) => isPeriod(key, every)) && points.every(({ key }) => key === '' || isPeriod(key, every))
}

export const isEmpty = ({ points, totals }: ChartData): boolean =>
  points.every(({ value }) => numberOf(value) === 0) && totals.every(({ value }) => numberOf(value) === 0)

/** No record has a value to split by: the pie would be a single grey ring. */
export const isUnsorted = ({ kind }: ChartAnswer, points: readonly ChartPoint[]): boolean =>
  kind === 'pie' && points.every(({ key }) => key === '')

/** Why there is nothing to see, by what the chart asks for. */
export function whyEmpty({ time }: ChartAnswer): string {
  if (time?.by === 'closedAt') return say('emptyClosed')
  if (time?.by === 'createdAt') return say('emptyCreated')
  return say('emptyAny')
}
