import { type JSX, Show } from 'solid-js'
import css from './settings.module.css'

/** A titled section of a settings page. */
export function Section(props: { title: string; text?: string; children: JSX.Element }) {
  return (
    <section class={css.part} aria-label={props.title}>
      <div>
        <h2 class={css.partTitle}>{props.title}</h2>
        <Show when={props.text}>
          <p class={css.soft}>{props.text}</p>
        </Show>
      </div>
      {props.children}
    </section>
  )
}
