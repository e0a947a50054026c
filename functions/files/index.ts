export { baseName } from './files.ts'
