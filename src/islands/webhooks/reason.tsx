import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { createResource } from 'solid-js'
import { ApiProblem } from '../../client/api.ts'
import { errorMessage } from '../../client/error-message.ts'
import { latestValue } from '../../client/latest-value.ts'
import type { WebhookAnswer } from '../../core/api/outside/webhook.ts'
import css from './webhooks.module.css'

/** Why it tells nothing, in the reader's words. */
export function Reason(props: { label: string; reason: NonNullable<WebhookAnswer['paused']> }) {
  const [text] = createResource(
    () => ({ ...props.reason }),
    (reason) => errorMessage(new ApiProblem(422, [{ ...reason, path: '' }], reason.message)),
  )
  return (
    <span class={css.warning}>
      <TriangleAlert size={14} />
      <span>
        {props.label}: {latestValue(text)}
      </span>
    </span>
  )
}
