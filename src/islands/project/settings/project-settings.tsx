import type { ProjectAnswer } from '../../../core/model/answers.ts'

export default function ProjectSettings(_props: { project: ProjectAnswer }) {
  return null
}
