import { useQuery } from '@tanstack/solid-query'
import { createEffect, For, Match, Show, Switch } from 'solid-js'
import { ApiProblem, api } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { followNews, PAUSE_FIGURES } from '../../client/live/follow.ts'
import { currentRoute } from '../../client/route.ts'
import type { ChartAnswer, DashboardAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { Screen } from '../../parts/screen.tsx'
import { Button, buttonClass } from '../../widgets/button.tsx'
import { Delayed } from '../../widgets/delayed.tsx'
import { Message } from '../../widgets/message.tsx'
import { ChartCard } from './chart-card.tsx'
import css from './dashboard.module.css'
import type { ChartAnswered } from './points.ts'

export default function Dashboard() {
  return (
    <Screen>
      <DashboardPage />
    </Screen>
  )
}

interface DataAnswer {
  at: string
  seq: number
  charts: { [chart: string]: ChartAnswered }
}

function DashboardPage() {
  const id = () => currentRoute().parts[1] ?? ''
  const dashboard = useQuery(
    () => ({
      queryKey: ['dashboard', id()],
      queryFn: async () => (await api<{ dashboard: DashboardAnswer }>('GET', `/api/dashboards/${id()}`)).dashboard,
      enabled: currentRoute().parts[0] === 'd' && id() !== '',
    }),
    () => cache,
  )
  const data = useQuery(
    () => ({
      queryKey: ['dashboard-data', id()],
      queryFn: () => api<DataAnswer>('GET', `/api/dashboards/${id()}/data`),
      // Shown from the cache, but always refetched on return: figures may have changed.
      staleTime: 0,
      refetchInterval: 5 * 60_000,
      enabled: currentRoute().parts[0] === 'd' && id() !== '',
    }),
    () => cache,
  )
  // What others change in its projects: all charts in one answer, at most once a minute.
  followNews({
    concerns: ({ project }) =>
      dashboard.data?.charts.some(({ projects }) => projects?.includes(project) ?? true) ? null : new Set(),
    pauseWhole: PAUSE_FIGURES,
    read: async () => void (await data.refetch({ throwOnError: true })),
  })
  const isMissing = () => dashboard.error instanceof ApiProblem && dashboard.error.status === 404
  createEffect(() => {
    document.title = `${dashboard.data?.name ?? t('rail.dashboards')} · Tonle`
  })
  const refresh = () => {
    void dashboard.refetch()
    void data.refetch()
  }

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
      <Match when={dashboard.isError || (data.isError && !data.data)}>
        <Message role="alert" title={t('failed.title')} text={t('failed.text')}>
          <Button variant="solid" onClick={refresh}>
            {t('retry')}
          </Button>
        </Message>
      </Match>
      <Match when={dashboard.data}>
        {(answer) => (
          <div class={css.page}>
            <h1 class={css.title}>{answer().name}</h1>
            <Show when={answer().charts.length === 0}>
              <Message title={t('dash.noCharts')} text={t('dash.noChartsText')} />
            </Show>
            <div class={css.grid}>
              <For each={[...answer().charts].sort(byPlace)}>
                {(chart) => <ChartCard chart={chart} data={data.data?.charts[chart.id]} />}
              </For>
            </div>
          </div>
        )}
      </Match>
    </Switch>
  )
}

/** On a phone the charts are stacked in reading order of the grid. */
const byPlace = (a: ChartAnswer, b: ChartAnswer) => a.place.y - b.place.y || a.place.x - b.place.x
