import { createSignal, Match, Switch } from 'solid-js'
import { widgetOf } from '../../../parts/field-types/index.ts'
import type { Names } from '../../../parts/filter/filter-names.ts'
import type { Subject } from '../../../parts/filter/subject.ts'
import { ChoicesEdit } from '../../../parts/filter/values/choices-edit.tsx'
import { ValueEdit } from '../../../parts/filter/values/value-edit.tsx'
import { TextBox } from './boxes.tsx'

/** A value for a field, by the editors that conditions have; a day is one of the calendar. */
export function ValueBox(props: {
  names: Names
  label: string
  subject: Subject
  value: unknown
  onChange: (value: unknown) => void
}) {
  const [typed, setTyped] = createSignal<unknown>()
  const value = () => (props.value === null || props.value === '' ? undefined : props.value)
  function change(value: unknown, draftText?: unknown): void {
    setTyped(draftText)
    props.onChange(value)
  }
  return (
    <Switch
      fallback={
        <ValueEdit
          names={props.names}
          op="eq"
          subject={props.subject}
          value={value()}
          draftText={typed()}
          onChange={change}
        />
      }
    >
      <Match when={widgetOf(props.subject.type).choices}>
        <ChoicesEdit
          names={props.names}
          label={props.label}
          subject={props.subject}
          multiple={props.subject.kind === 'set' || props.subject.kind === 'links'}
          value={value()}
          draftText={undefined}
          onChange={change}
        />
      </Match>
      <Match when={props.subject.kind === 'date' || props.subject.kind === 'instant'}>
        <TextBox
          input="date"
          label={props.label}
          value={String(value() ?? '').slice(0, 10)}
          onChange={(day) => props.onChange(day || undefined)}
        />
      </Match>
    </Switch>
  )
}
