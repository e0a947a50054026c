import * as v from 'valibot'
import { visibleText } from '../text/blank.ts'
import { count, id, idOf } from './common.ts'

export const person = v.strictObject({
  id,
  name: v.string(),
  email: v.string(),
  role: v.pipe(v.string(), v.description('a role’s id')),
  teams: v.array(id),
  state: v.picklist(['active', 'deactivated']),
})

export const roleRef = v.pipe(v.string(), v.maxLength(30), v.description('a role'), v.metadata({ 'x-id': 'role' }))

export const personPatch = v.strictObject({ role: roleRef })

export const deactivationInput = v.strictObject({
  handTo: v.optional(v.nullable(idOf('person', 'who has their records from now on; null where they stay')), null),
})

/** What was handed over. */
export const handover = v.strictObject({ records: count })

/** Their name, typed: what is erased does not come back. */
export const personErasureInput = v.strictObject({ name: v.string() })

/** What somebody is called: a line without what can't be seen. */
export const personName = v.pipe(
  v.string(),
  v.transform((name) => visibleText(name.replace(/\s+/g, ' ').trim())),
  v.nonEmpty(),
  v.maxLength(100),
  v.check((name) => name.isWellFormed() && !/\p{Cc}/u.test(name), 'not a name'),
)
