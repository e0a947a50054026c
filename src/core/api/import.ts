import * as v from 'valibot'
import { undone } from './changes/change.ts'
import { changeId, count, id, instant, named } from './common.ts'

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

const state = v.picklist(['open', 'finished', 'undone'])

export const imported = v.strictObject({
  id,
  project: id,
  state,
  chunk: v.pipe(count, v.description('rows to send at once')),
  created: count,
  updated: count,
  unchanged: count,
  refused: v.array(refusedRow),
  change: v.nullable(changeId),
})

const fieldAdditions = v.pipe(
  v.strictObject({
    fields: v.array(named),
    options: v.pipe(v.array(v.strictObject({ ...named.entries, count })), v.description('how many, by field')),
  }),
  v.description('the fields that it had made, and the options of others, that still stand'),
)

export const importListed = v.strictObject({
  id,
  file: v.string(),
  by: named,
  at: instant,
  state,
  created: count,
  updated: count,
  refused: v.pipe(count, v.description('rows')),
  made: fieldAdditions,
  change: changeId,
})

/** What undoing an import did: what others have changed or commented on since is kept and named. */
export const importUndone = v.strictObject({ ...undone.entries, made: fieldAdditions })

export const chunkInput = v.strictObject({
  rows: v.pipe(v.array(v.array(v.string())), v.minLength(1), v.maxLength(2000)),
})
