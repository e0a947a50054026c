import * as v from 'valibot'
import { count, id } from '../common.ts'

/** Where a page is: the last `seq` that it has heard of. What is no such number is answered with `reload`. */
export const liveQuery = v.object({ since: v.optional(v.string()) })

/**
 * What has changed: names of things, never what is in them. `records` is null where the reader is restricted in rows or fields of
 * that project: something has changed there. `catalog`: its lists, fields or tags, too. Project 0 is the workspace: dashboards,
 * people, roles.
 */
const liveChanges = v.strictObject({
  seq: count,
  projects: v.array(v.strictObject({ id, records: v.nullable(v.array(id)), catalog: v.optional(v.literal(true)) })),
})

/** Too much has changed, or nobody knows what: read anew. */
const liveReload = v.strictObject({ seq: count, reload: v.literal(true) })

export const liveEvent = v.union([liveChanges, liveReload])
export type LiveEvent = v.InferOutput<typeof liveEvent>

/** A field's id, or a built-in name: `title`, `description`. */
const place = v.strictObject({ record: id, field: v.nullish(v.pipe(v.string(), v.maxLength(100)), null) })

/** What a page says over its socket: which record its person has open, and what they are writing there; null leaves. */
export const liveMessage = v.strictObject({ at: v.nullable(place) })
export type LivePlace = v.InferOutput<typeof place>

/** One's own notifications are others by now. */
export interface LiveNotice {
  notifications: true
}

/** Who else has a record open, among those that the reader sees: all of them, each time that changes. */
export interface LivePresence {
  presence: { record: string; person: string; field: string | null }[]
}
