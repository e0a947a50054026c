import * as v from 'valibot'
import { COLORS } from '../model/entities.ts'
import type { Json } from '../model/json.ts'
import { visibleText } from '../text/blank.ts'

/** What other shapes are made of. */
export const json: v.GenericSchema<Json> = v.union([
  v.null(),
  v.boolean(),
  v.number(),
  v.string(),
  v.array(v.lazy(() => json)),
  v.record(
    v.string(),
    v.lazy(() => json),
  ),
])

export const id = v.pipe(v.string(), v.description('An id: opaque, and never given twice.'))
export const instant = v.pipe(v.string(), v.isoTimestamp())
export const day = v.pipe(v.string(), v.isoDate())
export const count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** a decimal as text, so that nothing of it is lost */
export const decimal = v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/))
export const currency = v.pipe(v.string(), v.length(3), v.description('ISO 4217'))
export const color = v.picklist(COLORS)
export const seq = v.pipe(count, v.description('The last change that this answer knows of.'))
export const next = v.pipe(v.nullable(v.string()), v.description('The cursor of what follows; null at the end.'))
/** What any list takes, in its query. */
export const paging = {
  cursor: v.optional(v.pipe(v.string(), v.description('the `next` of the page before'))),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.transform(Number),
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(200),
      v.description('how many at most'),
    ),
  ),
}
export const pageQuery = v.object(paging)

export const changeId = v.pipe(id, v.description('What was done, for POST /api/changes/:id/undo.'))

export const named = v.strictObject({ id, name: v.string() })

/** A filter as it is answered: one that can be sent again. */
export const filter = v.record(v.string(), json) as v.GenericSchema<Json>

/** What is named by the id of such a noun; a test tries ids of what the reader may not see. */
export const idOf = (noun: string, description: string) =>
  v.pipe(v.string(), v.description(description), v.metadata({ 'x-id': noun }))

/** What its verb reads by itself, since its issues are told one by one: anything here, and this JSON Schema in OpenAPI. */
export const readByVerb = (schema: Readonly<Record<string, unknown>>) => v.pipe(v.unknown(), v.metadata(schema))

/** A name that people give, of one line. */
export const nameOf = (longest: number) =>
  v.pipe(v.string(), v.trim(), v.transform(visibleText), v.nonEmpty(), v.maxLength(longest))

/** Where one of several is to stand among the others. */
export const orderOf = (noun: string) => ({
  before: idOf(noun, `the ${noun} that it comes to stand before`),
  after: idOf(noun, `the ${noun} that it comes to stand after`),
})

/** Answered where there is nothing to tell. */
export const nothing = v.strictObject({})

/** The answer of what changes something: what came of it, under its noun, and the change, which can be undone. */
export const withChange = <E extends v.ObjectEntries>(entries: E) => v.strictObject({ ...entries, change: changeId })

export const changeOnly = withChange({})
