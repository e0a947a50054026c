import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/automation-words.ts'
import { FieldPick } from '../../../parts/filter/field-pick.tsx'
import type { Subject } from '../../../parts/filter/subject.ts'
import { subjectNamed } from '../../../parts/filter/subjects.ts'
import css from './controls.module.css'

/** A field as a button that opens the choice of fields. */
export function FieldChoice(props: {
  project: ProjectAnswer
  label: string
  value: string | undefined
  accepts?: (subject: Subject) => boolean
  onSelect: (name: string) => void
}) {
  const isGone = () => !!props.value && subjectNamed(props.project, props.value) === null
  const shown = () =>
    props.value ? (subjectNamed(props.project, props.value)?.label ?? say('gone.field')) : say('choose')
  return (
    <FieldPick
      project={props.project}
      label={props.label}
      class={isGone() ? `${css.pick} ${css.gone}` : css.pick!}
      {...(props.value !== undefined && { value: props.value })}
      none={say('choose')}
      trigger={<span class={css.picked}>{shown()}</span>}
      {...(props.accepts && { accepts: props.accepts })}
      onSelect={(subject) => props.onSelect(subject.name)}
    />
  )
}
