export * from './action.ts'
export * from './automation.ts'
export * from './run.ts'
export * from './trigger.ts'
