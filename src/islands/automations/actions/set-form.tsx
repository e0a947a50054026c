import { Show } from 'solid-js'
import type { Action, ActionOf } from '../../../core/api/automation/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import type { Subject } from '../../../parts/filter/subject.ts'
import { subjectNamed } from '../../../parts/filter/subjects.ts'
import { FieldChoice } from '../controls/field-choice.tsx'
import { isSettableField } from '../fields-of.ts'
import type { Around } from '../sentence/describe.ts'
import { GivenValue, isText } from './given-value.tsx'

const BUILT_IN = new Set(['title', 'due', 'description'])

/** A field, and the value or formula that it gets. */
export function SetForm(props: { around: Around; action: ActionOf<'set'>; onChange: (action: Action) => void }) {
  const project = () => props.around.project
  const subject = (): Subject | null => (props.action.field ? subjectNamed(project(), props.action.field) : null)
  const accepts = ({ name }: Subject) =>
    BUILT_IN.has(name) || project().fields.some((field) => field.id === name && isSettableField(field))
  function choose(field: string): void {
    const chosen = subjectNamed(project(), field)
    const value = chosen?.kind === 'boolean' ? true : chosen && isText(chosen) ? '' : null
    props.onChange({ do: 'set', field, value })
  }
  return (
    <>
      <FieldChoice
        project={project()}
        label={say('field')}
        value={props.action.field || undefined}
        accepts={accepts}
        onSelect={choose}
      />
      <Show when={subject()?.name} keyed>
        {(field) => (
          <GivenValue
            around={props.around}
            subject={subject()!}
            value={'value' in props.action ? props.action.value : undefined}
            formula={'formula' in props.action ? props.action.formula : undefined}
            onChange={(value) => props.onChange({ do: 'set', field, value })}
            onFormula={(formula) => props.onChange({ do: 'set', field, formula })}
          />
        )}
      </Show>
    </>
  )
}
