import { type JSX, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import css from './message.module.css'

/** A place with nothing in it, or where something failed: what it is for, what stayed safe, what to do. */
export function Message(props: {
  icon?: JSX.Element
  title: string
  text: string
  role?: 'alert'
  /** it is all there is on the page */
  standalone?: boolean
  children?: JSX.Element
}) {
  return (
    <div class={css.message} role={props.role}>
      <Show when={props.icon}>
        <div class={css.icon}>{props.icon}</div>
      </Show>
      <Dynamic component={props.standalone ? 'h1' : 'h2'} class={css.title}>
        {props.title}
      </Dynamic>
      <p class={css.text}>{props.text}</p>
      <div class={css.actions}>{props.children}</div>
    </div>
  )
}
