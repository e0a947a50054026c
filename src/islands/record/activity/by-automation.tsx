import { Show } from 'solid-js'
import { mayManage } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'

/** "by the automation Follow a win", with the way to it for who may change it. */
export function ByAutomation(props: { automation: { id: string; name: string }; project: ProjectAnswer }) {
  return (
    <span>
      {t('change.byAutomation')}{' '}
      <Show when={mayManage(props.project)} fallback={props.automation.name}>
        <a href={`/p/${props.project.id}/automations/${props.automation.id}`}>{props.automation.name}</a>
      </Show>
    </span>
  )
}
