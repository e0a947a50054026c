export * from './answers.ts'
export * from './entities.ts'
export type { Json } from './json.ts'
