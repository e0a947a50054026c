import { createUniqueId, Show } from 'solid-js'
import { t } from '../../i18n/index.ts'
import { decimalFrom } from '../values/line-editor.tsx'
import css from './filter.module.css'
import { DAY } from './sentence.ts'
import type { OneProps } from './value-edit.tsx'

export const isDecimal = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text)

/** A number, a percentage, or (of durations) days. What isn't a number stays as it was typed. */
export function FigureEdit(props: OneProps) {
  const id = createUniqueId()
  const days = () => props.subject.type === 'duration' || props.subject.type === 'timeInList'
  const shown = () => {
    if (typeof props.typed === 'string') return props.typed
    if (props.value === undefined || props.value === null) return ''
    return String(days() ? Number(props.value) / DAY : props.value)
  }
  const wrong = () => shown().trim() !== '' && !isDecimal(decimalFrom(shown().trim()))
  const unit = () => (days() ? t('filter.unit.day') : props.subject.type === 'percent' ? '%' : '')
  return (
    <span class={css.figure}>
      <input
        class={css.input}
        inputmode="decimal"
        aria-label={props.label}
        aria-invalid={wrong() ? 'true' : undefined}
        aria-describedby={wrong() ? id : undefined}
        autocomplete="off"
        value={shown()}
        onInput={(event) => {
          const typed = event.currentTarget.value
          const text = decimalFrom(typed.trim())
          props.set(isDecimal(text) ? Number(text) * (days() ? DAY : 1) : undefined, typed)
        }}
      />
      <Show when={unit()}>
        <span class={css.unit}>{unit()}</span>
      </Show>
      <Show when={wrong()}>
        <span class={css.problem} id={id} role="alert">
          {t('filter.notNumber')}
        </span>
      </Show>
    </span>
  )
}
