import { createUniqueId, Show } from 'solid-js'
import css from './switch.module.css'

/** A switch with label and hint; a bare one stands beside what it switches. */
export function Switch(props: {
  label: string
  bare?: boolean
  hint?: string
  on: boolean
  problem?: string | undefined
  onChange: (on: boolean) => void
}) {
  const id = createUniqueId()
  return (
    <div>
      <label class={css.switch}>
        <input
          type="checkbox"
          checked={props.on}
          aria-label={props.label}
          aria-describedby={props.hint ? id : undefined}
          aria-invalid={props.problem ? 'true' : undefined}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        <Show when={!props.bare}>
          <span>{props.label}</span>
        </Show>
        <Show when={props.hint}>
          <span id={id} class={css.hint}>
            {props.hint}
          </span>
        </Show>
      </label>
      <Show when={props.problem}>
        <p class={css.problem} role="alert">
          {props.problem}
        </p>
      </Show>
    </div>
  )
}
