import type { Chart } from '../api/dashboards/chart.ts'
import type { Filter } from '../query/index.ts'
import { isWhole, type TimeFrame } from './time-frame.ts'

/** The records that a chart is about: by its own filter, in its time; what was never closed lies in no month of closing; and only what was won has been on its way to that. */
export function questionFilter(
  chart: Pick<Chart, 'measure' | 'filter' | 'time' | 'split' | 'then'>,
  frame: TimeFrame,
): Filter | undefined {
  const { filter, time } = chart
  const filters = [
    ...(filter ? [filter] : []),
    ...(time && !isWhole(frame) ? [within(time.by, frame)] : []),
    ...(isByClosing(chart) ? [{ field: 'closedAt', op: 'notEmpty' }] : []),
    ...(chart.measure.op === 'velocity' ? [{ field: 'listKind', op: 'eq', value: 'won' }] : []),
  ]
  return filters.length > 1 ? { and: filters } : filters[0]
}

export const isByClosing = ({ split, then }: Pick<Chart, 'split' | 'then'>): boolean =>
  split?.by === 'closedAt' || then?.by === 'closedAt'

function within(field: string, { from, to }: TimeFrame): Filter {
  if (from !== null && to !== null) return { field, op: 'within', value: [from, to] }
  return from !== null ? { field, op: 'gte', value: from } : { field, op: 'lte', value: to }
}
