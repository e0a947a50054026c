import { type JSX, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import css from './message.module.css'

/** An empty or error state: icon, title, text and actions. */
export function Message(props: {
  icon?: JSX.Element
  title: string
  text: string
  role?: 'alert'
  /** the only content of the page: its title is the h1 */
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
