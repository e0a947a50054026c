import { createEffect, createSignal, Match, Show, Suspense, Switch } from 'solid-js'
import { trackLatestValue } from '../../client/latest-value.ts'
import { currentRoute } from '../../client/route.ts'
import { mayManage } from '../../client/workspace.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { sayHook } from '../../i18n/webhook/index.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { Loading } from '../../parts/loading.tsx'
import { buttonClass } from '../../widgets/button.tsx'
import { Message } from '../../widgets/message.tsx'
import type { NewAddress } from './inbound/new-address.tsx'
import { placeOf } from './place-of.ts'
import { useInbound, useWebhooks } from './queries.ts'
import css from './webhooks.module.css'

// None is read by who opens another.
const WebhookList = lazyPart(() => import('./list.tsx'))
const Editor = lazyPart(() => import('./editor.tsx'))
const InboundEditor = lazyPart(() => import('./inbound/editor.tsx'))

/** Of a project: whom it tells what happens, and what comes in. One of them stands under its own address. */
export default function Webhooks(props: { project: ProjectAnswer }) {
  const id = () => props.project.id
  const [query, inboundQuery] = [useWebhooks(id), useInbound(id)]
  const webhooks = trackLatestValue(query)
  const addresses = trackLatestValue(inboundQuery)
  // Told once: by the id of what it is of, for as long as the page is open.
  const [secret, setSecret] = createSignal<{ of: string; secret: string }>()
  const [newAddress, setNewAddress] = createSignal<NewAddress>()
  const shown = () => currentRoute().parts[3]
  const address = () => (shown() === 'in' ? currentRoute().parts[4] : undefined)
  const webhook = () => webhooks()?.find((one) => one.id === shown())
  const inbound = () => addresses()?.find((one) => one.id === address())
  createEffect(() => {
    const name = webhook() ? placeOf(webhook()!.url) : inbound()?.name
    document.title = [name, sayHook('title'), props.project.name, 'Tonle'].filter(Boolean).join(' · ')
  })
  return (
    <div class={css.page}>
      <Show when={mayManage(props.project)} fallback={<Message title={sayHook('title')} text={sayHook('mayNot')} />}>
        <Suspense>
          <Switch fallback={<WebhookList project={props.project} />}>
            <Match when={address() === 'new'}>
              <InboundEditor project={props.project} onMade={setNewAddress} />
            </Match>
            <Match when={address()}>
              <Loading query={inboundQuery} when={addresses()}>
                {() => (
                  <Show
                    when={inbound()?.id}
                    keyed
                    fallback={<NotThere project={id()} title={sayHook('in.notThere')} />}
                  >
                    {(key) => (
                      <InboundEditor
                        project={props.project}
                        address={inbound()!}
                        made={newAddress()?.id === key ? newAddress() : undefined}
                        onMade={setNewAddress}
                      />
                    )}
                  </Show>
                )}
              </Loading>
            </Match>
            <Match when={shown() === 'new'}>
              <Editor project={props.project} onSecret={setSecret} />
            </Match>
            <Match when={shown()}>
              <Loading query={query} when={webhooks()}>
                {() => (
                  <Show when={webhook()?.id} keyed fallback={<NotThere project={id()} title={sayHook('notThere')} />}>
                    {(key) => (
                      <Editor
                        project={props.project}
                        webhook={webhook()!}
                        secret={secret()?.of === key ? secret()!.secret : undefined}
                        onSecret={setSecret}
                      />
                    )}
                  </Show>
                )}
              </Loading>
            </Match>
          </Switch>
        </Suspense>
      </Show>
    </div>
  )
}

function NotThere(props: { project: string; title: string }) {
  return (
    <Message title={props.title} text={sayHook('notThereText')}>
      <a class={buttonClass('outline')} href={`/p/${props.project}/webhooks`}>
        {sayHook('back')}
      </a>
    </Message>
  )
}
