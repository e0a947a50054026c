import uPlot from 'uplot'
import type { ChartPoint } from '../../../../core/api/answers.ts'
import { colorsOf, type painter } from '../colors.ts'
import { type Series, stacked } from '../parts.ts'
import { axisText, type Period } from '../periods.ts'
import { short } from '../points.ts'
import { axisLabels, niceRange, ticks } from './axis.ts'
import { type Bar, barsOf, paintBars } from './bars.ts'

export interface Picture {
  points: ChartPoint[]
  /** of the second split, those that are shown; empty without one */
  series: Series[]
  kind: 'bar' | 'line' | 'area'
  isStacked: boolean
  isTimed: boolean
  every: Period
  currency: string | null
  isCount: boolean
  paint: ReturnType<typeof painter>
  onHover: (at: { index: number; x: number; y: number } | null) => void
}

export interface Drawn {
  plot: uPlot
  /** what is there, in px from the plot's corner */
  at: (x: number, y: number) => { index: number; series?: Series } | null
}

interface Layer {
  color: string
  series?: Series
  /** from where to where, for each point */
  spans: { from: number; to: number; value: number | null }[]
}

export function drawPlot(container: HTMLDivElement, picture: Picture): Drawn {
  const { points, kind, currency, isCount, isTimed, paint } = picture
  const layers = layersOf(picture)
  const colors = colorsOfPoints(picture)
  const ink = paint.token('ink-soft')
  const line = paint.token('line')
  const paper = paint.token('paper')
  const hoverColor = paint.token('hover')
  const font = `12px ${getComputedStyle(container).fontFamily}`
  paint.done()
  const previous = kind === 'bar' ? [] : previousOf(points)
  const heights = [...layers.flatMap(({ spans }) => spans.flatMap(({ from, to }) => [from, to])), ...previous]
  const goal = points.map((point) => Number(point.goal ?? 0))
  const range = niceRange(Math.min(0, ...numbers(heights)), Math.max(0, ...numbers(heights), ...goal), isCount)
  const label = (i: number, before: number | undefined) =>
    isTimed ? axisText(points[i]!.key, points[before ?? -1]?.key, picture.every) : points[i]!.label
  // Lines begin and end in the middle of their slot, as bars stand there.
  const tops = kind === 'bar' ? [points.map((_, i) => Math.max(0, ...layers.map(({ spans }) => spans[i]!.to)))] : []
  let bars: Bar[] = []
  const plot = new uPlot(
    {
      width: Math.max(120, container.clientWidth),
      height: Math.max(80, container.clientHeight),
      padding: [8, 2, 0, 0],
      legend: { show: false },
      cursor: { x: false, y: false, points: { show: kind !== 'bar', size: 7 }, drag: { x: false, y: false } },
      scales: { x: { time: false, range: [-0.5, points.length - 0.5] }, y: { range: () => range } },
      axes: [
        {
          font,
          stroke: ink,
          grid: { show: false },
          ticks: { show: false },
          splits: () => points.map((_, i) => i),
          size: 24,
          gap: 6,
          values: (u) =>
            axisLabels({
              label,
              count: points.length,
              slot: u.bbox.width / devicePixelRatio / Math.max(1, points.length),
              widthOf: (text) => widthOf(u, font, text),
              skips: isTimed,
              left: u.bbox.left / devicePixelRatio,
              right: 2,
            }),
        },
        {
          font,
          stroke: ink,
          grid: { stroke: line, width: 1 },
          ticks: { show: false },
          border: { show: false },
          splits: (_, __, min, max) => ticks(min, max, isCount),
          values: (_, splits) => splits.map((value) => short(value, currency)),
          size: (u, values) => Math.ceil(Math.max(0, ...(values ?? []).map((text) => widthOf(u, font, text)))) + 12,
        },
      ],
      series: [
        {},
        ...tops.map(() => ({ paths: () => null, points: { show: false } })),
        ...(kind === 'bar' ? [] : lines(picture, layers)),
        ...(previous.length > 0 ? [{ stroke: ink, width: 1.25, dash: [4, 4], points: { show: false } }] : []),
      ],
      hooks: {
        setCursor: [(u) => tellHover(u, picture, layers)],
        drawAxes: [(u) => highlight(u, hoverColor)],
        draw: [
          (u) => {
            if (kind !== 'bar') return
            bars = barsOf(u, layers, { isSideBySide: !picture.isStacked && layers.length > 1, colors })
            paintBars(u, bars, paper)
          },
        ],
      },
    },
    [
      points.map((_, i) => i),
      ...tops,
      ...(kind === 'bar'
        ? []
        : layersOnTop(kind, layers).map(({ spans }) => spans.map(({ to, value }) => (value === null ? null : to)))),
      ...(previous.length > 0 ? [previous] : []),
    ] as uPlot.AlignedData,
    container,
  )
  redrawOnHover(plot, picture)
  return {
    plot,
    at(x, y) {
      const index = plot.cursor.idx
      if (index == null) return null
      const ratio = devicePixelRatio
      const [left, top] = [x * ratio + plot.bbox.left, y * ratio + plot.bbox.top]
      const hit = bars.find(
        (bar) => left >= bar.x && left <= bar.x + bar.width && top >= bar.y && top <= bar.y + bar.height,
      )
      return hit?.series ? { index: hit.index, series: hit.series } : { index }
    },
  }
}

