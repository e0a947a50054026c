import { createMemo, createSignal, Show, Suspense } from 'solid-js'
import { reconcile } from 'solid-js/store'
import { api } from '../../../client/api.ts'
import { toastError } from '../../../client/error-message.ts'
import { createPersistedDraft } from '../../../client/persisted-draft.ts'
import { navigateTo, whileHere } from '../../../client/route.ts'
import { toast } from '../../../client/toasts.ts'
import { useMe } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { AutomationAnswer } from '../../../core/api/automation/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import { lazyPart } from '../../../parts/lazy-part.tsx'
import { UnsavedNote } from '../../../parts/unsaved-note.tsx'
import { Button } from '../../../widgets/button.tsx'
import { Field } from '../../../widgets/field.tsx'
import { useAround } from '../around.ts'
import { definitionOf, draftOf } from '../definition.ts'
import { Paused } from '../list/paused.tsx'
import { refetchAutomations } from '../queries.ts'
import { useRehearsal } from '../runs/use-rehearsal.ts'
import { type Draft, describe, describeMarked } from '../sentence/describe.ts'
import { Sentence } from '../sentence/sentence.tsx'
import { BackLink, RunsOf } from './below.tsx'
import { Conflict } from './conflict.tsx'
import css from './editor.module.css'
import { MendList } from './mend-list.tsx'
import { missingIn } from './missing.ts'
import { OwnerPick } from './owner-pick.tsx'
import { createProblems, focusPlace, isConflict, isPlaced, wrongBox } from './problems.ts'
import { SentenceParts } from './sentence-parts.tsx'

const Rehearsal = lazyPart(() => import('../runs/rehearsal.tsx'))

interface Named extends Draft {
  name: string
  description: string
  /** whose rights it acts with; '' is oneself */
  owner: string
  /** of the saved one that it began with */
  version: string
}

const EMPTY: Draft = { triggers: [{ when: 'created' }], conditions: null, actions: [] }

