import * as v from 'valibot'
import { count, day, id, instant, next } from '../common.ts'
import { values } from './form.ts'

export const submission = v.strictObject({
  id,
  at: instant,
  state: v.picklist(['stored', 'waiting', 'refused']),
  record: v.nullable(v.strictObject({ id, title: v.string() })),
  /** of the other project, made along with it */
  linked: v.nullable(v.strictObject({ id, title: v.string() })),
  /** it was there before */
  matched: v.boolean(),
  consent: v.nullable(v.strictObject({ text: v.string(), at: instant })),
  confirmedAt: v.nullable(instant),
  utm: v.record(v.string(), v.string()),
  referrer: v.string(),
  language: v.string(),
  /** what was sent, by fields that the reader sees */
  values,
  /** what of it is otherwise in the record that was there before, and has been taken over by nobody yet */
  differs: values,
  /** records that it may belong to */
  suggested: v.array(v.strictObject({ id, title: v.string() })),
  /** why no record could be made of it; of one that a person has made a record of, what isn't in that and why */
  reasons: v.array(v.looseObject({ path: v.string(), code: v.string(), message: v.string() })),
})
export type SubmissionAnswer = v.InferOutput<typeof submission>
export const submissions = v.strictObject({ submissions: v.array(submission), next })

/** Fields of what differs: `take` sets them in the record, `leave` only puts them away. */
export const takeInput = v.strictObject({
  take: v.optional(v.pipe(v.array(v.string()), v.maxLength(50)), []),
  leave: v.optional(v.pipe(v.array(v.string()), v.maxLength(50)), []),
})

export const statsQuery = v.object({ from: v.optional(day), to: v.optional(day) })
export const formStats = v.strictObject({
  days: v.array(v.strictObject({ day, views: count, submissions: count })),
  views: count,
  submissions: count,
  /** submissions a view, 0 to 1; null where there were no views */
  conversion: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
})
