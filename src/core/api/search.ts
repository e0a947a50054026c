import * as v from 'valibot'
import { id, paging } from './common.ts'

/** A record that search found, with the place where the words stand. */
export const hit = v.strictObject({
  kind: v.literal('record'),
  id,
  title: v.string(),
  project: id,
  list: id,
  match: v.strictObject({ field: v.string(), text: v.string() }),
})

export const searchQuery = v.object({
  ...paging,
  q: v.optional(v.pipe(v.string(), v.description('the words, all of which must be there'))),
})
