import * as v from 'valibot'
import { changeId, count, id, instant, json, named, next } from '../common.ts'

export const historyEntry = v.strictObject({
  seq: count,
  change: changeId,
  at: instant,
  by: v.strictObject({
    person: v.optional(named),
    import: v.optional(id),
    /** what did it, with that person’s rights */
    automation: v.optional(named),
    /** a visitor sent it in there */
    form: v.optional(named),
  }),
  kind: v.string(),
  undone: v.boolean(),
  fields: v.array(v.strictObject({ field: v.string(), name: v.string(), before: json, after: json })),
})

export const history = v.strictObject({ entries: v.array(historyEntry), next })
