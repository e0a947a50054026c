import { createEffect, createSignal, Match, Show, Suspense, Switch } from 'solid-js'
import { persist } from '../../client/persisted.ts'
import { currentRoute, navigateTo } from '../../client/route.ts'
import { useProjects } from '../../client/workspace.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Button, buttonClass } from '../../widgets/button.tsx'
import { Delayed } from '../../widgets/delayed.tsx'
import { Message } from '../../widgets/message.tsx'
import { Board } from './board/board.tsx'
import { keepSearch } from './filter.ts'
import { Header, type View } from './header.tsx'
import css from './project.module.css'
import { TagBar } from './tag-bar.tsx'

// The board is in the first bundle; everything else is loaded when opened.
const Table = lazyPart(() => import('./table/table.tsx'))
const Import = lazyPart(() => import('../import/import.tsx'))
const Pages = lazyPart(() => import('./pages/pages.tsx'))
const Automations = lazyPart(() => import('../automations/automations.tsx'))
const Webhooks = lazyPart(() => import('../webhooks/webhooks.tsx'))
const Forms = lazyPart(() => import('../forms/forms.tsx'))
const ProjectSettings = lazyPart(() => import('./settings/project-settings.tsx'))
// Preloaded when the pointer enters the board, so that the first click opens at once.
const loadPanel = () => import('../record/record-panel.tsx')
const RecordPanel = lazyPart(loadPanel)
const NewRecord = lazyPart(() => import('./new-record.tsx'))

export function Project() {
  return (
    <Screen>
      <ProjectPage />
    </Screen>
  )
}

function ProjectPage() {
  const projects = useProjects()
  const project = () => projects.data?.find((project) => project.id === currentRoute().parts[1])
  return (
    <Switch>
      <Match when={project()}>
        {(currentProject) => (
          <Show when={currentProject().id} keyed>
            {(_id) => <ProjectView project={currentProject()} />}
          </Show>
        )}
      </Match>
      <Match when={projects.isError}>
        <Message standalone role="alert" title={t('failed.title')} text={t('failed.text')}>
          <Button variant="solid" onClick={() => void projects.refetch()}>
            {t('retry')}
          </Button>
        </Message>
      </Match>
      <Match when={projects.isPending}>
        <Delayed>
          <p class={css.loading} role="status">
            {t('loading')}
          </p>
        </Delayed>
      </Match>
      <Match when={projects.data}>
        <Message standalone title={t('notFound.title')} text={t('notFound.text')}>
          <a class={buttonClass('solid')} href="/">
            {t('notFound.home')}
          </a>
        </Message>
      </Match>
    </Switch>
  )
}

const PAGES = ['imports', 'archive', 'bin'] as const satisfies View[]
const VIEWS: string[] = [
  'board',
  'table',
  'import',
  'automations',
  'webhooks',
  'forms',
  'settings',
  ...PAGES,
] satisfies View[]

const isPage = (view: View): view is (typeof PAGES)[number] => (PAGES as readonly View[]).includes(view)

function ProjectView(props: { project: ProjectAnswer }) {
  // A project with a single list opens as a table.
  const defaultView = (): View => (props.project.lists.length > 1 ? 'board' : 'table')
  const [view, setView] = createSignal<View>(defaultView())
  const [creating, setCreating] = createSignal(false)
  const record = () => (currentRoute().parts[2] === 'r' ? currentRoute().parts[3] : undefined)
  createEffect(() => {
    const viewName = currentRoute().parts[2]
    // An open record covers the view it was opened from, which stays mounted.
    if (!record() && currentRoute().parts[0] === 'p')
      setView(VIEWS.includes(viewName ?? '') ? (viewName as View) : defaultView())
  })
  createEffect(() => {
    persist('project', props.project.id)
    const shown = view()
    // The other pages name themselves.
    if (!record() && !isPage(shown) && shown !== 'automations' && shown !== 'webhooks' && shown !== 'forms')
      document.title = `${props.project.name} · ${t(`view.${shown}`)} · Tonle`
  })
  return (
    <div class={css.project} data-view={view()}>
      <Header project={props.project} view={view()} onCreate={() => setCreating(true)} />
      <Show when={view() === 'board' || view() === 'table'}>
        <TagBar project={props.project} />
      </Show>
      <Suspense>
        <Switch>
          <Match when={view() === 'board'}>
            <Board project={props.project} openRecord={record()} onPrefetchRecord={() => void loadPanel()} />
          </Match>
          <Match when={view() === 'table'}>
            <Table project={props.project} />
          </Match>
          <Match when={view() === 'import'}>
            <Import project={props.project} />
          </Match>
          <Match when={PAGES.find((page) => page === view())}>
            {(page) => <Pages project={props.project} page={page()} />}
          </Match>
          <Match when={view() === 'automations'}>
            <Automations project={props.project} />
          </Match>
          <Match when={view() === 'webhooks'}>
            <Webhooks project={props.project} />
          </Match>
          <Match when={view() === 'forms'}>
            <Forms project={props.project} />
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
              onClose={() => void navigateTo(keepSearch(`/p/${props.project.id}/${view()}`))}
            />
          )}
        </Show>
      </Suspense>
      <Suspense>
        <Show when={creating()}>
          <NewRecord project={props.project} onClose={() => setCreating(false)} />
        </Show>
      </Suspense>
    </div>
  )
}
