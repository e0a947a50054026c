import { addUnits } from '../../time/day.ts'

export const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Period = (typeof PERIODS)[number]

/** The last day of the period that begins on `first`. */
export const lastDay = (first: string, every: Period): string => addUnits(addUnits(first, 1, every), -1, 'day')

/** A month is known as `2017-03`, a year as `2017`; days, weeks and quarters by their first day. */
export const periodName = (first: string, every: Period): string =>
  every === 'month' ? first.slice(0, 7) : every === 'year' ? first.slice(0, 4) : first
