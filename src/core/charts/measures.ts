import type { Chart } from '../api/dashboards/chart.ts'

type Op = Chart['measure']['op']

/** What history tells of each list of a pipeline. */
export const isByList = (op: Op): op is 'conversion' | 'timeInList' => op === 'conversion' || op === 'timeInList'

/** What is told of records by themselves, and of no field of theirs. */
export const isFieldless = (op: Op): op is 'count' | 'conversion' | 'timeInList' | 'velocity' =>
  op === 'count' || op === 'velocity' || isByList(op)

/** Whether values of several points together mean something. */
export const isAdditive = (op: Op): op is 'count' | 'sum' => op === 'count' || op === 'sum'

/** Whether a chart tells what is likely to come: amounts or counts times a likelihood. */
export const isForecast = ({ op, weight }: Chart['measure']): boolean => weight !== undefined && isAdditive(op)