/** One automation: a sentence of when, if and then, each part of which can be changed; below it what it did. */
export default function Editor(props: { project: ProjectAnswer; automation?: AutomationAnswer }) {
  const me = useMe()
  const begun = (): Named => ({
    name: props.automation?.name ?? '',
    description: props.automation?.description ?? '',
    owner: props.automation?.owner?.id ?? '',
    version: props.automation?.version ?? '',
    // What the query holds is a store's.
    ...(JSON.parse(JSON.stringify((props.automation && draftOf(props.automation)) ?? EMPTY)) as Draft),
  })
  const { draft, setDraft, version, wasPersisted, startOver, forget } = createPersistedDraft<Named>(
    `automation.${props.project.id}.${props.automation?.id ?? 'new'}`,
    begun,
  )
  const [busy, setBusy] = createSignal(false)
  const [allow, setAllow] = createSignal(false)
  let form!: HTMLFormElement
  const around = useAround(
    () => props.project,
    () => [draft, ...(props.automation ? [draftOf(props.automation) ?? EMPTY] : [])],
  )
  const problems = createProblems(createMemo(() => missingIn(draft, around())))
  const list = () => `/p/${props.project.id}/automations`
  const isOutdated = () => !busy() && props.automation !== undefined && props.automation.version !== draft.version
  // A copy: steps that have moved would be written into those that stood there, and be read from them afterwards.
  const set = <K extends keyof Draft>(part: K, value: Draft[K]) =>
    setDraft(part, (value === null ? null : reconcile(JSON.parse(JSON.stringify(value)), { merge: false })) as never)
  function focus(selector: string): void {
    requestAnimationFrame(() => form.querySelector<HTMLElement>(selector)?.focus())
  }

  /** Whether all is said that can be told here; else the focus goes to the first that isn't. */
  function isComplete(): boolean {
    const isWhole = problems.check()
    const wrong = wrongBox(form)
    if (!isWhole) focusFirst()
    else wrong?.focus()
    return isWhole && wrong === null
  }
  function focusFirst(): void {
    const [first] = problems.all()
    if (first) requestAnimationFrame(() => focusPlace(form, first.path))
  }

  async function save(on: boolean): Promise<void> {
    if (busy() || !isComplete()) return
    if (isOutdated()) return focus('[data-conflict] button')
    const proceed = whileHere(navigateTo)
    setBusy(true)
    const body = {
      name: draft.name.trim() || describe(draft, around()).slice(0, 100),
      description: draft.description,
      ...definitionOf(draft),
      on,
      ...(allow() && { open: true }),
      ...(draft.owner && draft.owner !== props.automation?.owner?.id && { owner: draft.owner }),
      ...(props.automation && { base: draft.version }),
    }
    try {
      if (props.automation) await api('PATCH', `/api/automations/${props.automation.id}`, body)
      else await api('POST', `/api/projects/${props.project.id}/automations`, body)
      forget()
      await refetchAutomations(props.project.id)
      toast({ kind: 'done', text: say('saved') })
      await proceed(list())
    } catch (error) {
      if (isConflict(error)) {
        await refetchAutomations(props.project.id)
        focus('[data-conflict] button')
      } else if (isPlaced(error)) {
        await problems.set(error)
        focusFirst()
      } else await toastError(error)
    } finally {
      setBusy(false)
    }
  }

  const { answer: rehearsed, rehearse } = useRehearsal(props, draft, problems, () => isComplete())
  return (
    <>
      <BackLink href={list()} />
      <form
        ref={form}
        class={css.editor}
        novalidate
        aria-label={draft.name || say('new')}
        onSubmit={(event) => {
          event.preventDefault()
          void save(props.automation?.on ?? true)
        }}
      >
        <div class={css.about}>
          <div data-place="name">
            <Field
              label={say('name')}
              value={draft.name}
              maxlength={100}
              placeholder={say('namePlaceholder')}
              problem={problems.at('name')[0]}
              onInput={(event) => setDraft('name', event.currentTarget.value)}
            />
          </div>
          <Field
            label={say('description')}
            value={draft.description}
            maxlength={1000}
            onInput={(event) => setDraft('description', event.currentTarget.value)}
          />
          <OwnerPick
            now={props.automation ? props.automation.owner : (me.data?.person ?? null)}
            chosen={draft.owner}
            problems={problems.at('owner')}
            onChange={(owner) => setDraft('owner', owner)}
          />
        </div>
        <Show when={isOutdated()}>
          <Conflict
            theirs={props.automation!}
            around={around()}
            onTheirs={startOver}
            onMine={() => {
              setDraft('version', props.automation!.version)
              focus('button[type=submit]')
            }}
          />
        </Show>
        <UnsavedNote when={wasPersisted() && !isOutdated()} onStartOver={startOver} />
        <p class={css.preview} aria-live="polite">
          <Sentence text={describeMarked(draft, around())} />
        </p>
        <Show when={props.automation?.paused}>{(reason) => <Paused reason={reason()} />}</Show>
        <Show when={version()} keyed>
          {(_version) => <SentenceParts around={around()} draft={draft} onChange={set} problems={problems} />}
        </Show>

        <MendList problems={problems} onChoose={(path) => focusPlace(form, path)} />
        <Show when={problems.isHidden() && me.data?.may.people}>
          <label>
            <input type="checkbox" checked={allow()} onChange={(event) => setAllow(event.currentTarget.checked)} />{' '}
            {say('allowHidden')}
          </label>
        </Show>
        <div class={css.foot}>
          <Button type="submit" variant="solid" disabled={busy()}>
            {say(props.automation ? 'save' : 'saveOn')}
          </Button>
          <Show when={props.automation?.on !== true}>
            <Button disabled={busy()} onClick={() => void save(props.automation !== undefined)}>
              {say(props.automation ? 'saveOn' : 'save')}
            </Button>
          </Show>
          <Button variant="plain" onClick={() => void rehearse()}>
            {say('rehearse')}
          </Button>
          <a class={css.cancel} href={list()} onClick={forget}>
            {say('discard')}
          </a>
        </div>
      </form>
      <Suspense>
        <Show when={rehearsed()}>{(answer) => <Rehearsal answer={answer()} around={around()} />}</Show>
      </Suspense>
      <Show when={props.automation}>{(automation) => <RunsOf automation={automation().id} around={around()} />}</Show>
    </>
  )
}
