import type { ProjectAnswer } from '../../core/model/answers.ts'

export default function Import(_props: { project: ProjectAnswer }) {
  return null
}
