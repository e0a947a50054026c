import type { ProjectAnswer } from '../../../core/model/answers.ts'

export default function Table(_props: { project: ProjectAnswer }) {
  return null
}
