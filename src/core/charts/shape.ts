import * as v from 'valibot'
import { id } from '../api/common.ts'
import { chartSchema, placeSchema } from './definition.ts'

const { projects, measure, ...rest } = chartSchema.entries

/** A chart as it is answered. Of one that reads what the reader may not see, only its name, kind and place are there. */
export const chart = v.strictObject({
  ...rest,
  projects: v.optional(projects),
  measure: v.optional(measure),
  id,
  place: placeSchema,
})

export const dashboard = v.strictObject({ id, name: v.string(), charts: v.array(chart) })
