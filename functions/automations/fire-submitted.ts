import type { Project } from '../../src/core/model/index.ts'
import type { Sql } from '../../src/core/sql/index.ts'
import type { Change } from '../changes/index.ts'

interface SubmittedForm {
  id: number
  name: string
  /** ids of people who are told of it */
  tell: readonly number[]
}

/** A form was sent in that has made this record, or found it, in the same change: what automations with the trigger `submitted` hear of. */
export function fireSubmitted(
  change: Change,
  project: Project,
  record: number | Sql,
  { id, name, tell }: SubmittedForm,
): void {
  change.addRecordEvents(project, record, 'submitted', [
    { form: [null, id], formName: [null, name], told: [null, tell] },
  ])
}
