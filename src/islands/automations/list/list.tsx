import { Key } from '@solid-primitives/keyed'
import { Show, Suspense } from 'solid-js'
import { api } from '../../../client/api.ts'
import { toastUndo } from '../../../client/changes/undo-toast.ts'
import { ago, instant } from '../../../client/format.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { navigateTo, whileHere } from '../../../client/route.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { AutomationAnswer } from '../../../core/api/automation/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import { lazyPart } from '../../../parts/lazy-part.tsx'
import { Loading } from '../../../parts/loading.tsx'
import { lineActions } from '../../../parts/set-up-list/line-actions.ts'
import { ListHead, SetUpLine, SetUpList } from '../../../parts/set-up-list/set-up-list.tsx'
import { useAround } from '../around.ts'
import { draftOf } from '../definition.ts'
import { refetchAutomations, updateAutomations, useAutomations } from '../queries.ts'
import { type Around, describeMarked } from '../sentence/describe.ts'
import { Sentence } from '../sentence/sentence.tsx'
import css from './list.module.css'
import { Paused } from './paused.tsx'

const Gallery = lazyPart(() => import('./gallery.tsx'))

const pathOf = (project: ProjectAnswer, id: string) => `/p/${project.id}/automations/${id}`

/** Each as a sentence, with its switch; below them those that are ready to use. */
export default function AutomationList(props: { project: ProjectAnswer }) {
  const query = useAutomations(() => props.project.id)
  const automations = trackLatestValue(query)
  const drafts = () => (automations() ?? []).flatMap((one) => draftOf(one) ?? [])
  const around = useAround(() => props.project, drafts)
  return (
    <>
      <ListHead
        title={say('title')}
        lead={say('lead', { name: props.project.name })}
        href={pathOf(props.project, 'new')}
        add={say('new')}
      />
      <Loading query={query} when={automations()}>
        {(all) => (
          <>
            <SetUpList label={say('title')} none={say('none')} noneText={say('noneText')} isEmpty={all().length === 0}>
              <Key each={all()} by="id">
                {(automation) => <Line project={props.project} automation={automation()} around={around()} />}
              </Key>
            </SetUpList>
            <Suspense>
              <Gallery project={props.project} automations={all()} />
            </Suspense>
          </>
        )}
      </Loading>
    </>
  )
}

function Line(props: { project: ProjectAnswer; automation: AutomationAnswer; around: Around }) {
  let row!: HTMLLIElement
  const name = () => props.automation.name
  const draft = () => draftOf(props.automation)

  const { change, patch, remove } = lineActions(
    { path: '/api/automations', update: updateAutomations, refetch: refetchAutomations },
    { project: () => props.project.id, id: () => props.automation.id },
  )
  const duplicate = () =>
    change(async () => {
      const proceed = whileHere(navigateTo)
      const { automation, change } = await api<{ automation: AutomationAnswer; change: string }>(
        'POST',
        `/api/automations/${props.automation.id}/copy`,
      )
      await refetchAutomations(props.project.id)
      await proceed(pathOf(props.project, automation.id))
      toastUndo(say('duplicated', { name: automation.name }), change)
    })
  function onDelete(): void {
    const text = say('deleted', { name: name() })
    void remove(row, '/automations/new', (change) => toastUndo(text, change))
  }

  return (
    <SetUpLine
      ref={(line) => {
        row = line
      }}
      name={name()}
      href={pathOf(props.project, props.automation.id)}
      switch={{ label: say('on', { name: name() }), on: props.automation.on, onChange: (on) => void patch({ on }) }}
      menu={{
        label: say('more', { name: name() }),
        items: [
          { label: say('edit'), onSelect: () => void navigateTo(pathOf(props.project, props.automation.id)) },
          { label: say('duplicate'), onSelect: () => void duplicate() },
          'separator',
          { label: say('delete'), danger: true, onSelect: onDelete },
        ],
      }}
    >
      <Show when={props.automation.description}>{(description) => <p class={css.soft}>{description()}</p>}</Show>
      <p class={css.sentence} data-sentence="">
        <Show when={draft()} fallback={say('hidden')}>
          {(draft) => <Sentence text={describeMarked(draft(), props.around)} />}
        </Show>
      </p>
      <p class={css.soft}>
        <Show when={props.automation.paused}>{(reason) => <Paused reason={reason()} />}</Show>
        <span>
          {props.automation.lastRunAt ? say('lastRun', { ago: ago(props.automation.lastRunAt) }) : say('never')}
        </span>
        <Show when={props.automation.nextDueAt}>
          {(dueAt) => <span>{say('nextDue', { when: instant(dueAt()) })}</span>}
        </Show>
        <Show when={props.automation.owner}>{(owner) => <span>{say('owner', { name: owner().name })}</span>}</Show>
      </p>
    </SetUpLine>
  )
}
