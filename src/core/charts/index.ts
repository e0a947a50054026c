export { compileChart } from './compile.ts'
export { type Chart, chartSchema, placeSchema } from './definition.ts'
export { type Frame, frameBefore, frameOf } from './frame.ts'
export { type Part, seriesOf } from './series.ts'
