import type { InferOutput } from 'valibot'
import type { ChartAnswer } from '../../src/core/api/answers.ts'
import type { Chart, chartCopyInput, chartInput, chartPatch } from '../../src/core/api/dashboards/chart.ts'
import { chartById } from '../../src/core/charts/index.ts'
import { notFound } from '../../src/core/errors/index.ts'
import { type Dashboard, idFrom, type Json } from '../../src/core/model/index.ts'
import { requireDashboards } from '../../src/core/permissions/index.ts'
import { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { readChart, scopesOf } from './chart-data.ts'
import { findDashboard } from './dashboards.ts'

export interface Located {
  dashboard: Dashboard
  chart: Dashboard['charts'][number]
}

export const chartParam = {
  noun: 'chart',
  find(context: Context, sent: string, level: string): Located {
    const id = idFrom(sent)
    for (const dashboard of context.catalog.dashboards) {
      const chart = dashboard.charts.find((one) => one.id === id)
      if (chart) return { dashboard: findDashboard(context, String(dashboard.id), level), chart }
    }
    throw notFound()
  },
} as const

/** A chart to be copied to a dashboard of one's own. */
export const copiedChart = {
  noun: 'chart',
  find(context: Context, sent: string): Located {
    const located = chartParam.find(context, sent, 'view')
    requireDashboards(context.access)
    return located
  },
} as const

export async function createChart(
  context: Context,
  dashboard: Dashboard,
  { place = below(dashboard), ...input }: InferOutput<typeof chartInput>,
) {
  const chart = await checked(context, input)
  const change = new Change(context)
  const created = change.createEntity('chart', 0, {
    dashboardId: dashboard.id,
    definition: chart as unknown as Json,
    place,
  })
  await change.commit()
  return { chart: answer(String(created.result[0]!.id), chart, place), change: change.id }
}

export async function updateChart(
  context: Context,
  { dashboard, chart: { id, definition, place: before } }: Located,
  { dashboard: to, place: sent, ...patch }: InferOutput<typeof chartPatch>,
) {
  const target = to === undefined ? dashboard : findDashboard(context, to, 'edit')
  const place = sent ?? (target.id === dashboard.id ? (before as unknown as Place) : below(target, before))
  const merged = Object.entries({ ...(definition as object), ...patch }).filter(([, value]) => value != null)
  const isSame = Object.keys(patch).length === 0
  const chart = isSame
    ? (definition as unknown as Chart)
    : await checked(context, Object.fromEntries(merged) as unknown as Chart)
  const change = new Change(context)
  change.updateEntity('chart', 0, id, {
    dashboardId: target.id,
    definition: chart as unknown as Json,
    place: place as unknown as Json,
  })
  await change.commit()
  return { chart: answer(String(id), chart, place), change: change.id }
}

/** The same chart once more, on any dashboard that one may edit. */
export function copyChart(context: Context, { chart }: Located, { dashboard }: InferOutput<typeof chartCopyInput>) {
  const target = findDashboard(context, dashboard, 'edit')
  return createChart(context, target, { ...(chart.definition as unknown as Chart), place: below(target, chart.place) })
}

export async function deleteChart(context: Context, { chart: { id } }: Located) {
  const change = new Change(context)
  change.updateEntity('chart', 0, id, { deletedAt: context.now }, 'deleted')
  await change.commit()
  return { change: change.id }
}

/** One that can't be answered is not kept. Its fields by their ids. */
async function checked(context: Context, chart: Chart): Promise<Chart> {
  await readChart(context, chart, true)
  return chartById(chart, scopesOf(context, chart))
}

type Place = ChartAnswer['place']

/** As large as it was, below all others. */
function below({ charts }: Dashboard, like?: Json): Place {
  const { w, h } = (like as Place | undefined) ?? { w: 6, h: 4 }
  const places = charts.map(({ place }) => place as unknown as Place)
  return { x: 0, y: Math.max(0, ...places.map((place) => place.y + place.h)), w, h }
}

const answer = (id: string, chart: Chart, place: Place): ChartAnswer => ({
  ...(chart as unknown as ChartAnswer),
  id,
  place,
})
