import css from '../filter.module.css'
import type { SingleValueProps } from './single-value.ts'

export function TextEdit(props: SingleValueProps) {
  return (
    <input
      class={css.input}
      aria-label={props.label}
      autocomplete="off"
      value={String(props.value ?? '')}
      onInput={(event) => {
        const text = event.currentTarget.value
        props.onChange(text.trim() === '' ? undefined : text)
      }}
    />
  )
}
