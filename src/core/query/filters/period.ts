export const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Period = (typeof PERIODS)[number]

/** A month is known as `2017-03`, a year as `2017`; days, weeks and quarters by their first day. */
export const periodName = (first: string, every: Period): string =>
  every === 'month' ? first.slice(0, 7) : every === 'year' ? first.slice(0, 4) : first
