import type { Chart } from '../api/dashboards/chart.ts'
import type { Period } from '../query/index.ts'
import { daysBetween } from '../time/day.ts'
import { isAdditive, isByList } from './measures.ts'
import { timeFrameOf } from './time-frame.ts'

/** A stat card shows how its number came about: by periods of its time, some dozens of them; without one by its lists. */
export function withBreakdown(chart: Chart, today: string): Chart {
  if (chart.kind !== 'stat' || chart.split || isByList(chart.measure.op)) return chart
  if (!chart.time) return isAdditive(chart.measure.op) ? { ...chart, split: { by: 'list' } } : chart
  const { from, to } = timeFrameOf(chart.time, today)
  const days = from === null ? Number.POSITIVE_INFINITY : daysBetween(from, to ?? today)
  const every: Period = days > 1_100 ? 'quarter' : days > 190 ? 'month' : days > 62 ? 'week' : 'day'
  return { ...chart, split: { by: chart.time.by, every } }
}

/** What history tells of a pipeline is told by list. */
export const withLists = (chart: Chart): Chart =>
  isByList(chart.measure.op) && !chart.split ? { ...chart, split: { by: 'list' } } : chart
