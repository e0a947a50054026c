import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { AutomationAnswer } from '../../../core/api/automation/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import { Message } from '../../../widgets/message.tsx'
import { useAround } from '../around.ts'
import { BackLink, RunsOf } from './below.tsx'

/** One whose settings aren't shown to the reader: what it did, and nothing that could be saved over it. */
export default function Closed(props: { project: ProjectAnswer; automation: AutomationAnswer }) {
  const around = useAround(
    () => props.project,
    () => [],
  )
  return (
    <>
      <BackLink href={`/p/${props.project.id}/automations`} />
      <Message title={props.automation.name} text={say('hidden')} />
      <RunsOf automation={props.automation.id} around={around()} />
    </>
  )
}
