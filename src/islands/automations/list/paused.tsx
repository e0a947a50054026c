import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { createResource } from 'solid-js'
import { ApiProblem } from '../../../client/api.ts'
import { errorMessage } from '../../../client/error-message.ts'
import { latestValue } from '../../../client/latest-value.ts'
import type { Pause } from '../../../core/api/automation/index.ts'
import { pauseIssue } from '../../../core/automations/pause-issue.ts'
import { say } from '../../../i18n/automation-words.ts'
import css from './list.module.css'

/** Why it stands still, in the reader's words. */
export function Paused(props: { reason: Pause }) {
  const [text] = createResource(
    () => ({ code: props.reason.code, what: props.reason.what }),
    (reason) =>
      errorMessage(new ApiProblem(422, [{ path: '', message: reason.what, ...pauseIssue(reason) }], reason.what)),
  )
  return (
    <span class={css.paused}>
      <TriangleAlert size={14} />
      {say('paused')}: {latestValue(text)}
    </span>
  )
}
