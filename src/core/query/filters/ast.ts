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

/** Deep and wide enough for people, and within what D1 compiles: an expression of 100 levels. */
const MAX_DEPTH = 8
const MAX_WIDTH = 100
const MAX_COMPARISONS = 200

/** Deeper nesting is refused by the schema, before anything walks the tree. */
export const filterSchema: v.GenericSchema<unknown, Filter> = v.pipe(
  nested(MAX_DEPTH),
  v.check((filter) => comparisons(filter) <= MAX_COMPARISONS, `at most ${MAX_COMPARISONS} comparisons`),
)

function comparisons(filter: Filter): number {
  if ('not' in filter) return comparisons(filter.not)
  if ('field' in filter) return 1
  return ('and' in filter ? filter.and : filter.or).reduce((sum, one) => sum + comparisons(one), 0)
}

function nested(depth: number): v.GenericSchema<unknown, Filter> {
  const inner: v.GenericSchema<unknown, Filter> = depth === 0 ? v.never() : v.lazy(() => nested(depth - 1))
  const group = v.pipe(v.array(inner), v.maxLength(MAX_WIDTH))
  return v.union([
    v.strictObject({ and: group }),
    v.strictObject({ or: group }),
    v.strictObject({ not: inner }),
    v.strictObject({
      field: fieldRef('a field, a built-in one or one through a reference'),
      op: v.string(),
      value: v.optional(v.unknown()),
    }),
  ]) as v.GenericSchema<unknown, Filter>
}

/** Of a field, for OpenAPI and the tests that try fields which the reader may not see. */
function fieldRef(what: string) {
  return v.pipe(v.string(), v.description(`${what}, by id or name`), v.metadata({ 'x-id': 'field' }))
}

export const sortSchema = v.pipe(
  v.array(v.strictObject({ field: fieldRef('a field or a built-in one'), desc: v.optional(v.boolean(), false) })),
  v.maxLength(5),
)
export type Sort = v.InferOutput<typeof sortSchema>
