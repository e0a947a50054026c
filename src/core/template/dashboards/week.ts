import { type Make, ownRecords, type SalesFields, sumOf, type TemplateChart } from './chart.ts'

/** One's own deals. */
export const weekCharts = (chart: Make, { amount, expected }: SalesFields): TemplateChart[] => {
  const value = sumOf(amount)
  return [
    chart('myOpen', { kind: 'stat', measure: value, filter: ownRecords('open'), place: { x: 0, y: 0, w: 4, h: 2 } }),
    chart('myWon', {
      kind: 'stat',
      measure: value,
      filter: ownRecords('won'),
      time: { by: 'closedAt', relative: { this: 'month' } },
      compare: 'previous',
      place: { x: 4, y: 0, w: 4, h: 2 },
    }),
    ...(expected
      ? [
          chart('closingSoon', {
            kind: 'stat',
            measure: { op: 'count' },
            filter: ownRecords('open'),
            time: { by: expected, relative: { this: 'week' } },
            place: { x: 8, y: 0, w: 4, h: 2 },
          }),
          chart('myExpected', {
            kind: 'bar',
            measure: value,
            filter: ownRecords('open'),
            split: { by: expected, every: 'month' },
            place: { x: 6, y: 2, w: 6, h: 4 },
          }),
        ]
      : []),
    chart('myStages', {
      kind: 'bar',
      measure: value,
      filter: ownRecords('open'),
      split: { by: 'list' },
      style: { horizontal: true },
      place: { x: 0, y: 2, w: 6, h: 4 },
    }),
  ]
}
