export { matchingSql } from './search.ts'
