import type { FieldAnswer, ProjectAnswer } from '../../../../../core/api/answers.ts'
import type { Config, Draft } from '../draft.ts'
import type { Problems } from '../save-field.ts'

export interface ConfigProps {
  project: ProjectAnswer
  /** the stored field; none where it is new */
  field: FieldAnswer | undefined
  draft: Draft
  /** some parts of the config */
  onChange: (part: Config) => void
  /** all of it: parts that are left out are gone */
  onReplace: (config: Config) => void
  problems: Problems
}
