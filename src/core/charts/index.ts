export { chartById } from './chart-by-id.ts'
export { compileChart, compileCube } from './compile.ts'
export { type Part, seriesOf } from './series.ts'
export { previousTimeFrame, type TimeFrame, timeFrameOf } from './time-frame.ts'
