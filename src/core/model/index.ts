export * from './answers.ts'
export * from './entities.ts'
export * from './ids.ts'
export type { Json } from './json.ts'
