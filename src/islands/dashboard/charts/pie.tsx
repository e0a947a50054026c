import { Key } from '@solid-primitives/keyed'
import { arc, pie } from 'd3-shape'
import { createMemo, createSignal, For, Show, useContext } from 'solid-js'
import type { ChartAnswer, ChartData, ChartPoint } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/words.ts'
import { colorsOf } from './colors.ts'
import { ExplainContext } from './explained.tsx'
import { OTHERS } from './parts.ts'
import css from './pie.module.css'
import { amount, decimal, fullAmount, isAdditive, numberOf, type Open, share, short } from './points.ts'
import { openRecords, RecordsLink } from './records-menu.tsx'

/** The most slices that can be told apart; smaller ones are combined. */
const PARTS = 7

interface Slice {
  key: string
  label: string
  color: string
  value: number
  text: string
  open: Open
}

/** A donut with its total and a legend. Records without a value stand apart: they are often the most, and no part. */
export function Pie(props: { chart: ChartAnswer; data: ChartData; points: ChartPoint[]; currency: string | null }) {
  const [hovered, setHovered] = createSignal<string>()
  const explain = useContext(ExplainContext)
  const parts = createMemo(() => partsOf(props.points, props.currency))
  const without = () => props.points.find(({ key, value }) => key === '' && numberOf(value) > 0)
  const sum = createMemo(() => parts().reduce((total, { value }) => total + value, 0))
  /** A record with two tags is in two parts, and once in the total. */
  const total = () => {
    const fullTotal = numberOf(props.data.totals.find(({ currency }) => currency === props.currency)?.value ?? null)
    if (!isAdditive(props.chart)) return fullTotal
    return props.data.overlapping ? fullTotal - numberOf(without()?.value ?? null) : sum()
  }
  const slices = createMemo(() => {
    const ring = arc<{ startAngle: number; endAngle: number }>()
      .innerRadius(58)
      .outerRadius(88)
      .cornerRadius(2)
      .padAngle(0.012)
    const angles = pie<Slice>()
      .value(({ value }) => value)
      .sort(null)(parts())
    return angles.map((angle) => ({ part: angle.data, path: ring(angle) ?? '' }))
  })
  const shareOf = (part: Slice) => share(part.value, props.data.overlapping ? total() : sum()) ?? ''
  const isDim = (part: Slice) => (hovered() && hovered() !== part.key ? '' : undefined)

  return (
    <div class={css.pie}>
      <div class={css.inside}>
        <svg class={css.ring} viewBox="-90 -90 180 180" aria-hidden="true">
          <For each={slices()}>
            {({ part, path }) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: the legend's links are the same
              <path
                d={path}
                data-color={part.color}
                data-opens={part.open.length > 0 ? '' : undefined}
                class={css.slice}
                data-dim={isDim(part)}
                onPointerEnter={() => setHovered(part.key)}
                onPointerLeave={() => setHovered(undefined)}
                onClick={(event) => openRecords(part.open, { x: event.clientX, y: event.clientY })}
              >
                <title>{`${part.label}: ${part.text} (${shareOf(part)})`}</title>
              </path>
            )}
          </For>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the chart's menu has the same */}
          <text
            class={css.total}
            data-opens={explain ? '' : undefined}
            text-anchor="middle"
            dominant-baseline="central"
            onClick={() => explain?.({ chart: props.chart })}
          >
            {short(total(), props.currency)}
          </text>
        </svg>
        <div class={css.legend}>
          <ul>
            <Key each={parts()} by="key">
              {(part) => (
                <li
                  data-dim={isDim(part())}
                  onPointerEnter={() => setHovered(part().key)}
                  onPointerLeave={() => setHovered(undefined)}
                >
                  <RecordsLink open={part().open} class={css.entry}>
                    <span class={css.dot} data-color={part().color} />
                    <span class={css.label} title={part().label}>
                      {part().label}
                    </span>
                    <span class={css.value}>{part().text}</span>
                    <span class={css.share}>{shareOf(part())}</span>
                  </RecordsLink>
                </li>
              )}
            </Key>
          </ul>
          <Show when={without()}>
            {(point) => (
              <div class={css.without}>
                <RecordsLink open={point().open} class={css.entry}>
                  <span class={css.dot} data-none="" />
                  <span class={css.label}>{say('none')}</span>
                  <span class={css.value}>{amount(point().value, props.currency)}</span>
                  <span class={css.share} />
                </RecordsLink>
              </div>
            )}
          </Show>
        </div>
      </div>
    </div>
  )
}

/** Largest first. A part below zero has no slice. */
function partsOf(points: ChartPoint[], currency: string | null): Slice[] {
  const colors = colorsOf(points)
  const parts = points
    .map((point, i) => ({
      key: point.key,
      label: point.label,
      color: colors[i]!,
      value: Math.max(0, numberOf(point.value)),
      text: amount(point.value, currency),
      open: point.open,
    }))
    .filter(({ key, value }) => key !== '' && value > 0)
    .sort((a, b) => b.value - a.value)
  if (parts.length <= PARTS) return parts
  const remaining = parts.slice(PARTS - 1)
  const value = remaining.reduce((sum, part) => sum + part.value, 0)
  return [
    ...parts.slice(0, PARTS - 1),
    {
      key: OTHERS,
      label: say('others', { count: remaining.length }),
      color: 'grey',
      value,
      text: fullAmount(decimal(value), currency),
      open: [],
    },
  ]
}
