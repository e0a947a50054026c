import ArrowLeft from 'lucide-solid/icons/arrow-left'
import { For, Show, Suspense } from 'solid-js'
import { unwrap } from 'solid-js/store'
import { api } from '../../client/api.ts'
import { instant } from '../../client/format.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import { createPersistedDraft } from '../../client/persisted-draft.ts'
import { navigateTo } from '../../client/route.ts'
import { toast } from '../../client/toasts.ts'
import { useSubmit } from '../../client/use-submit.ts'
import { useMe, usePeople } from '../../client/workspace.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { WEBHOOK_EVENTS, type WebhookAnswer, type WebhookEvent } from '../../core/api/outside/webhook.ts'
import type { Filter } from '../../core/query/filters/ast.ts'
import { sayHook } from '../../i18n/webhook/index.ts'
import { FilterBuilder } from '../../parts/filter/builder.tsx'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { UnsavedNote } from '../../parts/unsaved-note.tsx'
import { Button } from '../../widgets/button.tsx'
import { Field, SelectField } from '../../widgets/field.tsx'
import { Switch } from '../../widgets/switch.tsx'
import { createPlaced } from './problems.ts'
import { refetchWebhooks } from './queries.ts'
import { Reason } from './reason.tsx'
import { Secret } from './secret.tsx'
import css from './webhooks.module.css'

const Log = lazyPart(() => import('./log.tsx'))

interface Draft {
  url: string
  events: WebhookEvent[]
  filter: Filter | null
  /** the filter was changed: one that may not be seen stays as it is until then */
  isFiltered: boolean
  /** whose rights it tells with; '' is as it is, or oneself */
  owner: string
  on: boolean
}

