import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { FormAnswer } from '../../../core/api/form/index.ts'
import { Snippets } from './snippets.tsx'
import { StatsOf } from './stats.tsx'
import { Submissions } from './submissions.tsx'

/** What there is of a form once it is saved. */
export default function Below(props: { project: ProjectAnswer; form: FormAnswer }) {
  return (
    <>
      <Snippets form={props.form} />
      <StatsOf form={props.form} />
      <Submissions project={props.project} form={props.form} />
    </>
  )
}
