import Star from 'lucide-solid/icons/star'
import { For } from 'solid-js'
import { number } from '../../client/format.ts'
import { t } from '../../i18n/index.ts'
import css from './stars.module.css'

/**
 * A rating: read-only, or editable with `onChange`. Clicking the current value clears it. Not Kobalte's rating: without a value
 * none of its items is a tab stop, each arrow key would store a change, and a click can't clear it.
 */
export function Stars(props: {
  label: string
  max: number
  value: number | null
  onChange?: (rating: number | null) => void
}) {
  const positions = () => Array.from({ length: props.max }, (_, index) => index + 1)
  const text = () => t('value.stars', { value: number(props.value ?? 0), max: number(props.max) })
  if (!props.onChange) {
    return (
      <span class={css.stars} role="img" aria-label={text()}>
        <For each={positions()}>
          {(star) => <Star size={15} class={star <= (props.value ?? 0) ? css.full : css.none} />}
        </For>
      </span>
    )
  }
  return (
    <fieldset class={css.stars} aria-label={`${props.label}: ${text()}`}>
      <For each={positions()}>
        {(star) => (
          <button
            type="button"
            class={css.star}
            aria-pressed={star === props.value}
            aria-label={t('value.stars', { value: number(star), max: number(props.max) })}
            onClick={() => props.onChange?.(star === props.value ? null : star)}
          >
            <Star size={16} class={star <= (props.value ?? 0) ? css.full : css.none} />
          </button>
        )}
      </For>
    </fieldset>
  )
}
