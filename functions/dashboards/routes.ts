import * as v from 'valibot'
import { changeOnly, instant, next, pageQuery, seq, withChange } from '../../src/core/api/common.ts'
import { chartData } from '../../src/core/api/dashboards/chart.ts'
import {
  dashboard,
  dashboardInput,
  dashboardListed,
  dashboardPatch,
  layoutInput,
} from '../../src/core/api/dashboards/dashboard.ts'
import { route } from '../http/route.ts'
import { readDashboardData } from './chart-data.ts'
import {
  arrangeDashboard,
  createDashboard,
  dashboardParam,
  deleteDashboard,
  readDashboard,
  readDashboards,
  updateDashboard,
} from './dashboards.ts'
import { hasTimeDependentCharts } from './time-dependent.ts'

const wholeNumber = (least: number) =>
  v.pipe(v.string(), v.transform(Number), v.number(), v.integer(), v.minValue(least))

const dataQuery = v.object({
  filter: v.optional(
    v.pipe(v.string(), v.description('a filter as JSON, for all charts, besides the dashboard’s own')),
  ),
  at: v.optional(v.pipe(v.string(), v.description('a day that is past: as it was at its end'))),
  charts: v.optional(v.pipe(v.string(), v.description('ids of charts with commas between them; absent: all'))),
  first: v.optional(
    v.pipe(
      wholeNumber(1),
      v.description('at most so many charts, those that are read first; the ids of the others are in `more`'),
    ),
  ),
  since: v.optional(
    v.pipe(
      wholeNumber(0),
      v.description('the `seq` of an earlier answer: charts that can’t have changed since are left out'),
    ),
  ),
})

const failed = v.strictObject({
  error: v.strictObject({ code: v.string(), what: v.string(), name: v.optional(v.string()) }),
})

export const dashboardRoutes = [
  route({
    method: 'GET',
    path: '/api/dashboards',
    summary: 'List dashboards',
    tag: 'dashboard',
    requires: 'person',
    query: pageQuery,
    response: v.strictObject({ dashboards: v.array(dashboardListed), next }),
    handler: (context, _, { query }) => readDashboards(context, query),
  }),
  route({
    method: 'POST',
    path: '/api/dashboards',
    summary: 'Create a dashboard',
    details: 'It is its maker’s alone, until it is shared.',
    tag: 'dashboard',
    requires: { dashboard: 'edit', of: 'new' },
    body: dashboardInput,
    status: 201,
    response: withChange({ dashboard }),
    example: { body: { name: 'Wall display' } },
    handler: (context, _, { body }) => createDashboard(context, body),
  }),
  route({
    method: 'GET',
    path: '/api/dashboards/:id',
    summary: 'Retrieve a dashboard',
    details: 'Its charts and their places.',
    tag: 'dashboard',
    params: { id: dashboardParam },
    requires: { dashboard: 'view', of: 'id' },
    response: v.strictObject({ dashboard }),
    handler: (context, { id }) => readDashboard(context, id),
  }),
  route({
    method: 'PATCH',
    path: '/api/dashboards/:id',
    summary: 'Update a dashboard',
    details: 'Its name, the filter of all its charts, and with whom it is shared.',
    tag: 'dashboard',
    params: { id: dashboardParam },
    requires: { dashboard: 'edit', of: 'id' },
    body: dashboardPatch,
    response: withChange({ dashboard }),
    example: { body: { name: 'Sales', shared: [{ role: '*', access: 'view' }] } },
    handler: (context, { id }, { body }) => updateDashboard(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/dashboards/:id',
    summary: 'Delete a dashboard',
    tag: 'dashboard',
    params: { id: dashboardParam },
    requires: { dashboard: 'edit', of: 'id' },
    response: changeOnly,
    handler: (context, { id }) => deleteDashboard(context, id),
  }),
  route({
    method: 'PUT',
    path: '/api/dashboards/:id/layout',
    summary: 'Arrange a dashboard',
    details: 'Where its charts stand on the grid of 12 columns; what isn’t named stays.',
    tag: 'dashboard',
    params: { id: dashboardParam },
    requires: { dashboard: 'edit', of: 'id' },
    body: layoutInput,
    response: withChange({ dashboard }),
    example: { body: { places: {} } },
    handler: (context, { id }, { body }) => arrangeDashboard(context, id, body),
  }),
  route({
    method: 'GET',
    path: '/api/dashboards/:id/data',
    summary: 'Read a dashboard’s data',
    details: 'Of all its charts. A chart that can’t be answered says why in its place; the others are answered.',
    tag: 'dashboard',
    params: { id: dashboardParam },
    requires: { dashboard: 'view', of: 'id' },
    query: dataQuery,
    etag: true,
    isTimeDependent: hasTimeDependentCharts,
    response: v.strictObject({
      at: instant,
      seq,
      charts: v.record(v.string(), v.union([chartData, failed])),
      more: v.optional(v.array(v.string())),
    }),
    handler: (context, { id }, { query }) => readDashboardData(context, id, query),
  }),
]
