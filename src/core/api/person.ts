import * as v from 'valibot'
import { visibleText } from '../text/blank.ts'
import { isDay } from '../time/day.ts'
import { count, day, id, idOf } from './common.ts'

/** The first and the last day of a leave. */
export const away = v.strictObject({ from: day, to: day })
const leaveDay = v.pipe(v.string(), v.check(isDay, 'a date like 2026-11-23'))
export const awayInput = v.pipe(
  v.strictObject({ from: leaveDay, to: leaveDay }),
  v.check(({ from, to }) => from <= to, 'the last day is not before the first'),
)

export const person = v.strictObject({
  id,
  name: v.string(),
  email: v.string(),
  role: v.pipe(v.string(), v.description('a role’s id')),
  teams: v.array(id),
  state: v.picklist(['active', 'deactivated']),
  away: v.nullable(away),
})

export const roleRef = v.pipe(v.string(), v.maxLength(30), v.description('a role'), v.metadata({ 'x-id': 'role' }))

export const personPatch = v.partial(v.strictObject({ role: roleRef, away: v.nullable(awayInput) }))

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