/** One webhook: where to, what of, which records; below it its secret, and what it has told. */
export default function Editor(props: {
  project: ProjectAnswer
  webhook?: WebhookAnswer
  /** told this once */
  secret?: string | undefined
  onSecret: (shown: { of: string; secret: string }) => void
}) {
  const me = useMe()
  const people = trackLatestValue(usePeople())
  let form: HTMLFormElement | undefined
  const problems = createPlaced(() => form)
  const saved = (): Draft => ({
    url: props.webhook?.url ?? '',
    events: [...(props.webhook?.events ?? ['record.created'])],
    // What the query holds is a store's.
    filter: JSON.parse(JSON.stringify(props.webhook?.filter ?? null)) as Filter | null,
    isFiltered: false,
    owner: '',
    on: props.webhook?.on ?? true,
  })
  const { draft, setDraft, version, wasPersisted, startOver, forget } = createPersistedDraft<Draft>(
    `webhook.${props.project.id}.${props.webhook?.id ?? 'new'}`,
    saved,
  )
  const list = () => `/p/${props.project.id}/webhooks`
  const ownerNow = () => props.webhook?.owner ?? me.data?.person ?? null
  const owners = () => [
    ...(ownerNow() ? [{ id: ownerNow()!.id, name: ownerNow()!.name }] : []),
    ...(people() ?? []).filter(({ state, id }) => state === 'active' && id !== ownerNow()?.id),
  ]
  const toggle = (event: WebhookEvent, chosen: boolean) =>
    setDraft('events', (all) => (chosen ? [...all, event] : all.filter((one) => one !== event)))

  const { busy, onSubmit } = useSubmit(async () => {
    problems.clear()
    if (draft.events.length === 0) return problems.say('events', sayHook('eventsNeeded'))
    const body = {
      url: draft.url,
      events: [...draft.events],
      on: draft.on,
      ...((draft.isFiltered || !props.webhook) && { filter: unwrap(draft.filter) }),
      ...(draft.owner && draft.owner !== ownerNow()?.id && { owner: draft.owner }),
    }
    try {
      if (props.webhook) await api('PATCH', `/api/webhooks/${props.webhook.id}`, onlyChanged(body, props.webhook))
      else {
        const { webhook } = await api<{ webhook: WebhookAnswer & { secret: string } }>(
          'POST',
          `/api/projects/${props.project.id}/webhooks`,
          body,
        )
        forget()
        props.onSecret({ of: webhook.id, secret: webhook.secret })
        await refetchWebhooks(props.project.id)
        await navigateTo(`${list()}/${webhook.id}`, { replace: true })
        return
      }
      await refetchWebhooks(props.project.id)
      startOver()
      toast({ kind: 'done', text: sayHook('saved') })
    } catch (error) {
      await problems.set(error)
    }
  })

  return (
    <>
      <a class={css.back} href={list()}>
        <ArrowLeft size={14} />
        {sayHook('back')}
      </a>
      <Show when={props.secret}>
        {(secret) => <Secret secret={secret()} isNew={props.webhook?.earlierSecretUntil == null} />}
      </Show>
      <form
        ref={form}
        class={css.form}
        novalidate
        aria-label={sayHook(props.webhook ? 'edit' : 'new')}
        onSubmit={onSubmit}
      >
        <UnsavedNote when={wasPersisted()} onStartOver={startOver} />
        <div data-place="url">
          <Field
            type="url"
            inputmode="url"
            label={sayHook('url')}
            hint={sayHook('urlHint')}
            placeholder="https://"
            maxlength={2000}
            value={draft.url}
            problem={problems.at('url')}
            onInput={(event) => setDraft('url', event.currentTarget.value)}
          />
        </div>
        <Show when={props.webhook?.paused}>{(reason) => <Reason label={sayHook('paused')} reason={reason()} />}</Show>
        <Show when={props.webhook?.stopped}>{(reason) => <Reason label={sayHook('stopped')} reason={reason()} />}</Show>
        <fieldset class={css.part} data-place="events">
          <legend class={css.word}>{sayHook('events')}</legend>
          <div class={css.choices}>
            <For each={WEBHOOK_EVENTS}>
              {(event) => (
                <label class={css.choice}>
                  <input
                    type="checkbox"
                    checked={draft.events.includes(event)}
                    onChange={({ currentTarget }) => toggle(event, currentTarget.checked)}
                  />
                  {sayHook(`event.${event}`)}
                </label>
              )}
            </For>
          </div>
          <Show when={problems.at('events')}>
            {(text) => (
              <p class={css.problem} role="alert">
                {text()}
              </p>
            )}
          </Show>
        </fieldset>
        <fieldset class={css.part} data-place="filter">
          <legend class={css.word}>{sayHook('which')}</legend>
          <Show when={props.webhook && props.webhook.filter === undefined && !draft.isFiltered}>
            <p class={css.warning}>{sayHook('filterHidden')}</p>
          </Show>
          <Show when={draft.filter === null && (!props.webhook || props.webhook.filter !== undefined)}>
            <p class={css.soft}>{sayHook('whichAll')}</p>
          </Show>
          <Show when={version()} keyed>
            {(_version) => (
              <FilterBuilder
                compact
                project={props.project}
                filter={unwrap(draft.filter)}
                onChange={(chosen) =>
                  setDraft({ isFiltered: true, filter: JSON.parse(JSON.stringify(chosen)) as Filter | null })
                }
              />
            )}
          </Show>
          <Show when={problems.at('filter')}>
            {(text) => (
              <p class={css.problem} role="alert">
                {text()}
              </p>
            )}
          </Show>
        </fieldset>
        <div data-place="owner">
          <SelectField
            label={sayHook('ownerLabel')}
            hint={sayHook('ownerHint')}
            value={draft.owner || (ownerNow()?.id ?? '')}
            options={owners()}
            onChange={(event) => setDraft('owner', event.currentTarget.value)}
          />
          <Show when={problems.at('owner')}>
            {(text) => (
              <p class={css.problem} role="alert">
                {text()}
              </p>
            )}
          </Show>
        </div>
        <Switch label={sayHook('switchedOn')} on={draft.on} onChange={(on) => setDraft('on', on)} />
        <div class={css.foot}>
          <Button type="submit" variant="solid" disabled={busy()}>
            {sayHook(props.webhook ? 'save' : 'make')}
          </Button>
          <a class={css.cancel} href={list()} onClick={forget}>
            {sayHook('discard')}
          </a>
        </div>
      </form>
      <Show when={props.webhook}>
        {(webhook) => (
          <>
            <Show when={webhook().earlierSecretUntil}>
              {(until) => <p class={css.soft}>{sayHook('bothUntil', { when: instant(until()) })}</p>}
            </Show>
            <Suspense>
              <Log project={props.project} webhook={webhook()} onSecret={props.onSecret} />
            </Suspense>
          </>
        )}
      </Show>
    </>
  )
}

/** Who changes what is told, or where, may become its owner: what is the same isn't sent. */
function onlyChanged<T extends { url: string; events: readonly WebhookEvent[]; on: boolean }>(
  body: T,
  { url, events, on }: WebhookAnswer,
) {
  const isSame = {
    url: body.url === url,
    on: body.on === on,
    events: [...body.events].sort().join() === [...events].sort().join(),
  }
  return Object.fromEntries(Object.entries(body).filter(([key]) => !isSame[key as keyof typeof isSame]))
}
