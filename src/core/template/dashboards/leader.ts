import {
  type Make,
  monthly,
  ofKind,
  type SalesFields,
  SECOND_BY_KIND,
  SECOND_BY_LIST,
  sumOf,
  type TemplateChart,
} from './chart.ts'

/** How the team stands: who sells and who has what open. */
export const leaderCharts = (chart: Make, { amount }: SalesFields): TemplateChart[] => {
  const value = sumOf(amount)
  const thisQuarter = { by: 'closedAt', relative: { this: 'quarter' } } as const
  return [
    chart('soldThisMonth', {
      kind: 'stat',
      measure: value,
      filter: ofKind('won'),
      time: { by: 'closedAt', relative: { this: 'month' } },
      compare: 'previous',
      place: { x: 0, y: 0, w: 3, h: 2 },
    }),
    chart('wonThisMonth', {
      kind: 'stat',
      measure: { op: 'count' },
      filter: ofKind('won'),
      time: { by: 'closedAt', relative: { this: 'month' } },
      compare: 'previous',
      place: { x: 3, y: 0, w: 3, h: 2 },
    }),
    chart('discounted', {
      kind: 'stat',
      measure: { ...value, weight: 'probability' },
      filter: ofKind('open'),
      place: { x: 6, y: 0, w: 3, h: 2 },
    }),
    chart('daysToWin', {
      kind: 'stat',
      measure: { op: 'velocity' },
      time: { by: 'closedAt', relative: { last: 12, unit: 'month' } },
      compare: 'previous',
      place: { x: 9, y: 0, w: 3, h: 2 },
    }),
    chart('sellers', {
      kind: 'leaderboard',
      measure: value,
      filter: ofKind('won'),
      time: thisQuarter,
      split: { by: 'assignees' },
      place: { x: 0, y: 2, w: 6, h: 4 },
    }),
    chart('openByPerson', {
      kind: 'bar',
      measure: value,
      filter: ofKind('open'),
      split: { by: 'assignees' },
      ...SECOND_BY_LIST,
      style: { horizontal: true, stacked: true },
      place: { x: 6, y: 2, w: 6, h: 4 },
    }),
    chart('stageConversion', {
      kind: 'funnel',
      measure: { op: 'conversion' },
      place: { x: 0, y: 6, w: 6, h: 4 },
    }),
    chart('stageDays', {
      kind: 'bar',
      measure: { op: 'timeInList' },
      place: { x: 6, y: 6, w: 6, h: 4 },
    }),
    chart('outcomes', {
      kind: 'bar',
      measure: { op: 'count' },
      time: { by: 'closedAt', relative: { last: 12, unit: 'month' } },
      ...monthly,
      ...SECOND_BY_KIND,
      style: { stacked: true },
      place: { x: 0, y: 10, w: 12, h: 4 },
    }),
  ]
}
