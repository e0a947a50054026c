import { createEffect, onCleanup, onMount } from 'solid-js'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { go } from '../../client/route.ts'
import type { ChartPoint } from '../../core/api/answers.ts'
import { language } from '../../i18n/index.ts'
import { niceRange, thin, ticks } from './axis.ts'
import css from './bars.module.css'
import { colorsOf, painter, shade } from './colors.ts'
import { full, recordsOf, short } from './points.ts'

interface Props {
  name: string
  points: ChartPoint[]
  currency: string | null
}

/** Bars by uPlot, drawn anew when the numbers, the language or the light change. */
export default function Bars(props: Props) {
  let place!: HTMLDivElement
  let tip!: HTMLDivElement
  let plot: uPlot | undefined
  const light = shade()

  createEffect(() => {
    light()
    language()
    const { points, currency } = props
    plot?.destroy()
    plot = draw(place, tip, points, currency)
  })
  onMount(() => {
    const observer = new ResizeObserver(() => plot?.setSize(sizeOf(place)))
    observer.observe(place)
    onCleanup(() => observer.disconnect())
  })
  onCleanup(() => plot?.destroy())

  return (
    <div class={css.bars} role="img" aria-label={sayAll(props)}>
      <div class={css.place} ref={place} />
      <div class={css.tip} ref={tip} hidden />
    </div>
  )
}

const sayAll = ({ name, points }: Props) =>
  `${name}: ${points
    .slice(0, 24)
    .map((point) => `${point.label} ${full(point.value, point.currency)}`)
    .join(', ')}`

const sizeOf = (place: Element) => ({
  width: Math.max(120, place.clientWidth),
  height: Math.max(80, place.clientHeight),
})

function draw(place: HTMLDivElement, tip: HTMLDivElement, points: ChartPoint[], currency: string | null): uPlot {
  const paint = painter(place)
  const colored = points.some(({ color }) => color)
  const fills = colorsOf(points).map((color) => (colored ? paint.label(color) : paint.token('accent')))
  const ink = paint.token('ink-soft')
  const line = paint.token('line')
  const hover = paint.token('hover')
  const font = `12px ${getComputedStyle(place).fontFamily}`
  paint.done()

  return new uPlot(
    {
      ...sizeOf(place),
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
          values: (self, splits) => thin(self, splits, points),
        },
        {
          font,
          stroke: ink,
          grid: { stroke: line, width: 1 },
          ticks: { show: false },
          border: { show: false },
          splits: (_, __, min, max) => ticks(min, max),
          values: (_, splits) => splits.map((value) => short(value, currency)),
          size: (self, values) =>
            Math.ceil(Math.max(0, ...(values ?? []).map((text) => widthOf(self, font, text)))) + 12,
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
        setCursor: [(self) => showTip(self, tip, points)],
        drawAxes: [(self) => highlight(self, hover)],
        ready: [(self) => listen(self, tip, points)],
      },
    },
    [points.map((_, i) => i), points.map(({ value }) => Number(value))],
    place,
  )
}

function widthOf(self: uPlot, font: string, text: string): number {
  self.ctx.save()
  self.ctx.font = font
  const { width } = self.ctx.measureText(text)
  self.ctx.restore()
  return width
}

function showTip(self: uPlot, tip: HTMLDivElement, points: ChartPoint[]): void {
  const point = points[self.cursor.idx ?? -1]
  const left = self.cursor.left ?? -1
  tip.hidden = !point || left < 0
  self.over.style.cursor = point && recordsOf(point) ? 'pointer' : ''
  if (!point || tip.hidden) return
  tip.replaceChildren(
    point.label,
    Object.assign(document.createElement('strong'), { textContent: full(point.value, point.currency) }),
  )
  const x = self.over.offsetLeft + self.valToPos(self.cursor.idx!, 'x')
  const y = self.over.offsetTop + self.valToPos(Math.max(0, Number(point.value)), 'y')
  const half = tip.offsetWidth / 2
  tip.style.left = `${Math.min(Math.max(half, x), self.width - half)}px`
  tip.style.top = `${Math.max(tip.offsetHeight + 4, y)}px`
}

/** A band behind the bar that the pointer is on. */
function highlight(self: uPlot, color: string): void {
  const { idx, left } = self.cursor
  if (idx == null || (left ?? -1) < 0) return
  const from = self.valToPos(idx - 0.5, 'x', true)
  self.ctx.save()
  self.ctx.fillStyle = color
  self.ctx.fillRect(from, self.bbox.top, self.valToPos(idx + 0.5, 'x', true) - from, self.bbox.height)
  self.ctx.restore()
}

function listen(self: uPlot, tip: HTMLDivElement, points: ChartPoint[]): void {
  self.over.addEventListener('click', () => {
    const point = points[self.cursor.idx ?? -1]
    const href = point && recordsOf(point)
    if (href) void go(href)
  })
  let last: number | null | undefined
  self.over.addEventListener('pointermove', () => {
    if (self.cursor.idx !== last) self.redraw(false)
    last = self.cursor.idx
  })
  self.over.addEventListener('pointerleave', () => {
    tip.hidden = true
    last = undefined
    self.redraw(false)
  })
}
