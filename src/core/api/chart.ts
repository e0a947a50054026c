import * as v from 'valibot'
import { color, currency, filter, id } from './common.ts'

const money = v.strictObject({ value: v.string(), currency: v.nullable(currency) })

export const chartPoint = v.strictObject({
  key: v.string(),
  label: v.string(),
  color: v.nullable(color),
  value: v.string(),
  currency: v.nullable(currency),
  parts: v.array(v.strictObject({ key: v.string(), label: v.string(), value: v.string() })),
  /** which records these are: what a click on it opens */
  open: v.array(v.strictObject({ project: id, filter })),
})

export const chartData = v.strictObject({
  totals: v.array(money),
  points: v.array(chartPoint),
  previous: v.nullable(v.array(money)),
  /** a record counted in several points (a deal with two tags) */
  overlapping: v.optional(v.boolean()),
})
