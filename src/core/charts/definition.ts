import * as v from 'valibot'
import { filterSchema } from '../query/ast.ts'

/** A chart as it is stored and sent (api.md, chart). Fields are named by id or name and kept by id. */
export const chartSchema = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100)),
  kind: v.picklist(['stat', 'bar', 'pie']),
  projects: v.pipe(
    v.array(v.string()),
    v.minLength(1),
    v.maxLength(20),
    v.transform((ids) => [...new Set(ids)]),
  ),
  measure: v.strictObject({
    op: v.picklist(['count', 'sum', 'average', 'min', 'max']),
    field: v.optional(v.string()),
    /** times the list's probability: what a pipeline is worth today */
    weight: v.optional(v.picklist(['probability'])),
  }),
  filter: v.optional(filterSchema),
  time: v.optional(
    v.strictObject({
      by: v.picklist(['createdAt', 'closedAt']),
      from: v.optional(v.string()),
      to: v.optional(v.string()),
      relative: v.optional(
        v.union([
          v.strictObject({
            last: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
            unit: v.picklist(['day', 'week', 'month', 'quarter', 'year']),
          }),
          v.strictObject({ this: v.picklist(['day', 'week', 'month', 'quarter', 'year']) }),
        ]),
      ),
    }),
  ),
  split: v.optional(
    v.strictObject({ by: v.string(), every: v.optional(v.picklist(['day', 'week', 'month', 'quarter', 'year'])) }),
  ),
  compare: v.optional(v.picklist(['previous'])),
})
export type Chart = v.InferOutput<typeof chartSchema>

export const placeSchema = v.strictObject({
  x: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(11)),
  y: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)),
  w: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12)),
  h: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
})
