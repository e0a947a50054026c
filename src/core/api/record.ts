import * as v from 'valibot'
import { color, count, currency, day, decimal, filter, id, instant, named, next, seq } from './common.ts'
import { value } from './value.ts'

export const record = v.strictObject({
  id,
  number: count,
  project: id,
  title: v.string(),
  list: id,
  position: v.string(),
  description: v.string(),
  tags: v.array(named),
  assignees: v.array(named),
  due: v.nullable(day),
  /** by field id, or by name with ?keys=name; the shape is the field type's */
  values: v.record(v.string(), value),
  createdAt: instant,
  createdBy: v.nullable(named),
  updatedAt: instant,
  enteredListAt: instant,
  closedAt: v.nullable(instant),
  version: count,
  archivedAt: v.nullable(instant),
  deletedAt: v.nullable(instant),
})

export const total = v.strictObject({
  op: v.picklist(['sum', 'count', 'average', 'min', 'max']),
  field: id,
  value: v.string(),
  currency: v.nullable(currency),
  /** the same in the workspace's report currency, all currencies together; only with a rate table, on the first of them */
  reported: v.optional(v.strictObject({ value: decimal, currency })),
})

export const boardList = v.strictObject({
  id,
  count,
  totals: v.array(total),
  records: v.array(record),
  next,
})

export const board = v.strictObject({ lists: v.array(boardList), seq })

/** Records that have the same in what they are grouped by; `filter` finds them among those that were asked for. */
export const group = v.strictObject({
  key: v.string(),
  label: v.string(),
  color: v.nullable(color),
  count,
  totals: v.array(total),
  filter,
})

const page = {
  records: v.array(record),
  next,
  count: v.optional(count),
  totals: v.optional(v.array(total)),
  groups: v.optional(v.array(group)),
  /** there are more groups than are answered */
  moreGroups: v.optional(v.literal(true)),
  seq,
}
export const query = v.strictObject(page)

/** One reference that points at a record: the records it stands in, with their sums. */
export const referencedBy = v.strictObject({
  ...page,
  project: id,
  field: id,
  count,
  totals: v.array(total),
})

/** A record that search found, with the place where the words stand. */
export const hit = v.strictObject({
  kind: v.literal('record'),
  id,
  title: v.string(),
  project: id,
  list: id,
  match: v.strictObject({ field: v.string(), text: v.string() }),
})
