export * from './form.ts'
export * from './submission.ts'
