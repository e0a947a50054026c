import { createMemo } from 'solid-js'
import type { ChartPoint } from '../../../../core/api/answers.ts'
import css from './stat.module.css'

const HEIGHT = 40

/** How a number came about, without axes: its parts over time, where there is one to work out. What it says in full is in the chart's records. */
export function Sparkline(props: { points: ChartPoint[] }) {
  const line = createMemo(() => {
    const values = props.points.flatMap(({ value }) => (value === null ? [] : [Number(value)]))
    const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
    const yPosition = (value: number) => HEIGHT - 2 - ((value - low) / (high - low || 1)) * (HEIGHT - 4)
    const step = 100 / Math.max(1, values.length - 1)
    return values.map((value, i) => `${(i * step).toFixed(2)},${yPosition(value).toFixed(2)}`)
  })
  return (
    <svg class={css.sparkline} viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <polygon class={css.under} points={`0,${HEIGHT} ${line().join(' ')} 100,${HEIGHT}`} />
      <polyline class={css.trend} points={line().join(' ')} vector-effect="non-scaling-stroke" />
    </svg>
  )
}
