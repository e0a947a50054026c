import { createUniqueId, For, type JSX } from 'solid-js'
import css from '../form.module.css'

/** A choice of a few, under its label. */
export function Choice(props: {
  label: string
  value: string
  options: { id: string; name: string }[]
  disabled?: boolean
  onSelect: (id: string) => void
}) {
  const id = createUniqueId()
  return (
    <div class={css.group}>
      <label class={css.label} for={id}>
        {props.label}
      </label>
      <select
        id={id}
        class={css.select}
        disabled={props.disabled}
        onChange={(event) => props.onSelect(event.currentTarget.value)}
      >
        <For each={props.options}>
          {(option) => (
            <option value={option.id} selected={option.id === props.value}>
              {option.name}
            </option>
          )}
        </For>
      </select>
    </div>
  )
}

/** A labelled whole number; invalid input is reset. */
export function Figure(props: {
  label: string
  value: number
  least: number
  most: number
  onChange: (value: number) => void
  end?: JSX.Element
}) {
  const id = createUniqueId()
  return (
    <div class={css.group}>
      <label class={css.label} for={id}>
        {props.label}
      </label>
      <div class={css.row}>
        <input
          id={id}
          class={css.figure}
          inputmode="numeric"
          value={props.value}
          onChange={(event) => {
            const value = Number(event.currentTarget.value)
            if (Number.isInteger(value) && value >= props.least && value <= props.most) props.onChange(value)
            else event.currentTarget.value = String(props.value)
          }}
        />
        {props.end}
      </div>
    </div>
  )
}
