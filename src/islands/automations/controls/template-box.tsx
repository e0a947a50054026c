import Plus from 'lucide-solid/icons/plus'
import { createUniqueId } from 'solid-js'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/automation-words.ts'
import { FieldPick } from '../../../parts/filter/field-pick.tsx'
import type { Subject } from '../../../parts/filter/subject.ts'
import { subjectNamed } from '../../../parts/filter/subjects.ts'
import { buttonClass } from '../../../widgets/button.tsx'
import css from './controls.module.css'

/** A text in which fields can stand: `{Amount}`, chosen from a list and put where the caret is. */
export function TemplateBox(props: {
  project: ProjectAnswer
  label: string
  value: string
  rows?: number
  onChange: (value: string) => void
}) {
  const id = createUniqueId()
  let box!: HTMLTextAreaElement
  function insert(subject: Subject): void {
    const [start, end] = [box.selectionStart ?? box.value.length, box.selectionEnd ?? box.value.length]
    const piece = `{${templateName(props.project, subject.name)}}`
    const text = box.value.slice(0, start) + piece + box.value.slice(end)
    props.onChange(text)
    box.value = text
    box.focus()
    box.setSelectionRange(start + piece.length, start + piece.length)
  }
  return (
    <span class={css.template} data-wide="">
      <textarea
        ref={box}
        id={id}
        class={css.area}
        rows={props.rows ?? 2}
        aria-label={props.label}
        value={props.value}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
      <FieldPick
        project={props.project}
        label={say('insertField')}
        class={buttonClass('plain', 'small')}
        trigger={
          <>
            <Plus size={14} />
            {say('insertField')}
          </>
        }
        none={say('insertField')}
        onSelect={insert}
      />
    </span>
  )
}

/** As people write it: `Customer.Email`; a built-in name stays one. */
export function templateName(project: ProjectAnswer, name: string): string {
  const label = subjectNamed(project, name)?.label ?? name
  return /^\d/.test(name) ? label.replaceAll(' › ', '.') : name
}
