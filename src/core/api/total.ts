import * as v from 'valibot'
import { currency, decimal, id } from './common.ts'

export const total = v.strictObject({
  op: v.picklist(['sum', 'count', 'average', 'min', 'max']),
  field: id,
  value: v.string(),
  currency: v.nullable(currency),
  /** the same in the workspace's report currency, all currencies together; only with a rate table, on the first of them */
  reported: v.optional(v.strictObject({ value: decimal, currency })),
})
