import * as v from 'valibot'
import { color, currency, id, idOf } from '../common.ts'
import { chartExportInput, chartMoney, chartOpen } from './chart.ts'

/** Which number of a chart: its total, or a point's, or a part's, as the chart's data tells them. */
export const explanationInput = v.strictObject({
  ...chartExportInput.entries,
  point: v.optional(v.strictObject({ key: v.string(), currency: v.nullable(currency), part: v.optional(v.string()) })),
})

/** What some of the records give to it. */
const line = v.strictObject({
  project: v.nullable(id),
  key: v.string(),
  label: v.string(),
  color: v.nullable(color),
  records: v.number(),
  /** what a value counts for, in percent */
  weight: v.nullable(v.string()),
  /** before they are weighted; absent where nothing is */
  amounts: v.optional(v.array(chartMoney)),
  values: v.array(chartMoney),
  open: chartOpen,
})

/** Records that the number would count if they had what it asks for. */
const leftOut = v.strictObject({
  why: v.picklist(['noValue', 'noWeight', 'noTime']),
  field: idOf('field', 'what they don’t have'),
  records: v.number(),
  open: chartOpen,
})

/** What a number of a chart is made of. */
export const explanation = v.strictObject({
  values: v.array(chartMoney),
  records: v.number(),
  /** by what the lines tell records apart */
  by: v.picklist(['list', 'weight']),
  lines: v.array(line),
  leftOut: v.array(leftOut),
  /** amounts that count in another currency than they were written in */
  conversions: v.array(v.strictObject({ currency, rate: v.string(), amount: v.string(), value: v.string() })),
  open: chartOpen,
  partial: v.optional(v.boolean()),
})
