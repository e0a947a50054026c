export type { ProjectKey, TemplateChart, TemplateField, TemplateList, TemplateProject } from './parts.ts'
export { type SalesAnswers, salesTemplate } from './sales.ts'
export { type SampleCustomer, type SampleDeal, sampleCustomers, sampleDeals } from './sample.ts'
export type { FieldName } from './words.ts'
