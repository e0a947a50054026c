export { compileChart, compileCube } from './compile.sql.ts'
