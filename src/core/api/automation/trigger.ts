import * as v from 'valibot'
import { isTime } from '../../time/time-of-day.ts'
import { idOf } from '../common.ts'

const listRef = idOf('list', 'a list, by id or name')
const fieldRef = idOf('field', 'a field or a built-in one, by id or name')
const days = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650))

/** How days are counted, for triggers that wait for some: at which time of the workspace's day, and whether weekends and holidays count. */
const dayCount = {
  at: v.optional(v.pipe(v.string(), v.check(isTime, 'a time like 09:00'))),
  workingDays: v.optional(v.boolean()),
}

/** What sets an automation off (api.md, automation). Fields, lists and tags are named by id or name and kept by id. */
export const triggerSchema = v.variant('when', [
  v.strictObject({ when: v.literal('created'), list: v.optional(listRef) }),
  v.strictObject({ when: v.literal('moved'), from: v.optional(listRef), to: v.optional(listRef) }),
  v.strictObject({
    when: v.literal('changed'),
    fields: v.optional(v.pipe(v.array(fieldRef), v.maxLength(60))),
    /** only from, or to, this value; of one field */
    from: v.optional(v.unknown()),
    to: v.optional(v.unknown()),
  }),
  v.strictObject({ when: v.literal('tagged'), tag: v.optional(idOf('tag', 'a tag, by id or name')) }),
  v.strictObject({ when: v.literal('untagged'), tag: v.optional(idOf('tag', 'a tag, by id or name')) }),
  v.strictObject({ when: v.literal('assigned') }),
  v.strictObject({ when: v.literal('submitted') }),
  v.strictObject({ when: v.literal('commented') }),
  v.strictObject({
    when: v.literal('dateReached'),
    /** the one date that is waited for */
    fields: v.pipe(v.array(fieldRef), v.length(1)),
    /** so many days after it, or before it; on the day itself where it isn't said */
    days: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3650))),
    before: v.optional(v.boolean()),
    ...dayCount,
  }),
  v.strictObject({ when: v.literal('inactive'), days, list: v.optional(listRef), ...dayCount }),
  v.strictObject({ when: v.literal('stuck'), days, list: v.optional(listRef), ...dayCount }),
  v.strictObject({ when: v.literal('schedule'), cron: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100)) }),
  v.strictObject({
    when: v.literal('linkedChanged'),
    through: idOf('field', 'a reference of this project, by id or name'),
    /** fields of the project that it points at */
    fields: v.optional(v.pipe(v.array(idOf('field', 'a field of the other project, by id or name')), v.maxLength(60))),
  }),
  v.strictObject({ when: v.literal('button'), fields: v.pipe(v.array(fieldRef), v.length(1)) }),
  v.strictObject({ when: v.literal('webhook') }),
])
export type Trigger = v.InferOutput<typeof triggerSchema>
export type TriggerKind = Trigger['when']

/** In the order in which they are offered. */
export const TRIGGERS = [
  'created',
  'moved',
  'changed',
  'tagged',
  'untagged',
  'assigned',
  'commented',
  'submitted',
  'dateReached',
  'inactive',
  'stuck',
  'schedule',
  'linkedChanged',
  'button',
  'webhook',
] as const satisfies readonly TriggerKind[]
