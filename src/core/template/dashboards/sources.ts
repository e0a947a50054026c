import { type Make, ofKind, type SalesFields, SECOND_BY_KIND, sumOf, type TemplateChart } from './chart.ts'

/** Where customers come from, and which of it becomes sales. */
export const sourcesCharts = (chart: Make, { amount, source }: SalesFields): TemplateChart[] => {
  if (!source) return []
  const value = sumOf(amount)
  return [
    chart('leads', {
      kind: 'area',
      measure: { op: 'count' },
      time: { by: 'createdAt', relative: { last: 12, unit: 'month' } },
      split: { by: 'createdAt', every: 'month' },
      // biome-ignore lint/suspicious/noThenProperty: the contract's name for a second split
      then: { by: source },
      style: { stacked: true },
      place: { x: 0, y: 0, w: 8, h: 4 },
    }),
    chart('soldBySource', {
      kind: 'pie',
      measure: value,
      filter: ofKind('won'),
      split: { by: source },
      place: { x: 8, y: 0, w: 4, h: 4 },
    }),
    chart('outcomesBySource', {
      kind: 'table',
      measure: { op: 'count' },
      split: { by: source },
      ...SECOND_BY_KIND,
      place: { x: 0, y: 4, w: 6, h: 4 },
    }),
    chart('openBySource', {
      kind: 'bar',
      measure: value,
      filter: ofKind('open'),
      split: { by: source },
      style: { horizontal: true },
      place: { x: 6, y: 4, w: 6, h: 4 },
    }),
  ]
}
