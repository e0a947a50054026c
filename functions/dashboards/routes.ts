import * as v from 'valibot'
import { chartData } from '../../src/core/api/chart.ts'
import { instant, named, seq } from '../../src/core/api/common.ts'
import { chartSchema } from '../../src/core/charts/index.ts'
import { chart, dashboard } from '../../src/core/charts/shape.ts'
import { route } from '../http/route.ts'
import { changeOnly, withChange } from '../http/with-change.ts'
import * as dashboards from './dashboards.ts'

const failed = v.strictObject({ error: v.strictObject({ code: v.string(), what: v.string() }) })

export const dashboardRoutes = [
  route({
    method: 'GET',
    path: '/api/dashboards',
    summary: 'Lists the dashboards',
    tag: 'dashboard',
    requires: 'person',
    response: v.strictObject({ dashboards: v.array(named) }),
    handler: async (context) => ({ dashboards: await dashboards.readDashboards(context) }),
  }),
  route({
    method: 'POST',
    path: '/api/dashboards',
    summary: 'Makes an empty dashboard',
    tag: 'dashboard',
    requires: { workspace: 'projects' },
    body: dashboards.dashboardInput,
    status: 201,
    response: withChange({ dashboard }),
    example: { body: { name: 'Wall display' } },
    handler: (context, _, { body }) => dashboards.createDashboard(context, body),
  }),
  route({
    method: 'GET',
    path: '/api/dashboards/:id',
    summary: 'Reads a dashboard: its charts and their places',
    tag: 'dashboard',
    params: { id: 'dashboard' },
    requires: 'person',
    response: v.strictObject({ dashboard }),
    handler: async (context, { id }) => ({ dashboard: await dashboards.readDashboard(context, id) }),
  }),
  route({
    method: 'PATCH',
    path: '/api/dashboards/:id',
    summary: 'Renames a dashboard',
    tag: 'dashboard',
    params: { id: 'dashboard' },
    requires: { workspace: 'projects' },
    body: dashboards.dashboardInput,
    response: withChange({ dashboard }),
    example: { body: { name: 'Sales' } },
    handler: (context, { id }, { body }) => dashboards.updateDashboard(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/dashboards/:id',
    summary: 'Deletes a dashboard',
    tag: 'dashboard',
    params: { id: 'dashboard' },
    requires: { workspace: 'projects' },
    response: changeOnly,
    handler: (context, { id }) => dashboards.deleteDashboard(context, id),
  }),
  route({
    method: 'GET',
    path: '/api/dashboards/:id/data',
    summary: 'Reads the data of all charts of a dashboard',
    details: 'A chart that can’t be answered says why in its place; the others are answered.',
    tag: 'dashboard',
    params: { id: 'dashboard' },
    requires: 'person',
    etag: true,
    response: v.strictObject({ at: instant, seq, charts: v.record(v.string(), v.union([chartData, failed])) }),
    handler: (context, { id }) => dashboards.readDashboardData(context, id),
  }),
  route({
    method: 'POST',
    path: '/api/dashboards/:id/charts',
    summary: 'Puts a chart on a dashboard',
    tag: 'chart',
    params: { id: 'dashboard' },
    requires: { workspace: 'projects' },
    body: dashboards.chartInput,
    status: 201,
    response: withChange({ chart }),
    example: {
      body: {
        name: 'Won per month',
        kind: 'bar',
        projects: ['{project}'],
        measure: { op: 'sum', field: 'Amount' },
        filter: { field: 'listKind', op: 'eq', value: 'won' },
        time: { by: 'closedAt', relative: { last: 12, unit: 'month' } },
        split: { by: 'closedAt', every: 'month' },
        place: { x: 0, y: 0, w: 6, h: 4 },
      },
    },
    handler: (context, { id }, { body }) => dashboards.createChart(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/charts/:id',
    summary: 'Takes a chart off its dashboard',
    tag: 'chart',
    params: { id: 'chart' },
    requires: { workspace: 'projects' },
    response: changeOnly,
    handler: (context, { id }) => dashboards.deleteChart(context, id),
  }),
  route({
    method: 'POST',
    path: '/api/charts/preview',
    summary: 'Works out a chart that isn’t kept',
    tag: 'chart',
    requires: { project: 'view', of: 'body.projects' },
    effect: 'read',
    body: chartSchema,
    response: chartData,
    example: {
      body: {
        name: 'Open by list',
        kind: 'pie',
        projects: ['{project}'],
        measure: { op: 'sum', field: 'Amount', weight: 'probability' },
        split: { by: 'list' },
      },
    },
    handler: (context, _, { body }) => dashboards.previewChart(context, body),
  }),
]
