import type uPlot from 'uplot'
import type { ChartPoint } from '../../core/api/answers.ts'

const LETTER = 7
/** what the value axis takes of the width, about */
const BESIDE = 60

/**
 * As many labels as there is room for; one that would be cut by the edge is left out. Times can be told from their neighbours,
 * but names all have to stand there, so names are cut.
 */
export function thin(self: uPlot, splits: number[], points: ChartPoint[]): (string | null)[] {
  const width = Math.max(1, self.width - BESIDE)
  const room = width / Math.max(1, points.length)
  const wide = ({ label }: ChartPoint) => [...label].length * LETTER + 12
  const times = points.every(({ key }) => /^\d{4}-/.test(key))
  const each = times || room < 34 ? Math.max(1, Math.ceil(Math.min(110, Math.max(...points.map(wide))) / room)) : 1
  const most = times ? 20 : Math.max(4, Math.floor((room * each - 8) / LETTER))
  return splits.map((i) => {
    const label = cut(points[i]!.label, most)
    const fits = (points.length - i - 0.5) * room >= ([...label].length * LETTER) / 2 - 8
    return i % each === 0 && fits ? label : null
  })
}

const cut = (label: string, most: number) =>
  [...label].length > most ? `${[...label].slice(0, most - 1).join('')}…` : label

/** Round numbers that people count in, always with zero among them. */
function stepOf(span: number): number {
  const rough = span / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  return ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough) ?? 10) * power
}

export function niceRange(min: number | null, max: number | null): [number, number] {
  const low = Math.min(0, min ?? 0)
  const high = Math.max(0, max ?? 0)
  const step = stepOf(high - low || 1)
  return [Math.floor(low / step) * step, Math.ceil(high / step) * step || step]
}

export function ticks(min: number, max: number): number[] {
  const step = stepOf(max - min || 1)
  return Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) => min + i * step)
}
