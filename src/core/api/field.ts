import * as v from 'valibot'
import { changeId, count, id, instant, json, nameOf, next, orderOf } from './common.ts'

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

export const fieldName = nameOf(100)

const entries = {
  name: fieldName,
  config: v.record(v.string(), v.unknown()),
  required: v.boolean(),
  unique: v.boolean(),
  /** as a value is sent; dates also {"relative": …}, people also "me" */
  default: v.unknown(),
  hidden: v.boolean(),
  help: v.pipe(v.string(), v.maxLength(500)),
  section: v.pipe(v.string(), v.maxLength(100)),
}

export const fieldInput = v.strictObject({
  name: fieldName,
  type: v.string(),
  config: v.optional(entries.config, {}),
  required: v.optional(entries.required, false),
  unique: v.optional(entries.unique, false),
  default: v.optional(entries.default, null),
  hidden: v.optional(entries.hidden, false),
  help: v.optional(entries.help, ''),
  section: v.optional(entries.section, ''),
})

export const fieldPatch = v.partial(
  v.strictObject({
    ...entries,
    type: v.string(),
    /** what to do with values that the new type can't take */
    misfits: v.picklist(['refuse', 'empty']),
    base: v.pipe(
      entries.config,
      v.description(
        '`config` as the sender read it. If it is another by now, nothing is written: 409 with the current one.',
      ),
    ),
    ...orderOf('field'),
  }),
)

/** A project's fields as its settings show them. */
export const fieldUsage = v.strictObject({
  fields: v.array(field),
  records: count,
  usage: v.array(v.strictObject({ field: id, filled: count })),
  deleted: v.array(v.strictObject({ id, name: v.string(), type: v.string(), deletedAt: instant })),
  earlier: v.array(v.strictObject({ field: id, type: v.string(), change: changeId, until: instant })),
  next: v.pipe(next, v.description('of `deleted`')),
})

export const retypeInput = v.strictObject({ type: v.string(), config: v.optional(v.record(v.string(), v.unknown())) })

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

export const optionMerge = v.strictObject({
  from: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(1000)),
  into: v.string(),
})
