import type { DashboardTemplate } from '../../api/dashboards/dashboard.ts'
import type { TemplateWords } from '../words.ts'
import { type Make, monthly, ofKind, type SalesFields, type TemplateChart } from './chart.ts'
import { leaderCharts } from './leader.ts'
import { salesCharts } from './sales.ts'
import { sourcesCharts } from './sources.ts'
import { weekCharts } from './week.ts'

export type { SalesFields, TemplateChart } from './chart.ts'

const CHARTS: Record<DashboardTemplate, (chart: Make, fields: SalesFields) => TemplateChart[]> = {
  sales: salesCharts,
  leader: leaderCharts,
  week: weekCharts,
  sources: sourcesCharts,
}

/** A dashboard's charts in their places on the grid of twelve columns. */
export const dashboardCharts = (key: DashboardTemplate, words: TemplateWords, fields: SalesFields): TemplateChart[] =>
  CHARTS[key]((name, rest) => ({ name: words.charts[name], ...rest }), fields)

/** With invoices, what was really received. */
export const revenueChart = (words: TemplateWords, amount: string, y: number): TemplateChart => ({
  name: words.charts.revenue,
  kind: 'bar',
  measure: { op: 'sum', field: amount },
  filter: ofKind('won'),
  time: { by: 'closedAt' },
  ...monthly,
  place: { x: 0, y, w: 12, h: 4 },
})
