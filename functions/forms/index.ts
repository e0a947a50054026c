export { matchIndexes, newForm } from './forms.ts'
export { tidyForms } from './tidy.ts'
