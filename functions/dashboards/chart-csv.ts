import type { ChartData } from '../../src/core/api/answers.ts'
import type { Chart } from '../../src/core/api/dashboards/chart.ts'
import { BYTE_ORDER_MARK, csvLine } from '../../src/core/csv/index.ts'

/** What columns are called, in the reader's language. */
export interface CsvWords {
  part: string
  value: string
  before: string
  cameTrue: string
  currency: string
  all: string
}

/** A chart's numbers as a spreadsheet reads them: a row for each point, a column for each part, plain numbers with a dot; totals last. */
export function chartCsv(
  { then }: Pick<Chart, 'then'>,
  { points, totals, previous, cameTrue }: ChartData,
  words: CsvWords,
): string {
  const parts = then
    ? [...new Map(points.flatMap(({ parts }) => parts.map(({ key, label }) => [key, label] as const)))]
    : []
  const hasCurrency = [...points, ...totals].some(({ currency }) => currency !== null)
  const hasPrevious = previous !== null
  type Beside = string | null | undefined
  const rest = (value: string | null, before: Beside, won: Beside, currency: string | null) => [
    value ?? '',
    ...(hasPrevious ? [before ?? ''] : []),
    ...(cameTrue ? [won ?? ''] : []),
    ...(hasCurrency ? [currency ?? ''] : []),
  ]
  const head = [
    words.part,
    ...parts.map(([, label]) => label),
    words.value,
    ...(hasPrevious ? [words.before] : []),
    ...(cameTrue ? [words.cameTrue] : []),
    ...(hasCurrency ? [words.currency] : []),
  ]
  const rows = points.map((point) => [
    point.label,
    ...parts.map(([key]) => point.parts.find((part) => part.key === key)?.value ?? ''),
    ...rest(point.value, point.previous, point.cameTrue, point.currency),
  ])
  const sums = totals.map(({ value, currency }) => [
    words.all,
    ...parts.map(() => ''),
    ...rest(value, ofCurrency(previous, currency), ofCurrency(cameTrue, currency), currency),
  ])
  return BYTE_ORDER_MARK + [head, ...rows, ...sums].map(csvLine).join('')
}

const ofCurrency = (totals: ChartData['previous'] | undefined, currency: string | null): string | null | undefined =>
  totals?.find((one) => one.currency === currency)?.value
