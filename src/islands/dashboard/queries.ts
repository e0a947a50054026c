import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { api } from '../../client/api.ts'
import { cache, setCached } from '../../client/cache.ts'
import { dashboardsQuery } from '../../client/workspace.ts'
import type { DashboardAnswer } from '../../core/api/answers.ts'
import type { ChartAnswered } from './charts/points.ts'

export interface DataAnswer {
  at: string
  charts: { [chart: string]: ChartAnswered }
  /** the last change that each chart's data knows of */
  seqs: { [chart: string]: number }
}

interface Answered {
  at: string
  seq: number
  charts: DataAnswer['charts']
  /** charts that are still to be asked for */
  more?: string[]
}

/** A long dashboard is asked for in parts, so that what is seen first is there first. */
const FIRST = 12

const dashboardKey = (id: string) => ['dashboard', id]
/** `filter`: what the address adds to the dashboard's own, as JSON; `pastDay`: a day that is past; '' for nothing. */
const dataKey = (id: string, filter: string, pastDay = '') => ['dashboard-data', id, filter, pastDay]

export const useDashboard = (id: () => string) =>
  useQuery(
    () => ({
      queryKey: dashboardKey(id()),
      queryFn: async () => (await api<{ dashboard: DashboardAnswer }>('GET', `/api/dashboards/${id()}`)).dashboard,
      enabled: id() !== '',
    }),
    () => cache,
  )

const readData = (id: string, params: Record<'filter' | 'at' | 'charts' | 'first' | 'since', string>) => {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== ''))
  return api<Answered>('GET', `/api/dashboards/${id}/data${query.size > 0 ? `?${query}` : ''}`)
}

const merged = (
  before: DataAnswer | undefined,
  { at, seq, charts }: Answered,
  chartIds: readonly string[],
): DataAnswer => ({
  at,
  charts: { ...before?.charts, ...charts },
  seqs: { ...before?.seqs, ...Object.fromEntries(chartIds.map((chart) => [chart, seq])) },
})

async function readAll(id: string, filter: string, pastDay: string): Promise<DataAnswer> {
  const part = async (charts: readonly string[]) =>
    readData(id, {
      filter,
      at: pastDay,
      since: '',
      ...(charts.length > 0 ? { charts: charts.join(), first: '' } : { charts: '', first: String(FIRST) }),
    })
  const first = await part([])
  let all = merged(undefined, first, Object.keys(first.charts))
  for (let more = first.more ?? []; more.length > 0; more = more.slice(FIRST)) {
    const known = all
    setCached<DataAnswer>(dataKey(id, filter, pastDay), (shown) =>
      shown ? { ...known, charts: { ...shown.charts, ...known.charts } } : known,
    )
    const chartIds = more.slice(0, FIRST)
    all = merged(all, await part(chartIds), chartIds)
  }
  return all
}

export const useDashboardData = (id: () => string, filter: () => string, pastDay: () => string) =>
  useQuery(
    () => ({
      queryKey: dataKey(id(), filter(), pastDay()),
      queryFn: () => readAll(id(), filter(), pastDay()),
      // Shown from the cache, but always refetched on return: figures may have changed.
      staleTime: 0,
      refetchInterval: 5 * 60_000,
      // While another filter is asked for, what was shown stays.
      placeholderData: keepPreviousData,
      enabled: id() !== '',
    }),
    () => cache,
  )

/** Asks for these charts alone, as far as they may have changed; the others stay as they are. */
export async function refetchCharts(id: string, filter: string, charts: Iterable<string>): Promise<void> {
  const chartIds = [...charts]
  const known = cache.getQueryData<DataAnswer>(dataKey(id, filter))
  const since =
    known?.seqs && chartIds.every((chart) => chart in known.seqs)
      ? Math.min(...chartIds.map((chart) => known.seqs[chart]!))
      : null
  const answer = await readData(id, {
    filter,
    at: '',
    charts: chartIds.join(),
    first: '',
    since: since === null ? '' : String(since),
  })
  setCached<DataAnswer>(dataKey(id, filter), (data) => merged(data, answer, chartIds))
}

/** What the server answered after a change. */
export function setDashboard(dashboard: DashboardAnswer): void {
  setCached<DashboardAnswer>(dashboardKey(dashboard.id), () => dashboard)
}

/** Shows a change before the server has answered. */
export function updateDashboard(id: string, update: (dashboard: DashboardAnswer) => DashboardAnswer): void {
  setCached<DashboardAnswer>(dashboardKey(id), (dashboard) => dashboard && update(dashboard))
}

export const refetchDashboard = (id: string): Promise<unknown> =>
  Promise.all([
    cache.invalidateQueries({ queryKey: dashboardKey(id) }),
    cache.invalidateQueries({ queryKey: ['dashboard-data', id] }),
  ])

export const refetchDashboards = (): Promise<void> => cache.invalidateQueries(dashboardsQuery)
