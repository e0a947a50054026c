import type { Chart } from '../../api/dashboards/chart.ts'
import type { ChartName } from '../words.ts'

/** A chart of a template: of which projects is said where it is made. */
export type TemplateChart = Omit<Chart, 'projects'> & { place: { x: number; y: number; w: number; h: number } }

/** What a project has of what sales dashboards show: its fields by id. A chart that needs one that isn't there is left out. */
export interface SalesFields {
  amount?: string | undefined
  confidence?: string | undefined
  source?: string | undefined
  expected?: string | undefined
}

/** Names a chart in the workspace's language. */
export type Make = (name: ChartName, rest: Omit<TemplateChart, 'name'>) => TemplateChart

export const ofKind = (kind: string) => ({ field: 'listKind', op: 'eq', value: kind })
export const ownRecords = (kind: string) => ({ and: [ofKind(kind), { field: 'assignees', op: 'has', value: 'me' }] })
export const monthly = { split: { by: 'closedAt', every: 'month' } } as const

// biome-ignore lint/suspicious/noThenProperty: the contract's name for a second split
export const SECOND_BY_LIST = { then: { by: 'list' } } as const
// biome-ignore lint/suspicious/noThenProperty: the contract's name for a second split
export const SECOND_BY_KIND = { then: { by: 'listKind' } } as const

/** Of a project without amounts, how many there are. */
export const sumOf = (amount: string | undefined): Chart['measure'] =>
  amount === undefined ? { op: 'count' } : { op: 'sum', field: amount }
