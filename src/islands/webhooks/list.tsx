import { Key } from '@solid-primitives/keyed'
import { Show } from 'solid-js'
import { ago, instant } from '../../client/format.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import { navigateTo } from '../../client/route.ts'
import { toast } from '../../client/toasts.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { WebhookAnswer } from '../../core/api/outside/webhook.ts'
import { sayHook } from '../../i18n/webhook/index.ts'
import { Loading } from '../../parts/loading.tsx'
import { lineActions } from '../../parts/set-up-list/line-actions.ts'
import { ListHead, SetUpLine, SetUpList } from '../../parts/set-up-list/set-up-list.tsx'
import { AddressList } from './inbound/address-list.tsx'
import { placeOf } from './place-of.ts'
import { refetchWebhooks, updateWebhooks, useInbound, useWebhooks } from './queries.ts'
import { Reason } from './reason.tsx'
import css from './webhooks.module.css'

/** Each with its switch, what it tells, and how it goes; below them where data comes in. */
export default function WebhookList(props: { project: ProjectAnswer }) {
  const id = () => props.project.id
  const [query, inboundQuery] = [useWebhooks(id), useInbound(id)]
  const webhooks = trackLatestValue(query)
  const addresses = trackLatestValue(inboundQuery)
  return (
    <>
      <section class={css.section} aria-label={sayHook('title')}>
        <ListHead
          title={sayHook('title')}
          lead={sayHook('lead', { name: props.project.name })}
          href={`/p/${props.project.id}/webhooks/new`}
          add={sayHook('new')}
        />
        <Loading query={query} when={webhooks()}>
          {(all) => (
            <SetUpList
              label={sayHook('title')}
              none={sayHook('none')}
              noneText={sayHook('noneText')}
              isEmpty={all().length === 0}
            >
              <Key each={all()} by="id">
                {(webhook) => <Line project={props.project} webhook={webhook()} />}
              </Key>
            </SetUpList>
          )}
        </Loading>
      </section>
      <Loading query={inboundQuery} when={addresses()}>
        {(all) => <AddressList project={props.project} addresses={all()} />}
      </Loading>
    </>
  )
}

function Line(props: { project: ProjectAnswer; webhook: WebhookAnswer }) {
  let row!: HTMLLIElement
  const to = () => placeOf(props.webhook.url)
  const page = () => `/p/${props.project.id}/webhooks/${props.webhook.id}`

  const { patch, remove } = lineActions(
    { path: '/api/webhooks', update: updateWebhooks, refetch: refetchWebhooks },
    { project: () => props.project.id, id: () => props.webhook.id },
  )
  function onDelete(): void {
    const name = to()
    void remove(row, '/webhooks/new', () => toast({ kind: 'done', text: sayHook('deleted', { to: name }) }))
  }

  return (
    <SetUpLine
      ref={(line) => {
        row = line
      }}
      name={to()}
      href={page()}
      switch={{ label: sayHook('on', { to: to() }), on: props.webhook.on, onChange: (on) => void patch({ on }) }}
      menu={{
        label: sayHook('more', { to: to() }),
        items: [
          { label: sayHook('edit'), onSelect: () => void navigateTo(page()) },
          'separator',
          { label: sayHook('delete'), danger: true, onSelect: onDelete },
        ],
      }}
    >
      <p class={css.events}>{props.webhook.events.map((one) => sayHook(`event.${one}`)).join(' · ')}</p>
      <p class={css.soft}>
        <Show when={props.webhook.paused}>{(reason) => <Reason label={sayHook('paused')} reason={reason()} />}</Show>
        <Show when={props.webhook.stopped}>{(reason) => <Reason label={sayHook('stopped')} reason={reason()} />}</Show>
        <Show when={props.webhook.on && props.webhook.failingSince}>
          {(since) => <span class={css.warning}>{sayHook('failing', { when: instant(since()) })}</span>}
        </Show>
        <span>{props.webhook.lastAt ? sayHook('last', { ago: ago(props.webhook.lastAt) }) : sayHook('never')}</span>
        <Show when={props.webhook.filter !== null}>
          <span>{sayHook('filtered')}</span>
        </Show>
        <Show when={props.webhook.owner}>{(owner) => <span>{sayHook('owner', { name: owner().name })}</span>}</Show>
      </p>
    </SetUpLine>
  )
}
