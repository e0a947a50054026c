import { For, Show } from 'solid-js'
import { instant } from '../../../client/format.ts'
import type { RehearsalAnswer } from '../../../core/api/automation/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import type { Around } from '../sentence/describe.ts'
import { resultText } from './result-text.ts'
import css from './runs.module.css'

/** So many are shown; that there were more is said. */
const SHOWN = 50

/** What an automation would have done in the last days: how often, for whom, and each time. */
export default function Rehearsal(props: { answer: RehearsalAnswer | 'busy'; around: Around }) {
  const answer = () => (props.answer === 'busy' ? undefined : props.answer)
  const people = (perPerson: RehearsalAnswer['perPerson']) =>
    Object.entries(perPerson)
      .map(([id, count]) => ({ name: props.around.people.find((one) => one.id === id)?.name ?? '?', count }))
      .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name))
  return (
    <section class={css.runs} aria-label={say('rehearse')} aria-busy={props.answer === 'busy'}>
      <h3 class={css.heading}>{say('rehearse')}</h3>
      <p class={css.soft}>{say('rehearseText')}</p>
      <div role="status">
        <Show when={answer()} fallback={<p class={css.soft}>{say('rehearsing')}</p>}>
          {(rehearsal) => (
            <p>
              <Show when={rehearsal().count > 0} fallback={say('rehearsedNone')}>
                <strong>{say('rehearsed', { count: rehearsal().count })}</strong>
              </Show>
              <Show when={rehearsal().added !== undefined && rehearsal().added! + rehearsal().gone! > 0}>
                {' · '}
                {say('comparedWith', { added: rehearsal().added!, gone: rehearsal().gone! })}
              </Show>
            </p>
          )}
        </Show>
      </div>
      <Show when={answer()}>
        {(rehearsal) => (
          <>
            <Show when={people(rehearsal().perPerson).length > 0}>
              <p class={css.soft}>
                {say('perPerson')}:{' '}
                {people(rehearsal().perPerson)
                  .map(({ name, count }) => `${name} ${count}`)
                  .join(' · ')}
              </p>
            </Show>
            <Show when={rehearsal().firings.length > 0}>
              <ul class={css.lines} aria-label={say('rehearse')}>
                <For each={rehearsal().firings.slice(0, SHOWN)}>
                  {(firing) => (
                    <li class={css.run} data-side={firing.only}>
                      <div class={css.what}>
                        <Show when={firing.record} fallback={<span class={css.name}>{props.around.project.name}</span>}>
                          {(record) => (
                            <a class={css.name} href={`/r/${record().id}`}>
                              {record().title}
                            </a>
                          )}
                        </Show>
                        <p class={css.soft}>
                          <Show when={firing.only}>
                            {(only) => (
                              <span class={css.side}>{say(only() === 'draft' ? 'onlyDraft' : 'onlySaved')}</span>
                            )}
                          </Show>
                          <time datetime={firing.at}>{instant(firing.at)}</time>
                          <span>{say('because', { when: say(`when.${firing.cause}`) })}</span>
                        </p>
                        <Show when={firing.actions.length > 0}>
                          <p class={css.soft}>
                            {firing.actions.map((one) => resultText(one, props.around)).join(' · ')}
                          </p>
                        </Show>
                        <Show when={firing.error?.message}>{(message) => <p class={css.problem}>{message()}</p>}</Show>
                      </div>
                    </li>
                  )}
                </For>
              </ul>
            </Show>
            <Show when={rehearsal().more || rehearsal().firings.length > SHOWN}>
              <p class={css.soft}>{say('rehearsedMore')}</p>
            </Show>
          </>
        )}
      </Show>
    </section>
  )
}
