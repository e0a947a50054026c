import * as v from 'valibot'
import { currency, decimal, id, paging } from './common.ts'

/** What search found, with the place where the words stand; `project`, `list` and `amount` are a record's. */
export const hit = v.strictObject({
  kind: v.picklist(['record', 'project', 'dashboard', 'person']),
  id,
  title: v.string(),
  project: v.nullable(id),
  list: v.nullable(id),
  amount: v.pipe(
    v.nullable(v.strictObject({ amount: decimal, currency })),
    v.description('of a record’s first field of money'),
  ),
  match: v.strictObject({ field: v.string(), text: v.string() }),
})

export const searchQuery = v.object({
  ...paging,
  q: v.optional(v.pipe(v.string(), v.description('the words, all of which must be there'))),
  in: v.optional(
    v.pipe(
      v.picklist(['live', 'archived', 'bin']),
      v.description('where records are looked for; `live` where it isn’t said'),
    ),
  ),
})
