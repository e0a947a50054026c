import * as v from 'valibot'
import { LIST_KINDS } from '../model/entities.ts'
import { RECORDS } from '../model/rights.ts'
import { changeId, color, count, id, instant, json } from './common.ts'
import { total } from './record.ts'

export const parts = v.strictObject({
  due: v.boolean(),
  assignees: v.boolean(),
  checklists: v.boolean(),
  dependencies: v.boolean(),
  tags: v.boolean(),
  comments: v.boolean(),
})

export const list = v.strictObject({
  id,
  name: v.string(),
  kind: v.picklist(LIST_KINDS),
  probability: v.pipe(v.number(), v.description('percent')),
  staleAfterDays: v.nullable(count),
  color,
})

export const tag = v.strictObject({ id, name: v.string(), color })

const config = v.record(v.string(), json)

export const field = v.strictObject({
  id,
  name: v.string(),
  type: v.string(),
  config,
  required: v.boolean(),
  unique: v.boolean(),
  default: json,
  hidden: v.boolean(),
  help: v.string(),
  section: v.string(),
  /** the reader may see it and not set it */
  fixed: v.optional(v.literal(true)),
  /** of a computed field: the type of its values, with that type's settings */
  result: v.optional(v.strictObject({ type: v.string(), config })),
})

/** What the reader may do here, and whose records they see. */
export const rights = v.strictObject({
  access: v.picklist(['view', 'comment', 'edit', 'manage']),
  records: v.picklist(RECORDS),
})

export const project = v.strictObject({
  id,
  name: v.string(),
  recordName: v.string(),
  titleName: v.string(),
  icon: v.string(),
  parts,
  lists: v.array(list),
  fields: v.array(field),
  tags: v.array(tag),
  rights,
})

/** A tag with how many records carry it, and their sums. */
export const tagCount = v.strictObject({ ...tag.entries, count, totals: v.array(total) })

/** A project's fields as its settings show them. */
export const fieldsKept = v.strictObject({
  fields: v.array(field),
  records: count,
  usage: v.array(v.strictObject({ field: id, filled: count })),
  deleted: v.array(v.strictObject({ id, name: v.string(), type: v.string(), deletedAt: instant })),
  earlier: v.array(v.strictObject({ field: id, type: v.string(), change: changeId, until: instant })),
})

/** What would become of a field's values. */
export const retypePreview = v.strictObject({
  type: v.string(),
  config,
  records: count,
  converts: count,
  misfits: count,
  examples: v.array(
    v.strictObject({
      record: v.strictObject({ id, title: v.string() }),
      value: v.string(),
      code: v.string(),
      message: v.string(),
    }),
  ),
})
