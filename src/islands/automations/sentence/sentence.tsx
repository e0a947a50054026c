import { For } from 'solid-js'
import css from '../list/list.module.css'
import { piecesOf } from './marked-text.ts'

/** A marked sentence, with what was chosen in it emphasised. */
export function Sentence(props: { text: string }) {
  return (
    <For each={piecesOf(props.text)}>
      {({ text, isChosen }) => (isChosen ? <strong class={css.chosen}>{text}</strong> : text)}
    </For>
  )
}
