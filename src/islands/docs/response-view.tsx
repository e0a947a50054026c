import { For, Show } from 'solid-js'
import { say } from '../../i18n/docs.ts'
import { localeOf } from '../../i18n/index.ts'
import css from './try-it.module.css'

export interface Result {
  status: number
  title: string
  /** milliseconds */
  duration: number
  headers: [string, string][]
  text: string
}

/** A page stays quick: nobody reads half a megabyte here. */
const MOST = 100_000

/** What came back. */
export function ResponseView(props: { result: Result | 'offline' }) {
  return (
    <Show when={props.result !== 'offline' && props.result} fallback={<p class={css.offline}>{say('offline')}</p>}>
      {(result) => (
        <div class={css.answered}>
          <p class={css.status} data-good={result().status < 400 ? '' : undefined}>
            <span>
              {say('status')} <b>{result().status}</b> {result().title}
            </span>
            <span class={css.hint}>
              {say('took')} {result().duration.toLocaleString(localeOf())} ms
            </span>
          </p>
          <details>
            <summary>{say('headers')}</summary>
            <dl class={css.headers}>
              <For each={result().headers}>
                {([name, value]) => (
                  <>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </>
                )}
              </For>
            </dl>
          </details>
          <h3>{say('answerBody')}</h3>
          <Show when={result().text} fallback={<p class={css.hint}>{say('emptyBody')}</p>}>
            <section class={css.text} tabindex="0" aria-label={say('answerBody')}>
              <pre>{pretty(result().text).slice(0, MOST)}</pre>
            </section>
            <Show when={pretty(result().text).length > MOST}>
              <p class={css.hint}>{say('cut')}</p>
            </Show>
          </Show>
        </div>
      )}
    </Show>
  )
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
