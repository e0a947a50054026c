import { createUniqueId, For, type JSX } from 'solid-js'
import css from '../form.module.css'

/** A choice of a few, under its label. */
export function Choice(props: {
  label: string
  value: string
  options: { id: string; name: string }[]
  disabled?: boolean
  pick: (id: string) => void
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
        onChange={(event) => props.pick(event.currentTarget.value)}
      >
        <For each={props.options}>
          {(one) => (
            <option value={one.id} selected={one.id === props.value}>
              {one.name}
            </option>
          )}
        </For>
      </select>
    </div>
  )
}

/** A whole number under its label; what isn't one goes back to what it was. */
export function Figure(props: {
  label: string
  value: number
  least: number
  most: number
  set: (value: number) => void
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
            if (Number.isInteger(value) && value >= props.least && value <= props.most) props.set(value)
            else event.currentTarget.value = String(props.value)
          }}
        />
        {props.end}
      </div>
    </div>
  )
}
