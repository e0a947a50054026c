import type { ProjectAnswer } from '../../../core/api/answers.ts'

/** What every menu of the header row takes. */
export interface MenuProps {
  project: ProjectAnswer
  anchor: HTMLElement
  onClose: () => void
}
