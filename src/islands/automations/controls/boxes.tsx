import { createEffect, createSignal, createUniqueId, type JSX, on, Show } from 'solid-js'
import { say } from '../../../i18n/automation-words.ts'
import css from './controls.module.css'

const MOST = 3650

/** A whole number of days and the like, with what it counts beside it. What can't be stays as it was typed, and is said. */
export function NumberBox(props: {
  label: string
  value: number
  min?: number
  unit?: string
  onChange: (value: number) => void
}) {
  const id = createUniqueId()
  const [isWrong, setWrong] = createSignal(false)
  const min = () => props.min ?? 1
  createEffect(
    on(
      () => props.value,
      () => setWrong(false),
      { defer: true },
    ),
  )
  return (
    <span class={css.labelled}>
      <input
        type="number"
        class={css.number}
        aria-label={props.label}
        aria-invalid={isWrong() ? 'true' : undefined}
        aria-describedby={isWrong() ? id : undefined}
        required
        step={1}
        min={min()}
        max={MOST}
        value={props.value}
        onInput={(event) => {
          const { value, validity } = event.currentTarget
          if (!validity.valid) return
          setWrong(false)
          props.onChange(Number(value))
        }}
        onBlur={(event) => setWrong(!event.currentTarget.validity.valid)}
      />
      <Show when={props.unit}>
        <span class={css.label}>{props.unit}</span>
      </Show>
      <Show when={isWrong()}>
        <span id={id} class={css.wrong} role="alert">
          {say('wholeNumber', { min: min(), max: MOST })}
        </span>
      </Show>
    </span>
  )
}

export function TextBox(props: {
  label: string
  value: string
  placeholder?: string
  input?: 'text' | 'url' | 'time' | 'date' | 'email'
  problem?: string | undefined
  onChange: (value: string) => void
}) {
  const id = createUniqueId()
  return (
    <>
      <input
        type={props.input ?? 'text'}
        class={css.text}
        aria-label={props.label}
        aria-invalid={props.problem ? 'true' : undefined}
        aria-describedby={props.problem ? id : undefined}
        placeholder={props.placeholder ?? ''}
        value={props.value}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
      <Show when={props.problem}>
        <span id={id} class={css.wrong} role="alert">
          {props.problem}
        </span>
      </Show>
    </>
  )
}

export function Check(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label class={css.check}>
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  )
}

/** A name before its control, on one line with it. */
export function Labelled(props: { label: string; children: JSX.Element }) {
  return (
    <span class={css.labelled}>
      <span class={css.label}>{props.label}</span>
      {props.children}
    </span>
  )
}
