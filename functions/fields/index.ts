export { requireAvailableFieldName } from './field-name.ts'
export { addField } from './fields.ts'
export { newOptionId } from './option-ids.ts'
export { claimColumns } from './slots.ts'
