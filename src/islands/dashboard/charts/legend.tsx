import { For } from 'solid-js'
import { say } from '../../../i18n/dashboard/words.ts'
import css from './legend.module.css'
import type { Series } from './parts.ts'

/** What which colour is. A click hides one, or brings it back. */
export function Legend(props: {
  series: readonly Series[]
  hidden: ReadonlySet<string>
  onChange: (hidden: ReadonlySet<string>) => void
}) {
  function toggle(key: string): void {
    const hidden = new Set(props.hidden)
    if (!hidden.delete(key)) hidden.add(key)
    // With none left there would be nothing to see.
    props.onChange(hidden.size === props.series.length ? new Set() : hidden)
  }
  return (
    <ul class={css.legend} aria-label={say('legend')}>
      <For each={props.series}>
        {(one) => (
          <li>
            <button
              type="button"
              class={css.entry}
              aria-pressed={!props.hidden.has(one.key)}
              title={one.label}
              onClick={() => toggle(one.key)}
            >
              <span class={css.dot} data-color={one.color} />
              <span class={css.label}>{one.label}</span>
            </button>
          </li>
        )}
      </For>
    </ul>
  )
}
