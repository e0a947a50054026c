export { chartById } from './chart-by-id.ts'
export { type Part, seriesOf } from './series.ts'
export { previousTimeFrame, type TimeFrame, timeFrameOf } from './time-frame.ts'
