import { Show } from 'solid-js'
import css from './avatar.module.css'

/** A person's initials on their colour; `decorative` hides it from screen readers where the name stands next to it. */
export function Avatar(props: { name: string; small?: boolean; decorative?: boolean }) {
  return (
    <span
      class={css.avatar}
      classList={{ [css.small!]: props.small ?? false }}
      data-color={colorOf(props.name)}
      title={props.name}
      aria-hidden={props.decorative ? 'true' : undefined}
    >
      <span class={css.initials} aria-hidden="true" data-initials={initials(props.name)} />
      <Show when={!props.decorative}>
        <span class="hidden-text">{props.name}</span>
      </Show>
    </span>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words
  const initialsOfWords = letters.map((word) => [...new Intl.Segmenter().segment(word)][0]?.segment ?? '')
  return initialsOfWords.join('').toLocaleUpperCase()
}

const COLORS = ['blue', 'teal', 'purple', 'green', 'orange', 'pink', 'indigo']

function colorOf(name: string): string {
  let hash = 0
  for (const letter of name) hash = (hash * 31 + letter.codePointAt(0)!) % 9973
  return COLORS[hash % COLORS.length]!
}
