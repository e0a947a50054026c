import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/automation-words.ts'
import { Pick } from '../../../parts/pick/pick.tsx'

/** A list of the project, or any. */
export function ListPick(props: {
  project: ProjectAnswer
  label: string
  value: string | undefined
  none?: string
  onChange: (list: string) => void
}) {
  return (
    <Pick
      label={props.label}
      value={props.value}
      options={props.project.lists}
      gone={say('gone.list')}
      none={props.none ?? say('anyList')}
      onChange={props.onChange}
    />
  )
}
