import { Key } from '@solid-primitives/keyed'
import { Show } from 'solid-js'
import { ago } from '../../../client/format.ts'
import { navigateTo } from '../../../client/route.ts'
import { toast } from '../../../client/toasts.ts'
import type { InboundAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import { sayHook } from '../../../i18n/webhook/index.ts'
import { lineActions } from '../../../parts/set-up-list/line-actions.ts'
import { ListHead, SetUpLine, SetUpList } from '../../../parts/set-up-list/set-up-list.tsx'
import { refetchInbound, updateInbound } from '../queries.ts'
import css from '../webhooks.module.css'

/** Where other programs send to. */
export function AddressList(props: { project: ProjectAnswer; addresses: InboundAnswer[] }) {
  return (
    <section class={css.section} aria-label={sayHook('in.title')}>
      <ListHead
        small
        title={sayHook('in.title')}
        lead={sayHook('in.lead')}
        href={`/p/${props.project.id}/webhooks/in/new`}
        add={sayHook('in.new')}
      />
      <SetUpList label={sayHook('in.title')} none={sayHook('in.none')} isEmpty={props.addresses.length === 0}>
        <Key each={props.addresses} by="id">
          {(address) => <Line project={props.project} address={address()} />}
        </Key>
      </SetUpList>
    </section>
  )
}

function Line(props: { project: ProjectAnswer; address: InboundAnswer }) {
  let row!: HTMLLIElement
  const page = () => `/p/${props.project.id}/webhooks/in/${props.address.id}`
  const { remove } = lineActions(
    { path: '/api/inbound', update: updateInbound, refetch: refetchInbound },
    { project: () => props.project.id, id: () => props.address.id },
  )
  function onDelete(): void {
    const { name } = props.address
    void remove(row, '/webhooks/in/new', () => toast({ kind: 'done', text: sayHook('in.deleted', { name }) }))
  }

  return (
    <SetUpLine
      ref={(line) => {
        row = line
      }}
      name={props.address.name}
      href={page()}
      menu={{
        label: sayHook('more', { to: props.address.name }),
        items: [
          { label: sayHook('edit'), onSelect: () => void navigateTo(page()) },
          'separator',
          { label: sayHook('delete'), danger: true, onSelect: onDelete },
        ],
      }}
    >
      <p class={css.soft}>
        <Show when={props.address.refused > 0}>
          <span class={css.warning}>{sayHook('in.refused', { count: props.address.refused })}</span>
        </Show>
        <span>{sayHook(props.address.mapping ? 'in.makes' : 'in.plain')}</span>
        <span>
          {props.address.usedAt ? sayHook('in.used', { ago: ago(props.address.usedAt) }) : sayHook('in.unused')}
        </span>
        <span>{sayHook('owner', { name: props.address.by.name })}</span>
      </p>
    </SetUpLine>
  )
}
