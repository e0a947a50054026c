import { Key } from '@solid-primitives/keyed'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../../client/api.ts'
import { toastError } from '../../client/error-message.ts'
import { instant, number } from '../../client/format.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import { toast } from '../../client/toasts.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { WebhookAnswer, WebhookDelivery, WebhookEvent } from '../../core/api/outside/webhook.ts'
import { t } from '../../i18n/index.ts'
import { sayHook } from '../../i18n/webhook/index.ts'
import { Button } from '../../widgets/button.tsx'
import { refetchLog, refetchWebhooks, useLog } from './queries.ts'
import css from './webhooks.module.css'

/** What it has told, with the message and each try; what may be sent again, a trial, a new secret. */
export default function Log(props: {
  project: ProjectAnswer
  webhook: WebhookAnswer
  onSecret: (shown: { of: string; secret: string }) => void
}) {
  const path = () => `/api/webhooks/${props.webhook.id}`
  const [busy, setBusy] = createSignal(false)
  async function act(step: () => Promise<unknown>): Promise<void> {
    if (busy()) return
    setBusy(true)
    try {
      await step()
    } catch (error) {
      await toastError(error)
    } finally {
      setBusy(false)
    }
  }
  async function ping(): Promise<void> {
    await api('POST', `${path()}/ping`)
    toast({ kind: 'done', text: sayHook('pinged') })
    await refetchLog(props.webhook.id)
  }
  async function rotate(): Promise<void> {
    const { webhook } = await api<{ webhook: { id: string; secret: string } }>('POST', `${path()}/secret`)
    await refetchWebhooks(props.project.id)
    props.onSecret({ of: webhook.id, secret: webhook.secret })
    requestAnimationFrame(() => document.querySelector('main [role=status]')?.scrollIntoView({ block: 'center' }))
  }
  return (
    <section class={css.section} aria-label={sayHook('log')}>
      <header class={css.head}>
        <h3 class={css.heading}>{sayHook('log')}</h3>
        <Show when={props.webhook.mayRead}>
          <div class={css.foot}>
            <Button size="small" disabled={busy()} onClick={() => void act(ping)}>
              {sayHook('ping')}
            </Button>
            <Button size="small" variant="plain" disabled={busy()} onClick={() => void act(rotate)}>
              {sayHook('rotate')}
            </Button>
          </div>
        </Show>
      </header>
      <Show when={props.webhook.mayRead} fallback={<p class={css.soft}>{sayHook('logHidden')}</p>}>
        <Deliveries webhook={props.webhook.id} />
      </Show>
    </section>
  )
}

function Deliveries(props: { webhook: string }) {
  const query = useLog(() => props.webhook)
  const pages = trackLatestValue(
    query as { isPending: boolean; data: { pages: { deliveries: WebhookDelivery[] }[] } | undefined },
  )
  const deliveries = () => pages()?.pages.flatMap((page) => page.deliveries)
  async function sendAgain(id: string): Promise<void> {
    try {
      await api('POST', `/api/deliveries/${id}/replay`)
    } catch (error) {
      await toastError(error)
    }
    await refetchLog(props.webhook)
  }
  return (
    <Show when={deliveries()}>
      {(all) => (
        <Show when={all().length > 0} fallback={<p class={css.soft}>{sayHook('logNone')}</p>}>
          <ul class={css.lines} aria-label={sayHook('log')}>
            {/* By their ids: what is open, and has the focus, stays so while states change. */}
            <Key each={all()} by="id">
              {(delivery) => <Line delivery={delivery()} onSendAgain={() => void sendAgain(delivery().id)} />}
            </Key>
          </ul>
          <Show when={query.hasNextPage}>
            <div>
              <Button onClick={() => void query.fetchNextPage()}>{t('more')}</Button>
            </div>
          </Show>
        </Show>
      )}
    </Show>
  )
}

function Line(props: { delivery: WebhookDelivery; onSendAgain: () => void }) {
  let head!: HTMLElement
  const name = () => sayHook(`event.${props.delivery.event as WebhookEvent | 'ping'}`)
  const details = () => {
    const { at, nextAt, tries } = props.delivery
    return [
      '',
      ...(tries.length > 1 ? [sayHook('tries', { count: tries.length })] : []),
      ...(nextAt && tries.length > 0 ? [sayHook('next', { when: unbroken(nextAt) })] : []),
      unbroken(at),
    ].join(' · ')
  }
  return (
    <li class={css.sent}>
      <details>
        <summary class={css.summary} ref={head}>
          <span class={css.name}>{name()}</span>
          <span class={css.soft}>
            <span>
              <span class={css.state} data-state={props.delivery.state}>
                {sayHook(`state.${props.delivery.state}`)}
              </span>
              {details()}
            </span>
          </span>
        </summary>
        <ol class={css.tries}>
          <For each={props.delivery.tries}>
            {({ at, status, ms, error }) => (
              <li class={css.soft}>
                {[instant(at), sayHook('seconds', { seconds: number((ms / 1000).toFixed(1)) }), error ?? status]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </li>
            )}
          </For>
        </ol>
        <p class={css.soft}>
          <span>{sayHook('id', { id: props.delivery.key })}</span>
          <Show when={props.delivery.record}>{(record) => <a href={`/r/${record()}`}>{sayHook('record')}</a>}</Show>
        </p>
        <Show when={props.delivery.body} fallback={<p class={css.soft}>{sayHook('bodyNone')}</p>}>
          {(body) => <pre class={css.body}>{pretty(body())}</pre>}
        </Show>
      </details>
      <Show when={props.delivery.canReplay}>
        <Button
          size="small"
          aria-label={sayHook('againOf', { name: name() })}
          onClick={() => {
            // The button goes; whoever presses keys stays at the line.
            head.focus()
            props.onSendAgain()
          }}
        >
          {sayHook('again')}
        </Button>
      </Show>
    </li>
  )
}

/** A time that stays on one line. */
const unbroken = (iso: string) => instant(iso).replaceAll(' ', '\u00a0')

const pretty = (json: string): string => JSON.stringify(JSON.parse(json), null, 2)
