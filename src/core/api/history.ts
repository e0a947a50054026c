import * as v from 'valibot'
import { changeId, count, id, instant, json, named, next } from './common.ts'

/** What hangs on a record. */
export const historyEntry = v.strictObject({
  seq: count,
  change: changeId,
  at: instant,
  by: v.strictObject({ person: v.optional(named), import: v.optional(id) }),
  kind: v.string(),
  undone: v.boolean(),
  fields: v.array(v.strictObject({ field: v.string(), name: v.string(), before: json, after: json })),
})

export const history = v.strictObject({ entries: v.array(historyEntry), next })

export const comment = v.strictObject({
  id,
  body: v.pipe(v.string(), v.description('Markdown, no HTML')),
  by: v.nullable(named),
  at: instant,
  editedAt: v.nullable(instant),
})

/** What taking a change back did; what others changed since is kept. */
export const undone = v.strictObject({
  change: changeId,
  undone: count,
  kept: v.array(v.strictObject({ record: id, field: v.string(), current: json })),
})
