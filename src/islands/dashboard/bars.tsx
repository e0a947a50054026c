import { createEffect, onCleanup, onMount } from 'solid-js'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { navigateTo } from '../../client/route.ts'
import type { ChartPoint } from '../../core/api/answers.ts'
import { language } from '../../i18n/index.ts'
import { axisLabels, niceRange, ticks } from './axis.ts'
import css from './bars.module.css'
import { colorsOf, painter, shade } from './colors.ts'
import { fullAmount, recordsOf, short } from './points.ts'

interface Props {
  name: string
  points: ChartPoint[]
  currency: string | null
}

/** A bar chart by uPlot, redrawn when data, language or theme change. */
export default function Bars(props: Props) {
  let container!: HTMLDivElement
  let tip!: HTMLDivElement
  let plot: uPlot | undefined
  const light = shade()

  createEffect(() => {
    light()
    language()
    const { points, currency } = props
    plot?.destroy()
    plot = draw(container, tip, points, currency)
  })
  onMount(() => {
    const observer = new ResizeObserver(() => plot?.setSize(sizeOf(container)))
    observer.observe(container)
    onCleanup(() => observer.disconnect())
  })
  onCleanup(() => plot?.destroy())

  return (
    <div class={css.bars} role="img" aria-label={textAlternative(props)}>
      <div class={css.place} ref={container} />
      <div class={css.tip} ref={tip} hidden />
    </div>
  )
}

const textAlternative = ({ name, points }: Props) =>
  `${name}: ${points
    .slice(0, 24)
    .map((point) => `${point.label} ${fullAmount(point.value, point.currency)}`)
    .join(', ')}`

const sizeOf = (container: Element) => ({
  width: Math.max(120, container.clientWidth),
  height: Math.max(80, container.clientHeight),
})

function draw(container: HTMLDivElement, tip: HTMLDivElement, points: ChartPoint[], currency: string | null): uPlot {
  const paint = painter(container)
  const colored = points.some(({ color }) => color)
  const fills = colorsOf(points).map((color) => (colored ? paint.label(color) : paint.token('accent-area')))
  const ink = paint.token('ink-soft')
  const line = paint.token('line')
  const hover = paint.token('hover')
  const font = `12px ${getComputedStyle(container).fontFamily}`
  paint.done()

  return new uPlot(
    {
      ...sizeOf(container),
      padding: [8, 4, 0, 0],
      legend: { show: false },
      cursor: { x: false, y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: {
        x: { time: false, range: [-0.6, points.length - 0.4] },
        y: { range: (_, min, max) => niceRange(min, max) },
      },
      axes: [
        {
          font,
          stroke: ink,
          grid: { show: false },
          ticks: { show: false },
          splits: () => points.map((_, i) => i),
          size: 24,
          gap: 6,
          values: (plot, splits) => axisLabels(plot, splits, points),
        },
        {
          font,
          stroke: ink,
          grid: { stroke: line, width: 1 },
          ticks: { show: false },
          border: { show: false },
          splits: (_, __, min, max) => ticks(min, max),
          values: (_, splits) => splits.map((value) => short(value, currency)),
          size: (plot, values) =>
            Math.ceil(Math.max(0, ...(values ?? []).map((text) => widthOf(plot, font, text)))) + 12,
        },
      ],
      series: [
        {},
        {
          fill: fills[0] ?? ink,
          width: 0,
          paths: uPlot.paths.bars!({
            size: [0.72, 56],
            radius: 0.12,
            disp: { fill: { unit: 3, values: () => fills } },
          }),
          points: { show: false },
        },
      ],
      hooks: {
        setCursor: [(plot) => showTip(plot, tip, points)],
        drawAxes: [(plot) => highlight(plot, hover)],
        ready: [(plot) => listen(plot, tip, points)],
      },
    },
    [points.map((_, i) => i), points.map(({ value }) => Number(value))],
    container,
  )
}

function widthOf(plot: uPlot, font: string, text: string): number {
  plot.ctx.save()
  plot.ctx.font = font
  const { width } = plot.ctx.measureText(text)
  plot.ctx.restore()
  return width
}

function showTip(plot: uPlot, tip: HTMLDivElement, points: ChartPoint[]): void {
  const point = points[plot.cursor.idx ?? -1]
  const left = plot.cursor.left ?? -1
  tip.hidden = !point || left < 0
  plot.over.style.cursor = point && recordsOf(point) ? 'pointer' : ''
  if (!point || tip.hidden) return
  tip.replaceChildren(
    point.label,
    Object.assign(document.createElement('strong'), { textContent: fullAmount(point.value, point.currency) }),
  )
  const x = plot.over.offsetLeft + plot.valToPos(plot.cursor.idx!, 'x')
  const y = plot.over.offsetTop + plot.valToPos(Math.max(0, Number(point.value)), 'y')
  const half = tip.offsetWidth / 2
  tip.style.left = `${Math.min(Math.max(half, x), plot.width - half)}px`
  tip.style.top = `${Math.max(tip.offsetHeight + 4, y)}px`
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

function listen(plot: uPlot, tip: HTMLDivElement, points: ChartPoint[]): void {
  plot.over.addEventListener('click', () => {
    const point = points[plot.cursor.idx ?? -1]
    const href = point && recordsOf(point)
    if (href) void navigateTo(href)
  })
  let lastIndex: number | null | undefined
  plot.over.addEventListener('pointermove', () => {
    if (plot.cursor.idx !== lastIndex) plot.redraw(false)
    lastIndex = plot.cursor.idx
  })
  plot.over.addEventListener('pointerleave', () => {
    tip.hidden = true
    lastIndex = undefined
    plot.redraw(false)
  })
}
