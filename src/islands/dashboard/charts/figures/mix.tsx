import { Key } from '@solid-primitives/keyed'
import { createMemo, Show } from 'solid-js'
import type { ChartPoint } from '../../../../core/api/answers.ts'
import { colorsOf } from '../colors.ts'
import { amount, numberOf } from '../points.ts'
import css from './stat.module.css'

/** Of which lists a number is made, as the parts of one bar. What it says in full is in the number's explanation. */
export function Mix(props: { points: ChartPoint[] }) {
  const parts = createMemo(() => {
    const colors = colorsOf(props.points)
    return props.points
      .map((point, i) => ({ ...point, color: colors[i]!, size: numberOf(point.value) }))
      .filter(({ size }) => size > 0)
  })
  return (
    <Show when={parts().length > 1}>
      <div class={css.mix} aria-hidden="true">
        <Key each={parts()} by="key">
          {(part) => (
            <span
              class={css.part}
              data-color={part().color}
              style={{ 'flex-grow': part().size }}
              title={`${part().label}: ${amount(part().value, part().currency)}`}
            />
          )}
        </Key>
      </div>
    </Show>
  )
}
