import type uPlot from 'uplot'
import type { ChartPoint } from '../../core/api/answers.ts'

const LETTER = 7
/** approximate width of the value axis in px */
const BESIDE = 60

/**
 * As many labels as fit; one that the edge would cut off is left out. Labels of time axes may be skipped, since neighbours
 * explain them; names are all shown, truncated.
 */
export function axisLabels(plot: uPlot, splits: number[], points: ChartPoint[]): (string | null)[] {
  const width = Math.max(1, plot.width - BESIDE)
  const slot = width / Math.max(1, points.length)
  const labelWidth = ({ label }: ChartPoint) => [...label].length * LETTER + 12
  const times = points.every(({ key }) => /^\d{4}-/.test(key))
  const interval =
    times || slot < 34 ? Math.max(1, Math.ceil(Math.min(110, Math.max(...points.map(labelWidth))) / slot)) : 1
  const most = times ? 20 : Math.max(4, Math.floor((slot * interval - 8) / LETTER))
  return splits.map((i) => {
    const label = truncate(points[i]!.label, most)
    const isVisible = (points.length - i - 0.5) * slot >= ([...label].length * LETTER) / 2 - 8
    return i % interval === 0 && isVisible ? label : null
  })
}

const truncate = (label: string, most: number) =>
  [...label].length > most ? `${[...label].slice(0, most - 1).join('')}…` : label

/** Round numbers that people count in, always with zero among them. */
function stepOf(span: number): number {
  const rough = span / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  return ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
}

export function niceRange(min: number | null, max: number | null): [number, number] {
  const bottom = Math.min(0, min ?? 0)
  const top = Math.max(0, max ?? 0)
  const step = stepOf(top - bottom || 1)
  return [Math.floor(bottom / step) * step, Math.ceil(top / step) * step || step]
}

export function ticks(min: number, max: number): number[] {
  const step = stepOf(max - min || 1)
  return Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) => min + i * step)
}
