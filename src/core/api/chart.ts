import * as v from 'valibot'
import { filterSchema } from '../query/index.ts'
import { visibleText } from '../text/blank.ts'
import { color, currency, filter, id, idOf } from './common.ts'

/** A chart as it is stored and sent (api.md, chart). Fields are named by id or name and kept by id. */
export const chartSchema = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.transform(visibleText), v.nonEmpty(), v.maxLength(100)),
  kind: v.picklist(['stat', 'bar', 'pie']),
  projects: v.pipe(
    v.array(idOf('project', 'a project')),
    v.minLength(1),
    v.maxLength(20),
    v.transform((ids) => [...new Set(ids)]),
  ),
  measure: v.strictObject({
    op: v.picklist(['count', 'sum', 'average', 'min', 'max']),
    field: v.optional(idOf('field', 'what is summed, by id or name')),
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
    v.strictObject({
      by: idOf('field', 'a field or a built-in one, by id or name'),
      every: v.optional(v.picklist(['day', 'week', 'month', 'quarter', 'year'])),
    }),
  ),
  compare: v.optional(v.picklist(['previous'])),
})
export type Chart = v.InferOutput<typeof chartSchema>

/** A chart that is tried. It may have the contract's second split, by which points have no parts yet; none is stored with one. */
export const chartPreview = v.strictObject({
  ...chartSchema.entries,
  // biome-ignore lint/suspicious/noThenProperty: the contract's name for it
  then: v.optional(
    v.pipe(
      v.strictObject({ by: idOf('field', 'a field or a built-in one, by id or name') }),
      v.description('A second split. Not computed yet: the parts of each point are empty.'),
    ),
  ),
})
export type ChartPreview = v.InferOutput<typeof chartPreview>

export const placeSchema = v.strictObject({
  x: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(11)),
  y: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)),
  w: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12)),
  h: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
})

const { projects, measure, ...rest } = chartSchema.entries

/** A chart as it is answered. Of one that reads what the reader may not see, only its name, kind and place are there. */
export const chart = v.strictObject({
  ...rest,
  projects: v.optional(projects),
  measure: v.optional(measure),
  id,
  place: placeSchema,
})

export const chartInput = v.strictObject({
  ...chartSchema.entries,
  place: v.optional(placeSchema, { x: 0, y: 100, w: 6, h: 4 }),
})

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
