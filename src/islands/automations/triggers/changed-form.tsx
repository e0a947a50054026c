import { For, Show } from 'solid-js'
import type { Trigger } from '../../../core/api/automation/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import { type Option, PickMany } from '../../../parts/pick/pick.tsx'
import type { Around } from '../sentence/describe.ts'
import { Bound, comparedAs } from './bound.tsx'

/** Which fields; of a single one also from what, and to what. */
export function ChangedForm(props: {
  around: Around
  options: readonly Option[]
  trigger: Extract<Trigger, { when: 'changed' }>
  onChange: (part: object) => void
}) {
  const fields = () => props.trigger.fields ?? []
  const subject = () => (fields().length === 1 ? comparedAs(props.around.project, fields()[0]!) : null)
  return (
    <>
      <PickMany
        label={say('fields')}
        values={fields()}
        options={props.options}
        gone={say('gone.field')}
        none={say('anyField')}
        onChange={(fields) => props.onChange({ fields, from: undefined, to: undefined })}
      />
      <Show when={subject()}>
        {(subject) => (
          <For each={['from', 'to'] as const}>
            {(side) => (
              <Bound
                around={props.around}
                label={say(side)}
                subject={subject()}
                value={props.trigger[side]}
                onChange={(value) => props.onChange({ [side]: value })}
              />
            )}
          </For>
        )}
      </Show>
    </>
  )
}
