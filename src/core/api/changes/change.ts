import * as v from 'valibot'
import { changeId, count, id, json } from '../common.ts'

/** What taking a change back did; what others changed since is kept. */
export const undone = v.strictObject({
  change: changeId,
  undone: count,
  kept: v.array(v.strictObject({ record: id, field: v.string(), current: json })),
})
