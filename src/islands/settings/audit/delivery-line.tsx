import { For, Show } from 'solid-js'
import type { InferOutput } from 'valibot'
import { instant, number } from '../../../client/format.ts'
import type { delivery } from '../../../core/api/outside/delivery.ts'
import { sayLater } from '../../../i18n/later.ts'
import { Button } from '../../../widgets/button.tsx'
import css from '../settings.module.css'
import outboxCss from './outbox.module.css'

export type Delivery = InferOutput<typeof delivery>

/** Somebody should look at these. */
const BAD = new Set<Delivery['state']>(['failed', 'unknown'])

/** A line of the outbox; opened, it shows what was sent and how each try went. */
export function DeliveryLine(props: { delivery: Delivery; onSendAgain: () => void }) {
  let head!: HTMLElement
  const name = () => props.delivery.subject ?? sayLater('outbox.webhook', { event: props.delivery.event })
  const details = () => {
    const { to, at, nextAt, tries } = props.delivery
    return [
      '',
      to,
      ...(tries.length > 1 ? [sayLater('outbox.tries', { count: tries.length })] : []),
      ...(nextAt && tries.length > 0 ? [sayLater('outbox.next', { when: unbroken(nextAt) })] : []),
      unbroken(at),
    ].join(' · ')
  }
  return (
    <li class={outboxCss.line}>
      <details>
        <summary class={outboxCss.head} ref={head}>
          <span class={outboxCss.subject}>{name()}</span>
          <span class={css.soft}>
            <span classList={{ [outboxCss.bad!]: BAD.has(props.delivery.state) }}>
              {sayLater(`outbox.${props.delivery.state}`)}
            </span>
            {details()}
          </span>
        </summary>
        <Show when={props.delivery.body} fallback={<p class={css.soft}>{sayLater(missing(props.delivery))}</p>}>
          <pre class={outboxCss.body}>{props.delivery.body}</pre>
        </Show>
        <ol class={outboxCss.tries}>
          <For each={props.delivery.tries}>
            {({ at, status, ms, error }) => (
              <li class={css.soft}>
                {[instant(at), sayLater('outbox.seconds', { seconds: number((ms / 1000).toFixed(1)) }), error ?? status]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </li>
            )}
          </For>
        </ol>
      </details>
      <Show when={props.delivery.canReplay}>
        <Button
          aria-label={sayLater('outbox.againOf', { name: name() })}
          onClick={() => {
            // The button goes; whoever presses keys stays at the line.
            head.focus()
            props.onSendAgain()
          }}
        >
          {sayLater('outbox.again')}
        </Button>
      </Show>
    </li>
  )
}

/** A time that stays on one line. */
const unbroken = (iso: string) => instant(iso).replaceAll(' ', '\u00a0')

const missing = ({ kind }: Delivery) => (kind === 'mail' ? 'outbox.hidden' : 'outbox.unmade')
