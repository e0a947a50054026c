import { type JSX, Show } from 'solid-js'
import css from './chip.module.css'

/** A coloured label (tag, option, list), always with its name: colour alone must not carry meaning. */
export function Chip(props: { name: string; color: string; dot?: boolean }) {
  return (
    <span class={props.dot ? css.dotted : css.chip} data-color={props.color} title={props.name}>
      <Show when={props.dot}>
        <span class={css.dot} />
      </Show>
      <span class={css.name}>{props.name}</span>
    </span>
  )
}

export function Dot(props: { color: string }): JSX.Element {
  return <span class={css.dot} data-color={props.color} />
}
