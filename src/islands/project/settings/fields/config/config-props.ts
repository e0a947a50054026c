import type { FieldAnswer, ProjectAnswer } from '../../../../../core/api/answers.ts'
import type { Config, Draft } from '../draft.ts'
import type { Problems } from '../save-field.ts'

export interface ConfigProps {
  project: ProjectAnswer
  /** the stored field; none where it is new */
  field: FieldAnswer | undefined
  draft: Draft
  /** merges into the config */
  onChange: (part: Config) => void
  /** replaces the whole config */
  onReplace: (config: Config) => void
  problems: Problems
}
