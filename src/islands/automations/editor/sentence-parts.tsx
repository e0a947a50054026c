import { Show } from 'solid-js'
import { unwrap } from 'solid-js/store'
import { say } from '../../../i18n/automation-words.ts'
import { FilterBuilder } from '../../../parts/filter/builder.tsx'
import { ActionList } from '../actions/action-list.tsx'
import { type Around, type Draft, isEmpty } from '../sentence/describe.ts'
import { TriggerList } from '../triggers/trigger-list.tsx'
import css from './editor.module.css'
import { ProblemText } from './problem-text.tsx'
import type { Problems } from './problems.ts'

/** When, if and then. */
export function SentenceParts(props: {
  around: Around
  draft: Draft
  problems: Problems
  onChange: <K extends keyof Draft>(part: K, value: Draft[K]) => void
}) {
  return (
    <>
      <fieldset class={css.part}>
        <legend class={css.word}>{say('when')}</legend>
        <TriggerList
          around={props.around}
          triggers={props.draft.triggers}
          problems={props.problems}
          onChange={(triggers) => props.onChange('triggers', triggers)}
        />
      </fieldset>
      <fieldset class={css.part} data-place="conditions">
        <legend class={css.word}>{say('if')}</legend>
        <Show when={isEmpty(props.draft.conditions)}>
          <p class={css.soft}>{say('ifNone')}</p>
        </Show>
        <FilterBuilder
          compact
          project={props.around.project}
          filter={unwrap(props.draft.conditions)}
          onChange={(filter) => props.onChange('conditions', filter)}
        />
        <ProblemText texts={props.problems.at('conditions')} />
      </fieldset>
      <fieldset class={css.part} data-place="actions">
        <legend class={css.word}>{say('thenDo')}</legend>
        <ActionList
          around={props.around}
          actions={props.draft.actions}
          path="actions"
          problems={props.problems}
          onChange={(actions) => props.onChange('actions', actions)}
        />
        <ProblemText texts={props.problems.exactly('actions')} />
      </fieldset>
    </>
  )
}
