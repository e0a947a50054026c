import { createUniqueId, type JSX, Show } from 'solid-js'
import css from './builder.module.css'

/** A part of the form with its name; what is wrong with it stands below. */
export function Section(props: { label: string; problem?: string | undefined; children: JSX.Element }) {
  return (
    <fieldset class={css.section}>
      <legend class={css.legend}>{props.label}</legend>
      <div class={css.row}>{props.children}</div>
      <Show when={props.problem}>
        <p class={css.problem} role="alert" data-problem="">
          {props.problem}
        </p>
      </Show>
    </fieldset>
  )
}

export function Box(props: {
  label: string
  value: string
  type: 'number' | 'date' | 'amount'
  placeholder?: string
  onChange: (value: string) => void
}) {
  return (
    <input
      type={props.type === 'amount' ? undefined : props.type}
      class={css.box}
      data-type={props.type === 'amount' ? undefined : props.type}
      aria-label={props.label}
      placeholder={props.placeholder ?? ''}
      inputmode={props.type === 'amount' ? 'decimal' : undefined}
      value={props.value}
      onInput={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

export function Check(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  const id = createUniqueId()
  return (
    <label class={css.check} for={id}>
      <input
        id={id}
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  )
}
