import * as v from 'valibot'
import { computed } from './computed.ts'

const id = v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'not an id'))

/** created and closed: the record's own; entered: first came into that list; field: a date, or a date and time */
const event = v.variant('event', [
  v.strictObject({ event: v.literal('created') }),
  v.strictObject({ event: v.literal('closed') }),
  v.strictObject({ event: v.literal('entered'), list: id }),
  v.strictObject({ event: v.literal('field'), field: id }),
])
export type DurationEvent = v.InferOutput<typeof event>

const config = v.strictObject({
  from: event,
  to: event,
  /** what it should not take longer than, in ms */
  target: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e13))), null),
})
export type DurationConfig = v.InferOutput<typeof config>

/** The time from one event to another, in ms (query/duration.ts); negative where they came the other way round. */
export const duration = computed('duration', 'duration', 'number', config, { formulaType: 'number' })
