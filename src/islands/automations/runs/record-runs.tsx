import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { useAround } from '../around.ts'
import Runs from './runs.tsx'

/** What automations did because of a record: in its stream. */
export default function RecordRuns(props: { record: string; project: ProjectAnswer; onShown: () => void }) {
  const around = useAround(
    () => props.project,
    () => [],
  )
  return (
    <Runs path={`/api/records/${props.record}/runs`} record={props.record} around={around()} onShown={props.onShown} />
  )
}
