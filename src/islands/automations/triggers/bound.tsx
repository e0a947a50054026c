import { createSignal, Show } from 'solid-js'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/automation-words.ts'
import type { Subject } from '../../../parts/filter/subject.ts'
import { subjectNamed } from '../../../parts/filter/subjects.ts'
import { Pick } from '../../../parts/pick/pick.tsx'
import { Labelled } from '../controls/boxes.tsx'
import { ValueBox } from '../controls/value-box.tsx'
import type { Around } from '../sentence/describe.ts'

/** A field that has one value, so that it can be said from which, or to which, it changes. */
export function comparedAs(project: ProjectAnswer, name: string): Subject | null {
  if (['list', 'tags', 'assignees'].includes(name)) return null
  const subject = subjectNamed(project, name)
  return subject && !['set', 'links', 'files'].includes(subject.kind) ? subject : null
}

/** Any value, or this one. */
export function Bound(props: {
  around: Around
  label: string
  subject: Subject
  value: unknown
  onChange: (value: unknown) => void
}) {
  const [isOpen, setOpen] = createSignal(false)
  const isSaid = () => isOpen() || props.value !== undefined
  return (
    <Labelled label={props.label}>
      <Pick
        label={props.label}
        value={isSaid() ? 'this' : 'any'}
        options={[
          { id: 'any', name: say('anyValue') },
          { id: 'this', name: say('thisValue') },
        ]}
        onChange={(kind) => {
          setOpen(kind === 'this')
          if (kind === 'any') props.onChange(undefined)
          else if (props.subject.kind === 'boolean') props.onChange(true)
        }}
      />
      <Show when={isSaid()}>
        <ValueBox
          names={props.around.names}
          label={`${props.label}: ${props.subject.label}`}
          subject={props.subject}
          value={props.value}
          onChange={props.onChange}
        />
      </Show>
    </Labelled>
  )
}
