import { Key } from '@solid-primitives/keyed'
import { createMemo, Show } from 'solid-js'
import { percent } from '../../../../client/format.ts'
import type { ChartAnswer, ChartData } from '../../../../core/api/answers.ts'
import { say } from '../../../../i18n/dashboard/words.ts'
import { Explained } from '../explained.tsx'
import { amount, fullAmount } from '../points.ts'
import { counting } from './counting.ts'
import { Mix } from './mix.tsx'
import { Sparkline } from './sparkline.tsx'
import css from './stat.module.css'
import { whatItIs } from './what.ts'

type Total = ChartData['totals'][number]
const NOTHING: Total = { value: '0', currency: null }

/** One number, or one per currency (never added up), how it changed, and how it came about. */
export function Stat(props: { chart: ChartAnswer; data: ChartData }) {
  const totals = () => (props.data.totals.length > 0 ? props.data.totals : [NOTHING])
  const trend = createMemo(() => {
    const [main] = totals()
    return props.data.points.filter(({ currency, value }) => currency === main!.currency && value !== null)
  })
  const cameTrue = (of: string | null) => props.data.cameTrue?.find(({ currency }) => currency === of)?.value
  return (
    <div class={css.stat}>
      <div class={css.figures}>
        <Key each={totals()} by="currency">
          {(total) => (
            <div class={css.line}>
              <Explained
                chart={props.chart}
                open={props.data.open}
                class={css.value}
                title={fullAmount(total().value, total().currency)}
              >
                <Figure total={total()} />
              </Explained>
              <Change total={total()} previous={props.data.previous} />
              <Show when={cameTrue(total().currency)}>
                {(value) => (
                  <span class={css.soft}>{say('cameTrueOf', { value: amount(value(), total().currency) })}</span>
                )}
              </Show>
            </div>
          )}
        </Key>
      </div>
      <Show
        when={trend().length > 2 && props.chart.time && !props.chart.split}
        fallback={
          <div class={css.bottom}>
            <Show when={!props.chart.time && !props.chart.split}>
              <Mix points={trend()} />
            </Show>
            <p class={css.what}>{whatItIs(props.chart)}</p>
          </div>
        }
      >
        <Sparkline points={trend()} />
      </Show>
    </div>
  )
}

function Figure(props: { total: Total }) {
  const shown = counting(() => (props.total.value === null ? null : Number(props.total.value)))
  // While it counts over it is rounded as money is; at its end it is the value itself.
  return (
    <>{shown() === null ? amount(props.total.value, props.total.currency) : amount(shown(), props.total.currency)}</>
  )
}

function Change(props: { total: Total; previous: ChartData['previous'] }) {
  const before = () => props.previous?.find(({ currency }) => currency === props.total.currency)?.value ?? null
  const change = () => changeOf(props.total, Number(before() ?? 0))
  return (
    <Show when={props.previous}>
      <Show when={change() !== undefined} fallback={<span class={css.soft}>{say('noneBefore')}</span>}>
        <span class={css.change} data-way={Math.sign(change()!)}>
          {change() === 0 ? '→' : change()! < 0 ? '↓' : '↑'} {percent(Math.abs(change()!))}{' '}
          <span class={css.soft}>{say('against', { value: amount(before(), props.total.currency) })}</span>
        </span>
      </Show>
    </Show>
  )
}

/** In percent of the period before; nothing where there was nothing. */
function changeOf(total: Total, before: number): number | undefined {
  return before === 0 ? undefined : Math.round(((Number(total.value) - before) / Math.abs(before)) * 100)
}
