import { createEffect, createSignal, Match, Show, Suspense, Switch } from 'solid-js'
import { persist } from '../../client/persisted.ts'
import { go, here } from '../../client/route.ts'
import { useProjects } from '../../client/workspace.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Button, buttonClass } from '../../widgets/button.tsx'
import { Later } from '../../widgets/later.tsx'
import { Message } from '../../widgets/message.tsx'
import { Board } from './board/board.tsx'
import { keepSearch } from './filter.ts'
import { Header, type View } from './header.tsx'
import css from './project.module.css'
import { TagBar } from './tag-bar.tsx'

// The board is what one comes for; the rest is loaded when opened.
const Table = lazyPart(() => import('./table/table.tsx'))
const Import = lazyPart(() => import('../import/import.tsx'))
const ProjectSettings = lazyPart(() => import('./settings/project-settings.tsx'))
// Asked for when the pointer comes over the board, so that the first click finds it there.
const loadPanel = () => import('../record/record-panel.tsx')
const RecordPanel = lazyPart(loadPanel)
const NewRecord = lazyPart(() => import('./new-record.tsx'))

export function Project() {
  return (
    <Screen>
      <Door />
    </Screen>
  )
}

function Door() {
  const projects = useProjects()
  const project = () => projects.data?.find((one) => one.id === here().parts[1])
  return (
    <Switch>
      <Match when={project()}>
        {(one) => (
          <Show when={one().id} keyed>
            {(_id) => <Place project={one()} />}
          </Show>
        )}
      </Match>
      <Match when={projects.isError}>
        <Message alone role="alert" title={t('failed.title')} text={t('failed.text')}>
          <Button look="solid" onClick={() => void projects.refetch()}>
            {t('retry')}
          </Button>
        </Message>
      </Match>
      <Match when={projects.isPending}>
        <Later>
          <p class={css.loading} role="status">
            {t('loading')}
          </p>
        </Later>
      </Match>
      <Match when={projects.data}>
        <Message alone title={t('notFound.title')} text={t('notFound.text')}>
          <a class={buttonClass('solid')} href="/">
            {t('notFound.home')}
          </a>
        </Message>
      </Match>
    </Switch>
  )
}

const VIEWS: string[] = ['board', 'table', 'import', 'settings'] satisfies View[]

function Place(props: { project: ProjectAnswer }) {
  // Where everything stands in one list, a board has nothing to tell.
  const first = (): View => (props.project.lists.length > 1 ? 'board' : 'table')
  const [view, setView] = createSignal<View>(first())
  const [creating, setCreating] = createSignal(false)
  const record = () => (here().parts[2] === 'r' ? here().parts[3] : undefined)
  createEffect(() => {
    const named = here().parts[2]
    // An open record lies over the view it was opened from.
    if (!record() && here().parts[0] === 'p') setView(VIEWS.includes(named ?? '') ? (named as View) : first())
  })
  createEffect(() => {
    persist('project', props.project.id)
    if (!record()) document.title = `${props.project.name} · ${t(`view.${view()}`)} · Tonle`
  })
  return (
    <div class={css.project} data-view={view()}>
      <Header project={props.project} view={view()} create={() => setCreating(true)} />
      <Show when={view() === 'board' || view() === 'table'}>
        <TagBar project={props.project} />
      </Show>
      <Suspense>
        <Switch>
          <Match when={view() === 'board'}>
            <Board
              project={props.project}
              openRecord={record()}
              create={() => setCreating(true)}
              soon={() => void loadPanel()}
            />
          </Match>
          <Match when={view() === 'table'}>
            <Table project={props.project} />
          </Match>
          <Match when={view() === 'import'}>
            <Import project={props.project} />
          </Match>
          <Match when={view() === 'settings'}>
            <ProjectSettings project={props.project} />
          </Match>
        </Switch>
      </Suspense>
      <Suspense>
        <Show when={record()} keyed>
          {(id) => (
            <RecordPanel
              id={id}
              project={props.project}
              close={() => void go(keepSearch(`/p/${props.project.id}/${view()}`))}
            />
          )}
        </Show>
      </Suspense>
      <Suspense>
        <Show when={creating()}>
          <NewRecord project={props.project} close={() => setCreating(false)} />
        </Show>
      </Suspense>
    </div>
  )
}
