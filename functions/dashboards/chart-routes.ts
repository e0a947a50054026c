import * as v from 'valibot'
import { changeOnly, withChange } from '../../src/core/api/common.ts'
import {
  chart,
  chartCopyInput,
  chartData,
  chartExportInput,
  chartInput,
  chartPatch,
  chartSchema,
} from '../../src/core/api/dashboards/chart.ts'
import { explanation, explanationInput } from '../../src/core/api/dashboards/explanation.ts'
import { route } from '../http/route.ts'
import { readChart } from './chart-data.ts'
import { chartParam, copiedChart, copyChart, createChart, deleteChart, updateChart } from './charts.ts'
import { dashboardParam } from './dashboards.ts'
import { explainChart } from './explain-chart.ts'
import { exportChart } from './export-chart.ts'

export const chartRoutes = [
  route({
    method: 'POST',
    path: '/api/dashboards/:id/charts',
    summary: 'Create a chart',
    tag: 'chart',
    params: { id: dashboardParam },
    requires: { dashboard: 'edit', of: 'id' },
    body: chartInput,
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
    handler: (context, { id }, { body }) => createChart(context, id, body),
  }),
  route({
    method: 'PATCH',
    path: '/api/charts/:id',
    summary: 'Update a chart',
    details: 'What isn’t named stays, null takes a part away; `dashboard` moves it there.',
    tag: 'chart',
    params: { id: chartParam },
    requires: { dashboard: 'edit', of: 'id' },
    body: chartPatch,
    response: withChange({ chart }),
    example: { body: { name: 'Won per quarter', kind: 'bar' } },
    handler: (context, { id }, { body }) => updateChart(context, id, body),
  }),
  route({
    method: 'POST',
    path: '/api/charts/:id/copy',
    summary: 'Copy a chart',
    tag: 'chart',
    params: { id: copiedChart },
    requires: { dashboard: 'view', of: 'id' },
    body: chartCopyInput,
    status: 201,
    response: withChange({ chart }),
    example: { body: { dashboard: '{dashboard}' } },
    handler: (context, { id }, { body }) => copyChart(context, id, body),
  }),
  route({
    method: 'POST',
    path: '/api/charts/:id/csv',
    summary: 'Export a chart as CSV',
    details: 'Its numbers as its dashboard shows them: a row for each point. The audit log tells of it.',
    tag: 'chart',
    params: { id: chartParam },
    requires: { workspace: 'export' },
    body: chartExportInput,
    response: v.strictObject({ csv: v.string() }),
    example: { body: { filter: { field: 'listKind', op: 'eq', value: 'open' } } },
    handler: (context, { id }, { body }) => exportChart(context, id, body),
  }),
  route({
    method: 'POST',
    path: '/api/charts/:id/explain',
    summary: 'Explain a number of a chart',
    details:
      'Of which records it is made, with what weights and rates, and what is left out of it. Absent `point`: its total.',
    tag: 'chart',
    params: { id: chartParam },
    requires: { dashboard: 'view', of: 'id' },
    effect: 'read',
    body: explanationInput,
    response: v.strictObject({ explanation }),
    example: { body: { filter: { field: 'listKind', op: 'eq', value: 'open' } } },
    handler: (context, { id }, { body }) => explainChart(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/charts/:id',
    summary: 'Delete a chart',
    tag: 'chart',
    params: { id: chartParam },
    requires: { dashboard: 'edit', of: 'id' },
    response: changeOnly,
    handler: (context, { id }) => deleteChart(context, id),
  }),
  route({
    method: 'POST',
    path: '/api/charts/preview',
    summary: 'Preview a chart',
    details: 'Its data, without storing it.',
    tag: 'chart',
    requires: { project: 'view', of: 'body.projects' },
    effect: 'read',
    lenientText: true,
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
    handler: (context, _, { body }) => readChart(context, body),
  }),
]
