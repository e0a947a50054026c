import * as v from 'valibot'
import { id, idOf, nameOf } from './common.ts'

export const team = v.strictObject({ id, name: v.string(), people: v.array(id) })

const name = nameOf(60)
const people = v.pipe(v.array(idOf('person', 'a person')), v.maxLength(1000))

export const teamInput = v.strictObject({ name, people: v.optional(people, []) })

/** `people` are all of them; `add` and `remove` leave whom somebody else adds meanwhile. */
export const teamPatch = v.partial(v.strictObject({ name, people, add: people, remove: people }))
