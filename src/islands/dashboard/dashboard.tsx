import { createEffect, createMemo, createSignal, Match, Show, Suspense, Switch } from 'solid-js'
import { ApiProblem } from '../../client/api.ts'
import { followNews } from '../../client/live/follow.ts'
import { currentRoute } from '../../client/route.ts'
import { useProjects } from '../../client/workspace.ts'
import type { DashboardAnswer } from '../../core/api/answers.ts'
import { say } from '../../i18n/dashboard/words.ts'
import { t } from '../../i18n/index.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Button, buttonClass } from '../../widgets/button.tsx'
import { Delayed } from '../../widgets/delayed.tsx'
import { Message } from '../../widgets/message.tsx'
import { editedChart, isArranging, openBuilder, pastDay, urlFilter } from './address.ts'
import { isSeen } from './chart-actions.ts'
import { ExplainContext, type ExplainedPoint } from './charts/explained.tsx'
import { RecordsMenu } from './charts/records-menu.tsx'
import { chartsConcerned } from './concerned.ts'
import css from './dashboard.module.css'
import { Grid } from './grid.tsx'
import { Head } from './head.tsx'
import { type DataAnswer, refetchCharts, refetchDashboard, useDashboard, useDashboardData } from './queries.ts'

const Builder = lazyPart(() => import('./builder/builder.tsx'))
const Explanation = lazyPart(() => import('./explanation/explanation.tsx'))
const Arrange = lazyPart(() => import('./arrange/arrange.tsx'))

export default function Dashboard() {
  return (
    <Screen>
      <DashboardPage />
    </Screen>
  )
}

function DashboardPage() {
  const id = () => (currentRoute().parts[0] === 'd' ? (currentRoute().parts[1] ?? '') : '')
  const dashboard = useDashboard(id)
  const data = useDashboardData(id, urlFilter, pastDay)
  // What charts are concerned by is told by the projects' fields.
  const projects = useProjects()
  followNews({
    concerns: ({ project }) => {
      void projects.data
      // What is past doesn't change.
      if (pastDay()) return new Set()
      return chartsConcerned(dashboard.data?.charts ?? [], project)
    },
    read: (charts) => refetchCharts(id(), urlFilter(), charts ?? dashboard.data?.charts.map((one) => one.id) ?? []),
  })
  const isMissing = () => dashboard.error instanceof ApiProblem && dashboard.error.status === 404
  createEffect(() => {
    document.title = `${dashboard.data?.name ?? t('rail.dashboards')} · Tonle`
  })

  return (
    <Switch
      fallback={
        <Delayed>
          <p class={css.loading} role="status">
            {t('loading')}
          </p>
        </Delayed>
      }
    >
      <Match when={isMissing() || id() === ''}>
        <Message title={t('notFound.title')} text={t('notFound.text')}>
          <a class={buttonClass('solid')} href="/">
            {t('notFound.home')}
          </a>
        </Message>
      </Match>
      <Match when={(dashboard.isError && !dashboard.data) || (data.isError && !data.data && !urlFilter())}>
        <Message role="alert" title={t('failed.title')} text={t('failed.text')}>
          <Button variant="solid" onClick={() => void refetchDashboard(id())}>
            {t('retry')}
          </Button>
        </Message>
      </Match>
      <Match when={dashboard.data?.id} keyed>
        {(_id) => <Page dashboard={dashboard.data!} data={data.data} refused={data.isError ? data.error : null} />}
      </Match>
    </Switch>
  )
}

function Page(props: { dashboard: DashboardAnswer; data: DataAnswer | undefined; refused: unknown }) {
  const mayEdit = () => props.dashboard.access === 'edit'
  const [explainedPoint, setExplainedPoint] = createSignal<ExplainedPoint | null>(null)
  const edited = createMemo(() => {
    const editedId = editedChart()
    if (editedId === null || !mayEdit()) return null
    if (editedId === 'new') return { chart: undefined }
    const chart = props.dashboard.charts.find(({ id }) => id === editedId)
    return chart && isSeen(chart) ? { chart } : null
  })
  return (
    <div class={css.page}>
      <Head dashboard={props.dashboard} refused={props.refused} />
      <Show when={props.dashboard.charts.length === 0}>
        <Empty mayEdit={mayEdit()} />
      </Show>
      <ExplainContext.Provider value={setExplainedPoint}>
        <Show when={isArranging() && mayEdit()} fallback={<Grid dashboard={props.dashboard} data={props.data} />}>
          <Suspense fallback={<Grid dashboard={props.dashboard} data={props.data} />}>
            <Arrange dashboard={props.dashboard} data={props.data} />
          </Suspense>
        </Show>
      </ExplainContext.Provider>
      <RecordsMenu />
      <Suspense>
        <Show when={explainedPoint()}>
          {(number) => (
            <Explanation chart={number().chart} point={number().point} onClose={() => setExplainedPoint(null)} />
          )}
        </Show>
      </Suspense>
      <Suspense>
        <Show when={edited()?.chart?.id ?? (edited() ? 'new' : null)} keyed>
          {(_id) => <Builder dashboard={props.dashboard} chart={edited()?.chart} onClose={() => openBuilder(null)} />}
        </Show>
      </Suspense>
    </div>
  )
}

function Empty(props: { mayEdit: boolean }) {
  return (
    <Message title={say('noCharts')} text={say('noChartsText')}>
      <Show when={props.mayEdit}>
        <Button variant="solid" onClick={() => openBuilder('new')}>
          {say('addChart')}
        </Button>
      </Show>
    </Message>
  )
}
