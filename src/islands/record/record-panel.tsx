import type { ProjectAnswer } from '../../core/model/answers.ts'

export default function RecordPanel(_props: { id: string; project: ProjectAnswer; close: () => void }) {
  return null
}
