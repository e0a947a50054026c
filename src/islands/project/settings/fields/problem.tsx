import { Show } from 'solid-js'
import css from './form.module.css'

/** What is wrong with the value above it. */
export function Problem(props: { text: string | undefined }) {
  return (
    <Show when={props.text}>
      <p class={css.problem} role="alert">
        {props.text}
      </p>
    </Show>
  )
}
