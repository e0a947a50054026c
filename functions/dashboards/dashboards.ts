import { sql } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { ChartAnswer, DashboardAnswer } from '../../src/core/api/answers.ts'
import type { Chart, chartInput } from '../../src/core/api/chart.ts'
import type { dashboardInput } from '../../src/core/api/dashboard.ts'
import { chartById } from '../../src/core/charts/index.ts'
import { notFound } from '../../src/core/errors/index.ts'
import { type Dashboard, idFrom, type Json } from '../../src/core/model/index.ts'
import { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { type Paging, pageOfList } from '../db/page.ts'
import { compiles, readChart, scopesOf, seesAll } from './chart-data.ts'

function findDashboard({ catalog }: Context, sent: string): Dashboard {
  const dashboard = catalog.dashboards.find(({ id }) => id === idFrom(sent))
  if (!dashboard) throw notFound()
  return dashboard
}

export const dashboardParam = { noun: 'dashboard', find: findDashboard } as const

export const chartParam = {
  noun: 'chart',
  find({ catalog }: Context, sent: string): number {
    const id = idFrom(sent)
    if (id === null || !catalog.dashboards.some(({ charts }) => charts.some((chart) => chart.id === id)))
      throw notFound()
    return id
  },
} as const

export async function readDashboards(context: Context, paging: Paging) {
  await context.batch()
  const { page, next } = pageOfList('dashboards', context.catalog.dashboards, paging, ({ id }) => [id])
  return { dashboards: page.map(({ id, name }) => ({ id: String(id), name })), next }
}

export async function createDashboard(context: Context, { name }: InferOutput<typeof dashboardInput>) {
  const change = new Change(context)
  const created = change.createEntity('dashboard', 0, {
    name,
    position: sql`(SELECT coalesce(max(position), 0) + 1 FROM dashboards)`,
  })
  await change.commit()
  return { dashboard: { id: String(created.result[0]!.id), name, charts: [] }, change: change.id }
}

export async function updateDashboard(
  context: Context,
  { id }: Dashboard,
  { name }: InferOutput<typeof dashboardInput>,
) {
  const change = new Change(context)
  change.updateEntity('dashboard', 0, id, { name })
  await change.commit()
  const reloaded = await context.reload()
  return { dashboard: dashboardAnswer(reloaded, findDashboard(reloaded, String(id))), change: change.id }
}

export async function deleteDashboard(context: Context, { id }: Dashboard) {
  const change = new Change(context)
  change.updateEntity('dashboard', 0, id, { deletedAt: context.now }, 'deleted')
  await change.commit()
  return { change: change.id }
}

export async function readDashboard(context: Context, dashboard: Dashboard) {
  await context.batch()
  return { dashboard: dashboardAnswer(context, dashboard) }
}

export async function createChart(
  context: Context,
  dashboard: Dashboard,
  { place, ...input }: InferOutput<typeof chartInput>,
) {
  // One that can't be answered is not kept.
  await readChart(context, input)
  const chart = chartById(input, scopesOf(context, input))
  const change = new Change(context)
  const created = change.createEntity('chart', 0, {
    dashboardId: dashboard.id,
    definition: chart as unknown as Json,
    place,
  })
  await change.commit()
  return {
    chart: { ...(chart as unknown as ChartAnswer), id: String(created.result[0]!.id), place },
    change: change.id,
  }
}

export async function deleteChart(context: Context, id: number) {
  const change = new Change(context)
  change.updateEntity('chart', 0, id, { deletedAt: context.now }, 'deleted')
  await change.commit()
  return { change: change.id }
}

const dashboardAnswer = (context: Context, { id, name, charts }: Dashboard): DashboardAnswer => ({
  id: String(id),
  name,
  charts: charts.map((chart) => chartAnswer(context, chart)),
})

/** Of one that reads what may not be seen only its name and place are there: its filter would tell. */
function chartAnswer(context: Context, { id, definition, place }: Dashboard['charts'][number]): ChartAnswer {
  const chart = definition as unknown as Chart
  const visible = seesAll(context) || compiles(context, chart)
  return {
    ...((visible ? chart : { name: chart.name, kind: chart.kind }) as unknown as ChartAnswer),
    id: String(id),
    place: place as unknown as ChartAnswer['place'],
  }
}
