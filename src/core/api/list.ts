import * as v from 'valibot'
import { COLORS, LIST_KINDS } from '../model/entities.ts'
import { color, count, id, nameOf, orderOf } from './common.ts'

export const list = v.strictObject({
  id,
  name: v.string(),
  kind: v.picklist(LIST_KINDS),
  probability: v.pipe(v.number(), v.description('percent')),
  staleAfterDays: v.nullable(count),
  color,
  asks: v.pipe(
    v.array(v.strictObject({ field: id, required: v.boolean() })),
    v.description('what a record that comes into it is asked'),
  ),
})

const entries = {
  name: nameOf(100),
  kind: v.picklist(LIST_KINDS),
  probability: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
  staleAfterDays: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650))),
  color: v.picklist(COLORS),
}

export const listInput = v.strictObject({
  ...entries,
  kind: v.optional(entries.kind, 'open'),
  probability: v.optional(entries.probability, 50),
  staleAfterDays: v.optional(entries.staleAfterDays, null),
  color: v.optional(entries.color, 'grey'),
})

export const listPatch = v.partial(v.strictObject({ ...entries, ...orderOf('list') }))
