export { chartById } from './chart-by-id.ts'
export { CUBE_AXES, CUBE_SLOTS, type CubeAxis, keptFields } from './cube.ts'
export { type Part, seriesOf } from './series.ts'
export { previousTimeFrame, type TimeFrame, timeFrameOf } from './time-frame.ts'
