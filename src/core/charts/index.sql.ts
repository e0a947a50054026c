export { compileChart, unkeptOfChart } from './compile.sql.ts'
export { type CubeQuestion, cubeCells, unkeptSums } from './cube.sql.ts'
export { type CubedProject, cubeDelta, recountCube } from './cube-delta.sql.ts'
