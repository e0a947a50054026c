import * as v from 'valibot'
import { changeId, count, id, instant, json, named, next } from '../common.ts'

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
