export {
  dashboardCharts,
  revenueChart,
  type SalesFields,
  type TemplateChart,
} from './dashboards/index.ts'
export { type FormPlaces, templateForm } from './form.ts'
export type { ProjectKey, TemplateField, TemplateList, TemplateProject } from './parts.ts'
export { type SalesAnswers, salesTemplate } from './sales.ts'
export { type SampleCustomer, type SampleDeal, sampleCustomers, sampleDeals } from './sample.ts'
export { type FieldName, TEMPLATE_WORDS, type TemplateWords } from './words.ts'
