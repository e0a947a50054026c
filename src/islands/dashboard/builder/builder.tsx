import { createEffect, createMemo, createSignal, Show, Suspense } from 'solid-js'
import { api } from '../../../client/api.ts'
import { toastUndo } from '../../../client/changes/undo-toast.ts'
import { toastError } from '../../../client/error-message.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { persist, readPersisted } from '../../../client/persisted.ts'
import { useProjects } from '../../../client/workspace.ts'
import type { ChartAnswer, DashboardAnswer } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/builder.ts'
import { t } from '../../../i18n/index.ts'
import { UnsavedNote } from '../../../parts/unsaved-note.tsx'
import { Button } from '../../../widgets/button.tsx'
import { ChartCard } from '../charts/card.tsx'
import { refetchDashboard } from '../queries.ts'
import css from './builder.module.css'
import { type Draft, definitionOf, draftOf, missing, newDraft, patchOf, sizeOf } from './definition.ts'
import { Form } from './form.tsx'
import { createProblems, focusProblem, isPlaced } from './problems.ts'
import { Sheet } from './sheet.tsx'
import { titleOf } from './title.ts'
import { usePreview } from './use-preview.ts'

/** Makes a chart or changes one, beside what it would show. What isn't saved survives a reload. */
export default function Builder(props: {
  dashboard: DashboardAnswer
  chart?: ChartAnswer | undefined
  onClose: () => void
}) {
  const projects = trackLatestValue(useProjects())
  const key = `chart.${props.dashboard.id}.${props.chart?.id ?? 'new'}`
  const usual = () =>
    props.dashboard.charts.flatMap(({ projects }) => projects ?? [])[0] ??
    (projects()?.find(({ lists }) => lists.length > 1) ?? projects()?.[0])?.id
  const saved = () => (props.chart ? draftOf(props.chart) : newDraft(usual()))
  const storedDraft = readPersisted<Draft | null>(key, null)
  const [draft, setDraft] = createSignal<Draft>(storedDraft ?? saved())
  /** changes where all of it is another: the filter's editor begins anew */
  const [version, setVersion] = createSignal(1)
  const [wasPersisted, setWasKept] = createSignal(storedDraft !== null)
  const [busy, setBusy] = createSignal(false)
  const problems = createProblems()
  let form!: HTMLFormElement
  createEffect(() => {
    const draftJson = JSON.stringify(draft())
    persist(key, draftJson === JSON.stringify(saved()) ? undefined : draft())
  })
  // A new one begins with a project as soon as they are known.
  createEffect(() => {
    if (!props.chart && draft().projects.length === 0 && usual()) setDraft({ ...draft(), projects: [usual()!] })
  })

  const chosen = createMemo(() => {
    const all = projects() ?? []
    return draft().projects.flatMap((id) => all.find((project) => project.id === id) ?? [])
  })
  const title = () => titleOf(draft(), chosen())
  const name = () => draft().name.trim() || title()
  const lacks = () => missing(draft())
  const shown = usePreview(
    () => (lacks() === null && chosen().length > 0 ? definitionOf(draft(), name()) : null),
    problems,
  )

  /** Nothing of it is kept any more. */
  function forget(): void {
    persist(key, undefined)
    props.onClose()
  }
  function startOver(): void {
    setWasKept(false)
    setVersion((last) => last + 1)
    setDraft(saved())
  }
  async function save(): Promise<void> {
    if (busy() || lacks() !== null) return
    setBusy(true)
    try {
      const { change } = props.chart
        ? await api<{ change: string }>('PATCH', `/api/charts/${props.chart.id}`, patchOf(draft(), name()))
        : await api<{ change: string }>('POST', `/api/dashboards/${props.dashboard.id}/charts`, {
            ...definitionOf(draft(), name()),
            place: { x: 0, y: below(props.dashboard), ...sizeOf(draft().kind) },
          })
      toastUndo(say(props.chart ? 'saved' : 'added', { name: name() }), change)
      forget()
      await refetchDashboard(props.dashboard.id)
    } catch (error) {
      if (isPlaced(error)) {
        await problems.set(error)
        focusProblem(form)
      } else await toastError(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Sheet title={props.chart ? say('editTitle') : say('newChart')} closeLabel={t('close')} onClose={props.onClose}>
      <div class={css.builder}>
        <form
          ref={form}
          class={css.form}
          novalidate
          aria-label={name()}
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          <div class={css.fields}>
            <UnsavedNote when={wasPersisted()} onStartOver={startOver} />
            <Form
              version={version()}
              draft={draft()}
              title={title()}
              projects={chosen()}
              problems={problems}
              onChange={setDraft}
            />
          </div>
          <div class={css.foot}>
            <Button type="submit" variant="solid" disabled={busy() || lacks() !== null}>
              {props.chart ? say('save') : say('addChart')}
            </Button>
            <Button variant="plain" onClick={forget}>
              {say('discard')}
            </Button>
          </div>
        </form>
        <div class={css.preview} data-kind={draft().kind}>
          <Suspense>
            <Show
              when={lacks() === null && shown()}
              fallback={<p class={css.lacks}>{lacks() === null ? '' : say(`lacks.${lacks()!}`)}</p>}
            >
              {(answer) => (
                <div
                  class={css.stage}
                  data-stale={problems.count() > 0 ? '' : undefined}
                  data-kind={answer().chart.kind}
                >
                  <ChartCard chart={{ ...answer().chart, name: name() }} data={answer().data} />
                </div>
              )}
            </Show>
          </Suspense>
        </div>
      </div>
    </Sheet>
  )
}

const below = ({ charts }: DashboardAnswer): number => Math.max(0, ...charts.map(({ place }) => place.y + place.h))
