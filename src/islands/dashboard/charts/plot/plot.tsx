import { createEffect, createMemo, createSignal, onCleanup, onMount, Show } from 'solid-js'
import 'uplot/dist/uPlot.min.css'
import type { ChartAnswer, ChartPoint } from '../../../../core/api/answers.ts'
import { language } from '../../../../i18n/index.ts'
import { painter, shade } from '../colors.ts'
import { Legend } from '../legend.tsx'
import { seriesOfParts, sumOf } from '../parts.ts'
import { amount, everyOf, type Group, isAdditive, isTimed } from '../points.ts'
import { openRecords } from '../records-menu.tsx'
import { Tip } from '../tip.tsx'
import { tipText } from '../tip-text.ts'
import { type Drawn, drawPlot } from './draw.ts'
import css from './plot.module.css'

interface Props {
  chart: ChartAnswer
  points: ChartPoint[]
  groups: Group[]
  currency: string | null
}

/** Bars, lines or areas by uPlot, redrawn when data, language or theme change. */
export default function Plot(props: Props) {
  let container!: HTMLDivElement
  let drawn: Drawn | undefined
  const light = shade()
  const [hidden, setHidden] = createSignal<ReadonlySet<string>>(new Set())
  const [hover, setHover] = createSignal<{ index: number; x: number; y: number } | null>(null)
  const series = createMemo(() => seriesOfParts(props.points, props.groups, props.chart, isAdditive(props.chart)))
  const shown = createMemo(() => series().filter(({ key }) => !hidden().has(key)))
  const text = () => {
    const hoverTarget = hover()
    const point = hoverTarget && props.points[hoverTarget.index]
    if (!point) return null
    const total = isAdditive(props.chart) ? sumOf(props.points) : null
    return tipText(point, { series: shown(), index: hoverTarget.index, whole: total })
  }

  createEffect(() => {
    light()
    language()
    const { chart, points, currency } = props
    drawn?.plot.destroy()
    setHover(null)
    drawn = drawPlot(container, {
      points,
      series: shown(),
      kind: chart.kind === 'line' || chart.kind === 'area' ? chart.kind : 'bar',
      // Averages on top of each other are none; they stand side by side.
      isStacked: isAdditive(chart) && (chart.kind !== 'line' || chart.style?.stacked === true),
      isTimed: isTimed(points, chart),
      every: everyOf(chart.split),
      currency,
      isCount: chart.measure?.op === 'count' && chart.measure.weight === undefined,
      paint: painter(container),
      onHover: setHover,
    })
  })
  onMount(() => {
    const observer = new ResizeObserver(() => drawn?.plot.setSize(sizeOf(container)))
    observer.observe(container)
    onCleanup(() => observer.disconnect())
  })
  onCleanup(() => drawn?.plot.destroy())

  /** The finger that is put on a bar first reads it; the second time it opens it. */
  let touched: number | undefined
  function click(event: MouseEvent & { pointerType?: string }): void {
    const found = drawn?.at(event.offsetX, event.offsetY)
    if (!found) return
    if (event.pointerType === 'touch' && touched !== found.index) {
      touched = found.index
      return
    }
    const seriesRecords = found.series?.open[found.index]
    openRecords(seriesRecords?.length ? seriesRecords : props.points[found.index]!.open, {
      x: event.clientX,
      y: event.clientY,
    })
  }

  return (
    <>
      <div class={css.plot} role="img" aria-label={textAlternative(props)}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the same records are links of the table */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
        <div class={css.place} ref={container} onClick={click} />
        <Tip text={text()} x={hover()?.x ?? 0} y={hover()?.y ?? 0} />
      </div>
      <Show when={series().length > 1}>
        <Legend series={series()} hidden={hidden()} onChange={setHidden} />
      </Show>
    </>
  )
}

const textAlternative = ({ chart, points }: Props) =>
  `${chart.name}: ${points
    .slice(0, 24)
    .map((point) => `${point.label} ${amount(point.value, point.currency)}`)
    .join(', ')}`

export const sizeOf = (container: Element): { width: number; height: number } => ({
  width: Math.max(120, container.clientWidth),
  height: Math.max(80, container.clientHeight),
})
