import { Key } from '@solid-primitives/keyed'
import { createResource, createSignal, For, Show } from 'solid-js'
import { ApiProblem, api } from '../../../client/api.ts'
import { errorMessage, toastError } from '../../../client/error-message.ts'
import { instant } from '../../../client/format.ts'
import { latestValue, trackLatestValue } from '../../../client/latest-value.ts'
import { toast } from '../../../client/toasts.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { RefusalAnswer } from '../../../core/api/outside/inbound.ts'
import { sayHook } from '../../../i18n/webhook/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { refetchInbound, refetchRefusals, useRefusals } from '../queries.ts'
import css from '../webhooks.module.css'

/** What didn't fit, with why: to be taken in once the mapping is mended, or to be forgotten. */
export default function Refusals(props: { project: ProjectAnswer; address: string }) {
  const all = trackLatestValue(useRefusals(() => props.address))
  const [busy, setBusy] = createSignal(false)
  async function act(step: () => Promise<unknown>): Promise<void> {
    if (busy()) return
    setBusy(true)
    try {
      await step()
    } catch (error) {
      await toastError(error)
    } finally {
      await Promise.all([refetchRefusals(props.address), refetchInbound(props.project.id)])
      setBusy(false)
    }
  }
  async function retry(id: string): Promise<void> {
    await api('POST', `/api/refusals/${id}/retry`)
    toast({ kind: 'done', text: sayHook('in.retried') })
  }
  return (
    <Show when={all()?.length}>
      <section class={css.section} aria-label={sayHook('in.refusals')}>
        <div>
          <h3 class={css.heading}>{sayHook('in.refusals')}</h3>
          <p class={css.soft}>{sayHook('in.refusalsText')}</p>
        </div>
        <ul class={css.lines} aria-label={sayHook('in.refusals')}>
          <Key each={all()} by="id">
            {(refusal) => (
              <Line
                refusal={refusal()}
                busy={busy()}
                onRetry={() => void act(() => retry(refusal().id))}
                onForget={() => void act(() => api('DELETE', `/api/refusals/${refusal().id}`))}
              />
            )}
          </Key>
        </ul>
      </section>
    </Show>
  )
}

function Line(props: { refusal: RefusalAnswer; busy: boolean; onRetry: () => void; onForget: () => void }) {
  const when = () => instant(props.refusal.at)
  const [reasons] = createResource(
    () => props.refusal.errors,
    (errors) =>
      Promise.all(
        errors.map(async (one) => {
          const text = await errorMessage(new ApiProblem(422, [one], one.message))
          return one.path ? `${text} (${sayHook('in.at', { path: one.path })})` : text
        }),
      ),
  )
  return (
    <li class={css.sent}>
      <details>
        <summary class={css.summary}>
          <span class={css.name}>{sayHook('in.message', { when: when() })}</span>
          <For each={latestValue(reasons)}>{(text) => <span class={css.problem}>{text}</span>}</For>
        </summary>
        <pre class={css.body}>{JSON.stringify(props.refusal.input, null, 2)}</pre>
      </details>
      <div class={css.foot}>
        <Button
          size="small"
          disabled={props.busy}
          aria-label={sayHook('in.retryOf', { when: when() })}
          onClick={props.onRetry}
        >
          {sayHook('in.retry')}
        </Button>
        <Button
          size="small"
          variant="plain"
          disabled={props.busy}
          aria-label={sayHook('in.forgetOf', { when: when() })}
          onClick={props.onForget}
        >
          {sayHook('in.forget')}
        </Button>
      </div>
    </li>
  )
}
