import * as v from 'valibot'
import { filterSchema } from '../../query/index.ts'
import { visibleText } from '../../text/blank.ts'
import { color, currency, filter, id, idOf } from '../common.ts'

export const CHART_KINDS = ['stat', 'pie', 'bar', 'line', 'area', 'funnel', 'table', 'goal', 'leaderboard'] as const
const unit = v.picklist(['day', 'week', 'month', 'quarter', 'year'])
const amount = v.pipe(v.string(), v.regex(/^\d{1,13}(\.\d{1,4})?$/), v.description('a decimal number'))
const splitSchema = v.strictObject({
  by: idOf('field', 'a field, a built-in one or `team`, by id or name'),
  /** of dates */
  every: v.optional(unit),
})

/** A chart as it is stored and sent (api.md, chart). Fields are named by id or name and kept by id. */
export const chartSchema = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.transform(visibleText), v.nonEmpty(), v.maxLength(100)),
  kind: v.picklist(CHART_KINDS),
  projects: v.pipe(
    v.array(idOf('project', 'a project')),
    v.minLength(1),
    v.maxLength(20),
    v.transform((ids) => [...new Set(ids)]),
  ),
  measure: v.strictObject({
    /**
     * conversion: of those that came into each open list, the percentage that since came further; timeInList: days in each list;
     * velocity: days from creation to closing of those won, their median
     */
    op: v.picklist(['count', 'sum', 'average', 'median', 'min', 'max', 'conversion', 'timeInList', 'velocity']),
    field: v.optional(idOf('field', 'what is summed, by id or name')),
    /** times the list's probability: what a pipeline is worth today; or times a field: stars count by their most, percents by 100 */
    weight: v.optional(
      v.union([
        v.literal('probability'),
        v.strictObject({ field: idOf('field', 'a number, a percent or a rating, by id or name') }),
      ]),
    ),
  }),
  filter: v.optional(filterSchema),
  time: v.optional(
    v.strictObject({
      by: idOf('field', 'a date, by id or name'),
      from: v.optional(v.string()),
      to: v.optional(v.string()),
      relative: v.optional(
        v.union([
          v.strictObject({ last: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)), unit }),
          v.strictObject({ this: unit }),
        ]),
      ),
    }),
  ),
  split: v.optional(splitSchema),
  // biome-ignore lint/suspicious/noThenProperty: the contract's name for a second split
  then: v.optional(splitSchema),
  compare: v.optional(v.picklist(['previous'])),
  /** what is to be reached in all, or per person and period */
  goal: v.optional(
    v.union([amount, v.strictObject({ per: v.picklist(['month', 'quarter', 'year']), people: v.record(id, amount) })]),
  ),
  style: v.optional(
    v.strictObject({
      stacked: v.optional(v.boolean()),
      horizontal: v.optional(v.boolean()),
      donut: v.optional(v.boolean()),
    }),
  ),
  /** of several projects, lists, tags and options of the same name are one; false: each stands for itself */
  mergeNames: v.optional(v.boolean()),
})
export type Chart = v.InferOutput<typeof chartSchema>

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
  /** absent: below all others */
  place: v.optional(placeSchema),
})

const { name, kind, filter: filtered, time, split, then, compare, goal, style, mergeNames } = chartSchema.entries

/** What isn't named stays; null takes a part away. `dashboard` moves it to another one. */
export const chartPatch = v.strictObject({
  ...v.partial(v.strictObject({ name, kind, projects, measure })).entries,
  filter: v.nullish(filtered.wrapped),
  time: v.nullish(time.wrapped),
  split: v.nullish(split.wrapped),
  // biome-ignore lint/suspicious/noThenProperty: the contract's name
  then: v.nullish(then.wrapped),
  compare: v.nullish(compare.wrapped),
  goal: v.nullish(goal.wrapped),
  style: v.nullish(style.wrapped),
  mergeNames: v.nullish(mergeNames.wrapped),
  place: v.optional(placeSchema),
  dashboard: v.optional(idOf('dashboard', 'a dashboard that one may edit')),
})

export const chartExportInput = v.strictObject({
  /** for this time alone, besides the dashboard's own */
  filter: v.optional(filterSchema),
  at: v.optional(v.pipe(v.string(), v.description('a day that is past: as it was at its end'))),
})

export const chartCopyInput = v.strictObject({ dashboard: idOf('dashboard', 'a dashboard that one may edit') })

export const chartMoney = v.strictObject({ value: v.nullable(v.string()), currency: v.nullable(currency) })

export const chartOpen = v.pipe(
  v.array(v.strictObject({ project: id, filter })),
  v.description('which records these are, by project'),
)

/** A value is null where there is nothing to work it out of: the average of a month without deals. */
const part = v.strictObject({ key: v.string(), label: v.string(), value: v.nullable(v.string()) })

export const chartPoint = v.strictObject({
  ...part.entries,
  color: v.nullable(color),
  open: chartOpen,
  currency: v.nullable(currency),
  /** by the second split */
  parts: v.array(part),
  /** the same in the previous period */
  previous: v.optional(v.nullable(v.string())),
  /** of a goal per person */
  goal: v.optional(v.string()),
  /** of a forecast as of a past day: what its records have been won for since, by the end of their period */
  cameTrue: v.optional(v.nullable(v.string())),
  /** of a conversion or a time in a list: how many records it is worked out from */
  of: v.optional(v.number()),
})

export const chartData = v.strictObject({
  totals: v.array(chartMoney),
  /** amounts that are in the totals in another currency than they were written in: their sum, the rate, and what that comes to */
  conversions: v.optional(
    v.array(v.strictObject({ currency, rate: v.string(), amount: v.string(), value: v.string() })),
  ),
  points: v.array(chartPoint),
  groups: v.pipe(
    v.array(v.strictObject({ key: v.string(), label: v.string(), color: v.nullable(color), filters: chartOpen })),
    v.description(
      'what the second split makes of all points; a part’s records are those of its point that these filters find too',
    ),
  ),
  /** all records that the chart is about */
  open: chartOpen,
  previous: v.nullable(v.array(chartMoney)),
  /** of a forecast as of a past day: what has been won since of the records that it was made of */
  cameTrue: v.optional(v.array(chartMoney)),
  /** what is to be reached within the chart's time */
  goal: v.optional(v.string()),
  /** the reader's role doesn't show all records, so that this is a part of the whole */
  partial: v.optional(v.boolean()),
  /** the dashboard's filter names something that these projects don't have, so that it doesn't hold here */
  unfiltered: v.optional(v.boolean()),
  /** a record counted in several points (a deal with two tags); the totals count it once */
  overlapping: v.optional(v.boolean()),
  /** there are more points than a chart can show: the latest of so many, or the greatest, are here */
  thinned: v.optional(v.strictObject({ points: v.number() })),
})
