import { Show } from 'solid-js'
import { percent } from '../../../../client/format.ts'
import type { ChartAnswer, ChartData } from '../../../../core/api/answers.ts'
import { say } from '../../../../i18n/dashboard/words.ts'
import { Explained } from '../explained.tsx'
import { amount, fullAmount } from '../points.ts'
import { counting } from './counting.ts'
import css from './goal.module.css'

/** How much of what is to be reached is reached. */
export function Goal(props: { chart: ChartAnswer; data: ChartData }) {
  const total = () => props.data.totals[0] ?? { value: '0', currency: null }
  const shown = counting(() => Number(total().value ?? 0))
  const goal = () => Number(props.data.goal ?? 0)
  const reached = () => (goal() > 0 ? Number(total().value ?? 0) / goal() : 0)
  return (
    <div class={css.goal}>
      <Explained
        chart={props.chart}
        open={props.data.open}
        class={css.value}
        title={fullAmount(total().value, total().currency)}
      >
        {amount(shown() ?? total().value, total().currency)}
      </Explained>
      <Show when={goal() > 0} fallback={<p class={css.soft}>{say('noGoal')}</p>}>
        <div
          class={css.track}
          role="progressbar"
          aria-label={props.chart.name}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.min(100, Math.round(reached() * 100))}
        >
          <div
            class={css.bar}
            data-done={reached() >= 1 ? '' : undefined}
            style={{ width: `${Math.min(100, Math.max(0, reached() * 100))}%` }}
          />
        </div>
        <p class={css.words}>
          <span>{percent(Math.round(reached() * 100))}</span>
          <span class={css.soft}>{say('goalOf', { value: amount(props.data.goal!, total().currency) })}</span>
        </p>
      </Show>
    </div>
  )
}
