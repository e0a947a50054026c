import * as v from 'valibot'
import { changeId, count, id, instant, json, named, next } from '../common.ts'
import { ACTIONS } from './action.ts'
import { TRIGGERS } from './trigger.ts'

export const RUN_STATES = ['done', 'skipped', 'failed', 'waiting'] as const

/** What set it off: the trigger, and the change or the moment. `by` is who made that change. */
export const cause = v.strictObject({
  when: v.picklist([...TRIGGERS]),
  at: instant,
  change: v.optional(changeId),
  by: v.optional(v.nullable(named)),
})

/** What the conditions, and those of branches that were come to, looked at, and what was there; of fields that the reader may see. */
export const seen = v.strictObject({ field: v.string(), name: v.string(), value: json })

/** What came of an action, in the order in which they were done; `text` is what it says to the reader. */
export const actionResult = v.strictObject({
  do: v.picklist(ACTIONS),
  result: v.record(v.string(), json),
})

/** As an issue: its code, and what its sentence names. */
export const runError = v.looseObject({ code: v.string(), message: v.string() })

export const run = v.strictObject({
  id,
  automation: named,
  record: v.nullable(v.strictObject({ id, title: v.string() })),
  cause,
  at: instant,
  state: v.picklist(RUN_STATES),
  met: v.boolean(),
  seen: v.array(seen),
  actions: v.array(actionResult),
  error: v.nullable(runError),
  /** until when it waits */
  until: v.nullable(instant),
  /** what it changed, to be undone by itself */
  undo: v.nullable(changeId),
  /** whether that was done */
  undone: v.boolean(),
})
export type RunAnswer = v.InferOutput<typeof run>

export const runs = v.strictObject({ runs: v.array(run), next })

export const firing = v.strictObject({
  at: instant,
  record: v.nullable(v.strictObject({ id, title: v.string() })),
  cause: v.picklist([...TRIGGERS]),
  actions: v.array(actionResult),
  /** where it would have failed */
  error: v.optional(runError),
  /** of a draft that is compared: which of both alone would have done it */
  only: v.optional(v.picklist(['draft', 'saved'])),
})

export const rehearsal = v.strictObject({
  /** the newest first; at most 500 are told */
  firings: v.array(firing),
  count,
  /** how many records or notifications each person would have got */
  perPerson: v.record(v.string(), count),
  /** of a draft: what it does that the saved version didn't, and the other way */
  added: v.optional(count),
  gone: v.optional(count),
  /** there were more than are told */
  more: v.optional(v.boolean()),
})
export type RehearsalAnswer = v.InferOutput<typeof rehearsal>
