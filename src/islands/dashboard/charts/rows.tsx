import { Key } from '@solid-primitives/keyed'
import { createMemo, createSignal, Index, Show } from 'solid-js'
import { number, percent } from '../../../client/format.ts'
import type { ChartAnswer, ChartPoint } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/words.ts'
import { Avatar } from '../../../widgets/avatar.tsx'
import { colorsOf } from './colors.ts'
import { Legend } from './legend.tsx'
import { type Series, seriesOfParts, sumOf } from './parts.ts'
import { amount, type Group, isAdditive, numberOf, share } from './points.ts'
import { RecordsLink } from './records-menu.tsx'
import css from './rows.module.css'
import { Tip } from './tip.tsx'
import { tipText } from './tip-text.ts'

interface Props {
  chart: ChartAnswer
  points: ChartPoint[]
  groups: Group[]
  currency: string | null
  /** bars: names with their bars. funnel: each as a share of the first. leaderboard: who is ahead, and how far from the goal */
  look: 'bars' | 'funnel' | 'leaderboard'
}

/** Bars that lie, each beside its whole name. */
export function Rows(props: Props) {
  const [hidden, setHidden] = createSignal<ReadonlySet<string>>(new Set())
  const [hovered, setHovered] = createSignal<{ point: ChartPoint; x: number; y: number } | null>(null)
  let box!: HTMLDivElement
  const points = createMemo(() => (props.look === 'bars' ? sorted(props.points) : lastWithout(props.points)))
  const series = createMemo(() => seriesOfParts(points(), props.groups, props.chart, isAdditive(props.chart)))
  const shown = () => series().filter(({ key }) => !hidden().has(key))
  const colors = createMemo(() => {
    const isColored = props.points.some(({ color }) => color)
    return isColored ? colorsOf(points()) : points().map(() => undefined)
  })
  /** A funnel of conversions is as wide as records came to a stage, and says how many of them went on. */
  const isConversion = () => props.look === 'funnel' && props.chart.measure?.op === 'conversion'
  const sizeOf = (point: ChartPoint) => (isConversion() ? (point.of ?? 0) : numberOf(point.value))
  /** A record with two tags is in two parts: together they may be more than their bar's value. */
  const lengthOf = (point: ChartPoint, i: number) =>
    shown().length > 0
      ? shown().reduce((sum, { values }) => sum + Math.abs(values[i] ?? 0), 0)
      : Math.abs(sizeOf(point))
  const longest = createMemo(() =>
    points().reduce((most, point, i) => Math.max(most, lengthOf(point, i), numberOf(point.goal ?? null)), 0),
  )
  const total = createMemo(() => (isAdditive(props.chart) ? sumOf(points()) : null))
  const first = () => numberOf(points()[0]?.value ?? null)
  const text = () => {
    const hoverTarget = hovered()
    return (
      hoverTarget &&
      tipText(hoverTarget.point, { series: shown(), index: points().indexOf(hoverTarget.point), whole: total() })
    )
  }
  function hover(point: ChartPoint, row: HTMLElement): void {
    const [outer, rowBox] = [box.getBoundingClientRect(), row.getBoundingClientRect()]
    const track = row.querySelector<HTMLElement>('[data-track]')!.getBoundingClientRect()
    setHovered({ point, x: track.left + track.width / 2 - outer.left, y: rowBox.top - outer.top })
  }

  return (
    <>
      <div class={css.box} ref={box}>
        <div class={css.scroll}>
          <ol class={css.rows} data-look={props.look}>
            <Key each={points()} by="key">
              {(point, index) => (
                <li
                  class={css.item}
                  onPointerEnter={(event) => hover(point(), event.currentTarget)}
                  onPointerLeave={() => setHovered(null)}
                  onFocusIn={(event) => hover(point(), event.currentTarget)}
                  onFocusOut={() => setHovered(null)}
                >
                  <RecordsLink open={point().open} class={css.row} title="">
                    <span class={css.name}>
                      <Show when={props.look === 'leaderboard' && point().key !== ''}>
                        <span class={css.rank}>{index() + 1}</span>
                        <Avatar small decorative name={point().label} />
                      </Show>
                      {point().label}
                    </span>
                    <span class={css.track} data-track="">
                      <Bar
                        series={shown()}
                        index={index()}
                        value={sizeOf(point())}
                        color={colors()[index()]}
                        longest={longest()}
                      />
                      <Show when={point().goal}>
                        {(goal) => (
                          <span class={css.goal} style={{ left: `${(numberOf(goal()) / (longest() || 1)) * 100}%` }} />
                        )}
                      </Show>
                    </span>
                    <span class={css.value}>
                      {isConversion() ? number(point().of ?? 0) : amount(point().value, props.currency)}
                    </span>
                    <Show when={props.look !== 'bars'}>
                      <span class={css.share}>
                        {isConversion() ? goesOn(point()) : shareOf(props.look, point(), first())}
                      </span>
                    </Show>
                  </RecordsLink>
                </li>
              )}
            </Key>
          </ol>
        </div>
        <Tip text={text()} x={hovered()?.x ?? 0} y={hovered()?.y ?? 0} />
      </div>
      <Show when={series().length > 1}>
        <Legend series={series()} hidden={hidden()} onChange={setHidden} />
      </Show>
    </>
  )
}

function Bar(props: { series: Series[]; index: number; value: number; color: string | undefined; longest: number }) {
  const width = (value: number) => `${props.longest === 0 ? 0 : (Math.abs(value) / props.longest) * 100}%`
  return (
    <Show
      when={props.series.length > 0}
      fallback={
        <span
          class={css.bar}
          data-color={props.color}
          data-below={props.value < 0 ? '' : undefined}
          style={{ width: width(props.value) }}
        />
      }
    >
      <Index each={props.series}>
        {(one) => (
          <span class={css.bar} data-color={one().color} style={{ width: width(one().values[props.index] ?? 0) }} />
        )}
      </Index>
    </Show>
  )
}

/** Of those that came to a stage, how many went on. */
const goesOn = ({ value }: ChartPoint): string => (value === null ? '–' : `↓ ${percent(Math.round(Number(value)))}`)

/** Of a funnel how many came so far; of a leaderboard how much of the goal is reached. */
function shareOf(look: Props['look'], { value, goal }: ChartPoint, first: number): string {
  if (look === 'funnel') return share(numberOf(value), first) ?? '–'
  return goal && Number(goal) > 0
    ? say('ofGoal', { share: percent(Math.round((numberOf(value) / Number(goal)) * 100)) })
    : ''
}

/** What nobody has is no place in a ranking. */
const lastWithout = (points: ChartPoint[]): ChartPoint[] => [
  ...points.filter(({ key }) => key !== ''),
  ...points.filter(({ key }) => key === ''),
]

/** What has an order of its own keeps it; of everything else the largest is first, what has none last. */
function sorted(points: ChartPoint[]): ChartPoint[] {
  if (points.some(({ color }) => color)) return points
  const isNumbered = points.every(
    ({ key }) => key === '' || (Number.isFinite(Number(key)) && key === String(Number(key))),
  )
  if (isNumbered && points.every(({ key, label }) => key === '' || key === label)) return points
  return [...points].sort(
    (a, b) => Number(a.key === '') - Number(b.key === '') || numberOf(b.value) - numberOf(a.value),
  )
}
