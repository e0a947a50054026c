import * as v from 'valibot'

/**
 * The filter language: one for views, boards, charts, bulk, export and automations. A filter is a tree; its leaves compare
 * one field, named by id, by its exact name, or by a built-in name (names.ts).
 */
export type Filter = { and: Filter[] } | { or: Filter[] } | { not: Filter } | Comparison

export interface Comparison {
  field: string
  op: string
  value?: unknown
}

const MAX_DEPTH = 20

/** Deeper nesting is refused by the schema, before anything walks the tree. */
export const filterSchema: v.GenericSchema<unknown, Filter> = nested(MAX_DEPTH)

function nested(depth: number): v.GenericSchema<unknown, Filter> {
  const inner: v.GenericSchema<unknown, Filter> = depth === 0 ? v.never() : v.lazy(() => nested(depth - 1))
  const group = v.pipe(v.array(inner), v.maxLength(500))
  return v.union([
    v.strictObject({ and: group }),
    v.strictObject({ or: group }),
    v.strictObject({ not: inner }),
    v.strictObject({ field: v.string(), op: v.string(), value: v.optional(v.unknown()) }),
  ]) as v.GenericSchema<unknown, Filter>
}

export const sortSchema = v.pipe(
  v.array(v.strictObject({ field: v.string(), desc: v.optional(v.boolean(), false) })),
  v.maxLength(5),
)
export type Sort = v.InferOutput<typeof sortSchema>
