import { type JSX, Show } from 'solid-js'
import css from './settings.module.css'

/** One matter on a page of the settings: what it is, a word about it, and what one can do. */
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
