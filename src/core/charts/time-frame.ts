import type { Chart } from '../api/dashboards/chart.ts'
import { invalid } from '../errors/index.ts'
import { addUnits, daysBetween, endOf, isDay, startOf } from '../time/day.ts'

/** Days from the first to the last, both counted; null is open on that side. */
export interface TimeFrame {
  from: string | null
  to: string | null
}

export const isWhole = ({ from, to }: TimeFrame): boolean => from === null && to === null

/** The days a chart's time means today. */
export function timeFrameOf(time: Chart['time'], today: string): TimeFrame {
  if (!time) return { from: null, to: null }
  for (const side of ['from', 'to'] as const)
    if (time[side] !== undefined && !isDay(time[side]))
      throw invalid(`time.${side}`, 'notDate', { name: side, value: time[side] })
  if (!time.relative) return { from: time.from ?? null, to: time.to ?? null }
  if ('this' in time.relative) {
    const unit = time.relative.this
    const from = startOf(today, unit)
    return { from, to: endOf(from, unit) }
  }
  return { from: addUnits(addUnits(today, -time.relative.last, time.relative.unit), 1, 'day'), to: today }
}

/** The frame of the same length just before; null where the frame is open. */
export function previousTimeFrame(time: Chart['time'], today: string): TimeFrame | null {
  const { from, to } = timeFrameOf(time, today)
  if (!time || from === null || to === null) return null
  const end = addUnits(from, -1, 'day')
  if (time.relative && 'this' in time.relative) return { from: addUnits(from, -1, time.relative.this), to: end }
  const days = daysBetween(from, to)
  return { from: addUnits(end, -days, 'day'), to: end }
}
