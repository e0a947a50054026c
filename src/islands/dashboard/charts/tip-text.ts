import { number } from '../../../client/format.ts'
import type { ChartPoint } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/words.ts'
import type { Series } from './parts.ts'
import { fullAmount, numberOf, share } from './points.ts'
import type { TipText } from './tip.tsx'

/** Parts beyond are in the legend and in the table. */
const PARTS = 8

/** A point in full: its value, its parts, what share of the whole it is, what it was in the period before. */
export function tipText(
  point: ChartPoint,
  { series = [], index = 0, whole }: { series?: readonly Series[]; index?: number; whole: number | null },
): TipText {
  const { currency } = point
  const parts = series.filter(({ values }) => (values[index] ?? 0) !== 0).slice(0, PARTS)
  const shareOfWhole = whole === null ? undefined : share(numberOf(point.value), whole)
  return {
    title: point.label,
    rows: [
      ...parts.map(({ label, color, values }) => ({
        color,
        label,
        value: fullAmount(String(Number(values[index]!.toFixed(3))), currency),
      })),
      { label: say('value'), value: fullAmount(point.value, currency), strong: true },
      ...(shareOfWhole ? [{ label: say('share'), value: shareOfWhole }] : []),
      ...(point.goal ? [{ label: say('goal'), value: fullAmount(point.goal, currency) }] : []),
      ...(point.previous !== undefined ? [{ label: say('before'), value: fullAmount(point.previous, currency) }] : []),
      ...(point.cameTrue !== undefined
        ? [{ label: say('cameTrue'), value: fullAmount(point.cameTrue, currency) }]
        : []),
      ...(point.of !== undefined ? [{ label: say('explainRecordsHead'), value: number(point.of) }] : []),
    ],
  }
}
