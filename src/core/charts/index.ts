export { withCameTrue, withPrevious } from './beside.ts'
export { chartById } from './chart-by-id.ts'
export { withBreakdown, withLists } from './completed.ts'
export {
  ALL_AXES,
  type AxisOnDemand,
  CUBE_SLOTS,
  type CubeAxis,
  canBeAxis,
  fieldAxis,
  isFieldAxis,
  keptFields,
  MOST_FIELD_AXES,
  type TouchedAxis,
} from './cube/axes.ts'
export { type Cell, type CellRange, covers } from './cube/cells.ts'
export { type CubeQuestion, cubeCells, unkeptAxes, unkeptSums } from './cube/question.ts'
export { type CellReading, rowsOfCells } from './cube/rows.ts'
export { dependenciesOf } from './dependencies.ts'
export { countIn, type ExplanationPlan, explanationLines, explanationPlan } from './explanation.ts'
export { withGoal } from './goal.ts'
export { isByList, isForecast } from './measures.ts'

export { partOpen } from './part-open.ts'
export { type Part, type Row, seriesOf } from './series.ts'
export { previousTimeFrame, type TimeFrame, timeFrameOf } from './time-frame.ts'
