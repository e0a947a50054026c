import { createUniqueId, Show } from 'solid-js'
import { t } from '../../../i18n/index.ts'
import { widgetOf } from '../../field-types/index.ts'
import { decimalFrom } from '../../values/typed-number.ts'
import css from '../filter.module.css'
import type { SingleValueProps } from './single-value.ts'

export const isDecimal = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text)

/** A number in the unit that people use (days for durations). Invalid input stays as typed. */
export function FigureEdit(props: SingleValueProps) {
  const id = createUniqueId()
  const unit = () => widgetOf(props.subject.type).unit
  const size = () => unit()?.size ?? 1
  const text = () => {
    if (typeof props.draftText === 'string') return props.draftText
    if (props.value === undefined || props.value === null) return ''
    return String(size() === 1 ? props.value : Number(props.value) / size())
  }
  const isInvalid = () => text().trim() !== '' && !isDecimal(decimalFrom(text().trim()))
  return (
    <span class={css.figure}>
      <input
        class={css.input}
        inputmode="decimal"
        aria-label={props.label}
        aria-invalid={isInvalid() ? 'true' : undefined}
        aria-describedby={isInvalid() ? id : undefined}
        autocomplete="off"
        value={text()}
        onInput={(event) => {
          const input = event.currentTarget.value
          const text = decimalFrom(input.trim())
          props.onChange(isDecimal(text) ? Number(text) * size() : undefined, input)
        }}
      />
      <Show when={unit()}>
        <span class={css.unit}>{unit()?.name()}</span>
      </Show>
      <Show when={isInvalid()}>
        <span class={css.problem} id={id} role="alert">
          {t('filter.notNumber')}
        </span>
      </Show>
    </span>
  )
}
