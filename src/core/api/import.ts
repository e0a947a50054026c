import * as v from 'valibot'
import { undone } from './changes/change.ts'
import { changeId, count, id } from './common.ts'

export const refusedRow = v.strictObject({
  row: count,
  column: v.string(),
  code: v.string(),
  message: v.string(),
  value: v.string(),
  parts: v.optional(
    v.pipe(v.record(v.string(), v.unknown()), v.description('what the message names, to say it in another language')),
  ),
})

export const imported = v.strictObject({
  id,
  project: id,
  state: v.picklist(['open', 'finished', 'undone']),
  chunk: v.pipe(count, v.description('rows to send at once')),
  created: count,
  updated: count,
  unchanged: count,
  refused: v.array(refusedRow),
  change: v.nullable(changeId),
})

/** What undoing an import did: what others have changed or commented on since is kept and named. */
export const importUndone = v.strictObject({
  ...undone.entries,
  made: v.pipe(
    v.strictObject({ fields: count, options: count }),
    v.description('how many fields and options the import had made besides'),
  ),
})

export const chunkInput = v.strictObject({
  rows: v.pipe(v.array(v.array(v.string())), v.minLength(1), v.maxLength(2000)),
})
