/** What a project without records can start as: the projects of the sales CRM, by what they are for. */
export const SHAPES = ['pipeline', 'customers', 'delivery', 'invoices'] as const
export type Shape = (typeof SHAPES)[number]
