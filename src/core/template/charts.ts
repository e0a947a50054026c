import type { TemplateChart } from './parts.ts'
import type { ChartName, TemplateWords } from './words.ts'

/** The dashboard's charts (M44); with invoices also what was received. */
export function charts(words: TemplateWords, invoiced: boolean): TemplateChart[] {
  const of = (kind: string) => ({ field: 'listKind', op: 'eq', value: kind })
  const amount = { op: 'sum', field: 'amount' } as const
  const chart = (key: ChartName, rest: Omit<TemplateChart, 'name' | 'project'>): TemplateChart => ({
    name: words.charts[key],
    project: 'opportunities',
    ...rest,
  })
  return [
    chart('open', { kind: 'stat', measure: amount, filter: of('open'), place: { x: 0, y: 0, w: 3, h: 2 } }),
    chart('discounted', {
      kind: 'stat',
      measure: { ...amount, weight: 'probability' },
      filter: of('open'),
      place: { x: 0, y: 2, w: 3, h: 2 },
    }),
    chart('sales', {
      kind: 'bar',
      measure: amount,
      filter: of('won'),
      time: { by: 'closedAt' },
      split: { by: 'closedAt', every: 'month' },
      place: { x: 3, y: 0, w: 9, h: 4 },
    }),
    chart('pipeline', {
      kind: 'bar',
      measure: amount,
      time: { by: 'createdAt' },
      split: { by: 'createdAt', every: 'month' },
      place: { x: 0, y: 4, w: 6, h: 4 },
    }),
    chart('created', {
      kind: 'bar',
      measure: { op: 'count' },
      time: { by: 'createdAt' },
      split: { by: 'createdAt', every: 'month' },
      place: { x: 6, y: 4, w: 6, h: 4 },
    }),
    chart('stages', {
      kind: 'bar',
      measure: amount,
      filter: of('open'),
      split: { by: 'list' },
      place: { x: 6, y: 8, w: 6, h: 4 },
    }),
    chart('category', {
      kind: 'pie',
      measure: amount,
      filter: of('won'),
      split: { by: 'tags' },
      place: { x: 0, y: 8, w: 6, h: 4 },
    }),
    ...(invoiced
      ? [
          {
            ...chart('revenue', {
              kind: 'bar',
              measure: amount,
              filter: of('won'),
              time: { by: 'closedAt' },
              split: { by: 'closedAt', every: 'month' },
              place: { x: 0, y: 12, w: 12, h: 4 },
            }),
            project: 'invoices' as const,
          },
        ]
      : []),
  ]
}
