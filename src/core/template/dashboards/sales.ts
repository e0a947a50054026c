import { type Make, monthly, ofKind, type SalesFields, sumOf, type TemplateChart } from './chart.ts'

/** M44: what is open, what it is worth today by two forecasts, what was sold and what came in. */
export const salesCharts = (chart: Make, { amount, confidence }: SalesFields): TemplateChart[] => {
  const value = sumOf(amount)
  return [
    chart('open', { kind: 'stat', measure: value, filter: ofKind('open'), place: { x: 0, y: 0, w: 3, h: 2 } }),
    chart('openDeals', {
      kind: 'stat',
      measure: { op: 'count' },
      filter: ofKind('open'),
      place: { x: 3, y: 0, w: 3, h: 2 },
    }),
    chart('discounted', {
      kind: 'stat',
      measure: { ...value, weight: 'probability' },
      filter: ofKind('open'),
      place: { x: 6, y: 0, w: 3, h: 2 },
    }),
    ...(confidence
      ? [
          chart('confident', {
            kind: 'stat',
            measure: { ...value, weight: { field: confidence } },
            filter: ofKind('open'),
            place: { x: 9, y: 0, w: 3, h: 2 },
          }),
        ]
      : []),
    chart('sales', {
      kind: 'bar',
      measure: value,
      filter: ofKind('won'),
      time: { by: 'closedAt' },
      ...monthly,
      place: { x: 0, y: 2, w: 8, h: 4 },
    }),
    chart('category', {
      kind: 'pie',
      measure: value,
      filter: ofKind('won'),
      split: { by: 'tags' },
      place: { x: 8, y: 2, w: 4, h: 4 },
    }),
    chart('pipeline', {
      kind: 'bar',
      measure: value,
      time: { by: 'createdAt' },
      split: { by: 'createdAt', every: 'month' },
      place: { x: 0, y: 6, w: 6, h: 4 },
    }),
    chart('created', {
      kind: 'bar',
      measure: { op: 'count' },
      time: { by: 'createdAt' },
      split: { by: 'createdAt', every: 'month' },
      place: { x: 6, y: 6, w: 6, h: 4 },
    }),
    chart('stages', {
      kind: 'bar',
      measure: value,
      filter: ofKind('open'),
      split: { by: 'list' },
      style: { horizontal: true },
      place: { x: 0, y: 10, w: 8, h: 4 },
    }),
    chart('openStages', {
      kind: 'pie',
      measure: { op: 'count' },
      filter: ofKind('open'),
      split: { by: 'list' },
      place: { x: 8, y: 10, w: 4, h: 4 },
    }),
  ]
}
