import { For, Show } from 'solid-js'
import { say } from '../../../i18n/automation-words.ts'
import css from './editor.module.css'
import { type Problems, placeName } from './problems.ts'

/** All that is to be mended, each a way to its place. */
export function MendList(props: { problems: Problems; onChoose: (path: string) => void }) {
  const all = () => props.problems.all()
  return (
    <Show when={all().length > 0}>
      <div class={css.mend}>
        <p>{say('fixFirst', { count: all().length })}</p>
        <ul aria-label={say('fixFirst', { count: all().length })}>
          <For each={all()}>
            {({ path, text }) => (
              <li>
                <button type="button" onClick={() => props.onChoose(path)}>
                  {[placeName(path), text].filter(Boolean).join(': ')}
                </button>
              </li>
            )}
          </For>
        </ul>
      </div>
    </Show>
  )
}
