import ArrowLeft from 'lucide-solid/icons/arrow-left'
import Plus from 'lucide-solid/icons/plus'
import { Index, Show, Suspense } from 'solid-js'
import { api } from '../../../client/api.ts'
import { createPersistedDraft } from '../../../client/persisted-draft.ts'
import { navigateTo } from '../../../client/route.ts'
import { toast } from '../../../client/toasts.ts'
import { useSubmit } from '../../../client/use-submit.ts'
import type { InboundAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import { sayHook } from '../../../i18n/webhook/index.ts'
import { lazyPart } from '../../../parts/lazy-part.tsx'
import { UnsavedNote } from '../../../parts/unsaved-note.tsx'
import { Button } from '../../../widgets/button.tsx'
import { Field, SelectField } from '../../../widgets/field.tsx'
import { Switch } from '../../../widgets/switch.tsx'
import { createPlaced } from '../problems.ts'
import { refetchInbound } from '../queries.ts'
import css from '../webhooks.module.css'
import { type DraftRow, MappingRow } from './mapping-row.tsx'
import { type NewAddress, NewAddressBox } from './new-address.tsx'
import { targetsOf } from './targets.ts'

const Refusals = lazyPart(() => import('./refusals.tsx'))

interface Draft {
  name: string
  isMapped: boolean
  key: string
  rows: DraftRow[]
}

const EMPTY: DraftRow = { kind: 'path', from: '', to: '', onlyNew: false }

/** One address: what it is called, and how what comes in becomes a record; below it what could not be taken in. */
export default function InboundEditor(props: {
  project: ProjectAnswer
  address?: InboundAnswer
  /** with its token, told this once */
  made?: NewAddress | undefined
  onMade: (address: NewAddress) => void
}) {
  let form: HTMLFormElement | undefined
  const problems = createPlaced(() => form)
  const targets = () => targetsOf(props.project)
  const saved = (): Draft => ({
    name: props.address?.name ?? '',
    isMapped: props.address ? props.address.mapping !== null : true,
    key: props.address?.key ?? '',
    rows: props.address?.mapping?.map(rowOf) ?? [{ ...EMPTY, to: 'title' }],
  })
  const { draft, setDraft, wasPersisted, startOver, forget } = createPersistedDraft<Draft>(
    `inbound.${props.project.id}.${props.address?.id ?? 'new'}`,
    saved,
  )
  const keys = () => [
    { id: '', name: sayHook('in.keyNone') },
    ...targets().filter(({ id, isKey }) => isKey && draft.rows.some(({ to }) => to === id)),
  ]
  const list = () => `/p/${props.project.id}/webhooks`

  const { busy, onSubmit } = useSubmit(async () => {
    problems.clear()
    if (draft.name.trim() === '') return problems.say('name', sayHook('in.nameNeeded'))
    const body = {
      name: draft.name,
      mapping: draft.isMapped
        ? draft.rows.map(({ kind, from, to, onlyNew }) => ({
            ...(kind === 'path' ? { path: from } : { text: from }),
            to,
            onlyNew,
          }))
        : null,
      key: draft.isMapped && keys().some(({ id }) => id === draft.key) ? draft.key || null : null,
    }
    try {
      if (props.address) {
        await api('PATCH', `/api/inbound/${props.address.id}`, body)
        await refetchInbound(props.project.id)
        startOver()
        toast({ kind: 'done', text: sayHook('in.saved') })
        return
      }
      const { inbound } = await api<{ inbound: NewAddress }>('POST', `/api/projects/${props.project.id}/inbound`, body)
      forget()
      props.onMade(inbound)
      await refetchInbound(props.project.id)
      await navigateTo(`${list()}/in/${inbound.id}`, { replace: true })
    } catch (error) {
      await problems.set(error)
    }
  })
  function remove(index: number): void {
    setDraft('rows', (all) => all.filter((_, i) => i !== index))
    requestAnimationFrame(() => form?.querySelector<HTMLElement>('[data-add]')?.focus())
  }

  return (
    <>
      <a class={css.back} href={list()}>
        <ArrowLeft size={14} />
        {sayHook('back')}
      </a>
      <Show when={props.made}>{(address) => <NewAddressBox address={address()} />}</Show>
      <form
        ref={form}
        class={css.form}
        novalidate
        aria-label={props.address?.name ?? sayHook('in.new')}
        onSubmit={onSubmit}
      >
        <UnsavedNote when={wasPersisted()} onStartOver={startOver} />
        <div data-place="name">
          <Field
            label={sayHook('in.name')}
            placeholder={sayHook('in.namePlaceholder')}
            maxlength={60}
            value={draft.name}
            problem={problems.at('name')}
            onInput={(event) => setDraft('name', event.currentTarget.value)}
          />
        </div>
        <Switch
          label={sayHook('in.records')}
          hint={sayHook('in.recordsHint')}
          on={draft.isMapped}
          onChange={(on) => setDraft('isMapped', on)}
        />
        <Show when={draft.isMapped}>
          <fieldset class={css.part} data-place="mapping">
            <legend class={css.word}>{sayHook('in.mapping')}</legend>
            <p class={css.soft}>{sayHook('in.mappingHint', { example: '{Input.contact.name}' })}</p>
            <ol class={css.rows}>
              <Index each={draft.rows}>
                {(row, i) => (
                  <MappingRow
                    nth={i}
                    row={row()}
                    targets={targets()}
                    problem={problems.at(`mapping.${i}`)}
                    onChange={(patch) => setDraft('rows', i, patch)}
                    onRemove={() => remove(i)}
                  />
                )}
              </Index>
            </ol>
            <div>
              <Button size="small" data-add="" onClick={() => setDraft('rows', draft.rows.length, { ...EMPTY })}>
                <Plus size={14} />
                {sayHook('in.addRow')}
              </Button>
            </div>
          </fieldset>
          <div data-place="key">
            <SelectField
              label={sayHook('in.key')}
              hint={sayHook('in.keyHint')}
              value={draft.key}
              options={keys()}
              onChange={(event) => setDraft('key', event.currentTarget.value)}
            />
          </div>
        </Show>
        <div class={css.foot}>
          <Button type="submit" variant="solid" disabled={busy()}>
            {sayHook(props.address ? 'save' : 'in.make')}
          </Button>
          <a class={css.cancel} href={list()} onClick={forget}>
            {sayHook('discard')}
          </a>
        </div>
      </form>
      <Show when={props.address}>
        {(address) => (
          <Suspense>
            <Refusals project={props.project} address={address().id} />
          </Suspense>
        )}
      </Show>
    </>
  )
}

const rowOf = (entry: NonNullable<InboundAnswer['mapping']>[number]): DraftRow => ({
  kind: 'path' in entry ? 'path' : 'text',
  from: 'path' in entry ? entry.path : entry.text,
  to: entry.to,
  onlyNew: entry.onlyNew,
})
