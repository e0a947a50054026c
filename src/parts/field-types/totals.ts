import type { MeasureOp } from './contract.ts'

export const SUMS: readonly MeasureOp[] = ['none', 'sum', 'average', 'min', 'max']
/** of what has no sum that means something */
export const AVERAGES: readonly MeasureOp[] = ['none', 'average', 'min', 'max']
/** of days: the first and the last */
export const ENDS: readonly MeasureOp[] = ['none', 'min', 'max']
