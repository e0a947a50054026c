import { For } from 'solid-js'
import css from './editor.module.css'

/** What is wrong with what stands above it. */
export function ProblemText(props: { texts: readonly string[] }) {
  return (
    <For each={props.texts}>
      {(text) => (
        <p class={css.problem} role="alert">
          {text}
        </p>
      )}
    </For>
  )
}
