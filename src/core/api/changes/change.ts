import * as v from 'valibot'
import { changeId, count, id, json, named } from '../common.ts'

/** What taking a change back did; what others changed since is kept. */
export const undone = v.strictObject({
  change: changeId,
  undone: count,
  kept: v.array(v.strictObject({ record: id, field: v.string(), current: json })),
  /** what automations did because of the change: that stays; `change` takes it back, where it changed anything */
  automations: v.array(
    v.strictObject({ ...named.entries, run: id, record: v.nullable(id), change: v.nullable(changeId) }),
  ),
})
