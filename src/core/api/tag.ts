import * as v from 'valibot'
import { COLORS } from '../model/entities.ts'
import { color, count, id, nameOf, orderOf } from './common.ts'
import { total } from './total.ts'

export const tag = v.strictObject({ id, name: v.string(), color })

/** A tag with how many records carry it, and their sums. */
export const tagCount = v.strictObject({ ...tag.entries, count, totals: v.array(total) })

const name = nameOf(60)

export const tagInput = v.strictObject({
  name,
  color: v.optional(v.pipe(v.picklist(COLORS), v.description('one that the fewest tags have where it isn’t said'))),
})

export const tagPatch = v.partial(v.strictObject({ name, color: v.picklist(COLORS), ...orderOf('tag') }))
