import { arc, pie } from 'd3-shape'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { percent } from '../../client/format.ts'
import type { ChartPoint } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { colorsOf } from './colors.ts'
import css from './pie.module.css'
import { fullAmount, recordsOf, short } from './points.ts'

/** The most slices that can be told apart; smaller ones are combined. */
const PARTS = 7

interface Slice {
  key: string
  label: string
  color: string
  value: number
  displayValue: string
  href: string | undefined
}

/** A donut chart with legend. If slices overlap (a record with two tags), it shows no total. */
export function Pie(props: { points: ChartPoint[]; currency: string | null; overlapping: boolean }) {
  const [hovered, setHovered] = createSignal<string>()
  const parts = createMemo(() => partsOf(props.points, props.currency))
  const sum = () => parts().reduce((total, { value }) => total + value, 0)
  const slices = createMemo(() => {
    const ring = arc<{ startAngle: number; endAngle: number }>()
      .innerRadius(56)
      .outerRadius(88)
      .cornerRadius(2)
      .padAngle(0.012)
    const angles = pie<Slice>()
      .value(({ value }) => value)
      .sort(null)(parts())
    return angles.map((angle) => ({ part: angle.data, path: ring(angle) ?? '' }))
  })
  const percentOfTotal = (part: Slice) => percent(Math.round((part.value / sum()) * 1000) / 10)

  return (
    <div class={css.pie}>
      <div class={css.inside}>
        <svg class={css.ring} viewBox="-90 -90 180 180" aria-hidden="true">
          <For each={slices()}>
            {({ part, path }) => (
              <path
                d={path}
                data-color={part.color}
                class={css.slice}
                data-dim={hovered() && hovered() !== part.key ? '' : undefined}
                onPointerEnter={() => setHovered(part.key)}
                onPointerLeave={() => setHovered(undefined)}
              >
                <title>{`${part.label}: ${part.displayValue} (${percentOfTotal(part)})`}</title>
              </path>
            )}
          </For>
          <Show when={!props.overlapping}>
            <text class={css.total} text-anchor="middle" dominant-baseline="central">
              {short(sum(), props.currency)}
            </text>
          </Show>
        </svg>
        <ul class={css.legend}>
          <For each={parts()}>
            {(part) => (
              <li
                data-dim={hovered() && hovered() !== part.key ? '' : undefined}
                onPointerEnter={() => setHovered(part.key)}
                onPointerLeave={() => setHovered(undefined)}
              >
                <Show when={part.href} fallback={<div class={css.entry}>{entry(part, percentOfTotal(part))}</div>}>
                  {(href) => (
                    <a class={css.entry} href={href()} title={t('dash.open')}>
                      {entry(part, percentOfTotal(part))}
                    </a>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </div>
    </div>
  )
}

const entry = (part: Slice, percentOfTotal: string) => (
  <>
    <span class={css.dot} data-color={part.color} />
    <span class={css.label}>{part.label}</span>
    <span class={css.value}>{part.displayValue}</span>
    <span class={css.share}>{percentOfTotal}</span>
  </>
)

/** Largest first. A part below zero has no slice. */
function partsOf(points: ChartPoint[], currency: string | null): Slice[] {
  const colors = colorsOf(points)
  const parts = points
    .map((point, i) => ({
      key: point.key,
      label: point.label,
      color: colors[i]!,
      value: Math.max(0, Number(point.value)),
      displayValue: fullAmount(point.value, currency),
      href: recordsOf(point),
    }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)
  if (parts.length <= PARTS) return parts
  const remaining = parts.slice(PARTS - 1)
  const value = remaining.reduce((sum, part) => sum + part.value, 0)
  const otherSlice = {
    key: '\u0000others',
    label: t('dash.others', { count: remaining.length }),
    color: 'grey',
    value,
    displayValue: fullAmount(decimal(value), currency),
    href: undefined,
  }
  return [...parts.slice(0, PARTS - 1), otherSlice]
}

/** A sum of decimals through floats, without the dust of floats. */
const decimal = (value: number) => String(Number(value.toFixed(3)))