/** An area hides what is behind it: what reaches highest is painted first. */
const layersOnTop = (kind: Picture['kind'], layers: readonly Layer[]): readonly Layer[] =>
  kind === 'area' ? [...layers].reverse() : layers

function layersOf({ points, series, isStacked, paint }: Picture): Layer[] {
  if (series.length === 0) {
    const spans = points.map(({ value }) => ({
      from: 0,
      to: Number(value ?? 0),
      value: value === null ? null : Number(value),
    }))
    return [{ color: paint.token('accent-area'), spans }]
  }
  const spans = isStacked
    ? stacked(series)
    : series.map(({ values }) => values.map((value) => ({ from: 0, to: value ?? 0, value })))
  return series.map((one, i) => ({ color: paint.label(one.color), series: one, spans: spans[i]! }))
}

/** Bars of lists and tags have their colours; others are all of one. */
function colorsOfPoints({ points, series, paint }: Picture): string[] | null {
  if (series.length > 0 || !points.some(({ color }) => color)) return null
  return colorsOf(points).map((color) => paint.label(color))
}

const previousOf = (points: readonly ChartPoint[]): (number | null)[] =>
  points.some(({ previous }) => previous != null)
    ? points.map(({ previous }) => (previous == null ? null : Number(previous)))
    : []

const numbers = (values: (number | null)[]): number[] => values.filter((value) => value !== null)

function lines({ kind, isStacked }: Picture, layers: readonly Layer[]): uPlot.Series[] {
  return layersOnTop(kind, layers).map(({ color, spans }) => ({
    stroke: color,
    width: 2,
    ...(kind === 'area' && { fill: layers.length > 1 && isStacked ? color : withAlpha(color, 0.18) }),
    // One between two gaps has no line.
    points: {
      show: true,
      size: 6,
      fill: color,
      filter: () => spans.flatMap(({ value }, i) => (value !== null && isAlone(spans, i) ? [i] : [])),
    },
  }))
}

const isAlone = (spans: Layer['spans'], i: number): boolean =>
  (spans[i - 1]?.value ?? null) === null && (spans[i + 1]?.value ?? null) === null

const withAlpha = (color: string, alpha: number): string => color.replace(/\)$/, ` / ${alpha})`)

function widthOf(plot: uPlot, font: string, text: string): number {
  // uPlot draws at the device's own pixels, but measures here are of the page's.
  plot.ctx.save()
  plot.ctx.font = font
  const { width } = plot.ctx.measureText(text)
  plot.ctx.restore()
  return width
}

function tellHover(plot: uPlot, { points, onHover }: Picture, layers: readonly Layer[]): void {
  const { idx, left } = plot.cursor
  if (idx == null || (left ?? -1) < 0) {
    onHover(null)
    return
  }
  plot.over.style.cursor = points[idx]?.open.length ? 'pointer' : ''
  const top = Math.max(0, ...layers.map(({ spans }) => spans[idx]!.to))
  onHover({
    index: idx,
    x: plot.over.offsetLeft + plot.valToPos(idx, 'x'),
    y: plot.over.offsetTop + plot.valToPos(top, 'y'),
  })
}

/** A band behind the bar that the pointer is on. */
function highlight(plot: uPlot, color: string): void {
  const { idx, left } = plot.cursor
  if (idx == null || (left ?? -1) < 0) return
  const from = plot.valToPos(idx - 0.5, 'x', true)
  plot.ctx.save()
  plot.ctx.fillStyle = color
  plot.ctx.fillRect(from, plot.bbox.top, plot.valToPos(idx + 0.5, 'x', true) - from, plot.bbox.height)
  plot.ctx.restore()
}

function redrawOnHover(plot: uPlot, { onHover }: Picture): void {
  let lastIndex: number | null | undefined
  plot.over.addEventListener('pointermove', () => {
    if (plot.cursor.idx !== lastIndex) plot.redraw(false)
    lastIndex = plot.cursor.idx
  })
  plot.over.addEventListener('pointerleave', () => {
    onHover(null)
    lastIndex = undefined
    plot.redraw(false)
  })
}
