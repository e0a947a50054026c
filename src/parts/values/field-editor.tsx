import { Match, Switch } from 'solid-js'
import { AreaEditor } from './area-editor.tsx'
import { DayEditor } from './day-editor.tsx'
import { type EditorProps, mannerOf } from './editing.ts'
import { LineEditor } from './line-editor.tsx'
import { MoneyEditor } from './money-editor.tsx'
import { PickEditor } from './pick-editor.tsx'
import { ReferenceEditor } from './reference-editor.tsx'

/** The editor of a field's value, the same in a record and in a table's cell. */
export default function FieldEditor(props: EditorProps) {
  const manner = () => mannerOf(props.field)
  return (
    <Switch>
      <Match when={manner() === 'line'}>
        <LineEditor {...props} />
      </Match>
      <Match when={manner() === 'area'}>
        <AreaEditor {...props} label={props.field.name} />
      </Match>
      <Match when={manner() === 'money'}>
        <MoneyEditor {...props} />
      </Match>
      <Match when={manner() === 'day'}>
        <DayEditor {...props} label={props.field.name} withTime={props.field.type === 'dateTime'} />
      </Match>
      <Match when={manner() === 'pick'}>
        <PickEditor {...props} />
      </Match>
      <Match when={manner() === 'reference'}>
        <ReferenceEditor {...props} />
      </Match>
    </Switch>
  )
}
