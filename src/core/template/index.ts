export {
  type ProjectKey,
  type SalesAnswers,
  salesTemplate,
  type TemplateChart,
  type TemplateField,
  type TemplateProject,
} from './sales.ts'
export { type SampleCustomer, type SampleDeal, sampleCustomers, sampleDeals } from './sample.ts'
