import { Hono } from 'hono'
import { json } from '../answer.ts'
import type { Env } from '../context.ts'
import * as dashboards from '../model/dashboards.ts'
import { person, reading } from '../request.ts'

export const dashboardRoutes = new Hono<{ Bindings: Env }>()

dashboardRoutes.get(
  '/api/dashboards',
  person(async (context) => json({ dashboards: await dashboards.readDashboards(context) })),
)
dashboardRoutes.post(
  '/api/dashboards',
  person(async (context, _http, body) => json(await dashboards.createDashboard(context, body), 201)),
)
dashboardRoutes.get(
  '/api/dashboards/:id',
  person(async (context, http) => json({ dashboard: await dashboards.readDashboard(context, http.req.param('id')) })),
)
dashboardRoutes.patch(
  '/api/dashboards/:id',
  person(async (context, http, body) => json(await dashboards.updateDashboard(context, http.req.param('id'), body))),
)
dashboardRoutes.delete(
  '/api/dashboards/:id',
  person(async (context, http) => json(await dashboards.deleteDashboard(context, http.req.param('id')))),
)
dashboardRoutes.post(
  '/api/dashboards/:id/charts',
  person(async (context, http, body) => json(await dashboards.createChart(context, http.req.param('id'), body), 201)),
)
dashboardRoutes.delete(
  '/api/charts/:id',
  person(async (context, http) => json(await dashboards.deleteChart(context, http.req.param('id')))),
)
dashboardRoutes.get(
  '/api/dashboards/:id/data',
  reading(async (context, http) => json(await dashboards.readDashboardData(context, http.req.param('id')))),
)
dashboardRoutes.post(
  '/api/charts/preview',
  person(async (context, _http, body) => json(await dashboards.previewChart(context, body))),
)
