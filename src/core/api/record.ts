import * as v from 'valibot'
import { filterSchema, MEASURE_OPS, PERIODS, sortSchema } from '../query/index.ts'
import { color, count, day, filter, id, idOf, instant, named, next, readByVerb, seq } from './common.ts'
import { total } from './total.ts'
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

/** What a board shows of a record; what is empty is left out. References are ids, whose titles stand in the board's `linked`. */
export const card = v.strictObject({
  id,
  title: v.string(),
  position: v.string(),
  version: count,
  tags: v.optional(v.array(named)),
  assignees: v.optional(v.array(named)),
  due: v.optional(day),
  enteredListAt: instant,
  values: v.optional(v.record(v.string(), value)),
})

export const boardList = v.strictObject({
  id,
  count,
  totals: v.array(total),
  records: v.array(card),
  next,
})

export const board = v.strictObject({
  lists: v.array(boardList),
  /** the titles of records that cards link to, by id: each once */
  linked: v.record(v.string(), v.string()),
  seq,
})

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

const fieldOf = (what: string) => idOf('field', `${what}, by id or name`)
const listRef = (description: string) => readByVerb({ type: 'string', description, 'x-id': 'list' })

/** What may be sent of a record; unknown keys are refused, so that a misspelt one isn't silently dropped. */
export const recordInput = v.strictObject({
  title: v.optional(readByVerb({ type: 'string', description: 'one line' })),
  description: v.optional(readByVerb({ type: 'string', description: 'Markdown, no HTML' })),
  due: v.optional(readByVerb({ type: 'string', format: 'date', description: 'YYYY-MM-DD, or null' })),
  list: v.optional(listRef('a list, by id or name')),
  tags: v.optional(v.array(readByVerb({ type: 'string', description: 'a tag, by id or name', 'x-id': 'tag' }))),
  assignees: v.optional(
    v.array(readByVerb({ type: 'string', description: 'a person, by id, email, name or “me”', 'x-id': 'person' })),
  ),
  values: v.optional(
    v.pipe(
      v.record(v.string(), v.unknown()),
      v.metadata({
        type: 'object',
        description: 'by field, named by id or exact name; what a value looks like is the field type’s affair',
        additionalProperties: true,
        'x-id': 'field',
      }),
    ),
  ),
  base: v.optional(v.pipe(v.number(), v.integer())),
})
export type RecordInput = v.InferOutput<typeof recordInput>

const neighbour = (description: string) =>
  v.optional(v.nullable(readByVerb({ type: 'string', description, 'x-id': 'record' })))

export const moveInput = v.strictObject({
  list: listRef('a list, by id or name'),
  before: neighbour('the record that it comes to stand before'),
  after: neighbour('the record that it comes to stand after'),
  values: v.optional(v.record(v.string(), v.unknown())),
})

const shownFields = v.optional(v.pipe(v.array(fieldOf('a field')), v.maxLength(200)))

/** For who knows what has changed: those of them that are (still) among what is asked for. */
const onlyRecords = (what: string) =>
  v.optional(
    v.pipe(
      v.array(
        readByVerb({
          type: 'string',
          description: `only the ${what} of these; counts and sums are of all`,
          'x-id': 'record',
        }),
      ),
      v.maxLength(200),
    ),
  )

export const boardInput = v.strictObject({
  filter: v.optional(filterSchema),
  fields: shownFields,
  sum: v.optional(fieldOf('a currency field')),
  perList: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)), 50),
  list: v.optional(listRef('only the next cards of this list, with `cursor`')),
  cursor: v.optional(v.string()),
  records: onlyRecords('cards'),
})

export const groupInput = v.strictObject({
  by: fieldOf('a field or a built-in one'),
  every: v.optional(v.picklist(PERIODS)),
})
export const totalsInput = v.pipe(
  v.array(v.strictObject({ op: v.picklist(MEASURE_OPS), field: fieldOf('a field') })),
  v.maxLength(20),
)

export const queryInput = v.strictObject({
  filter: v.optional(filterSchema),
  search: v.optional(v.pipe(v.string(), v.maxLength(200))),
  sort: v.optional(sortSchema, []),
  fields: shownFields,
  group: v.optional(groupInput),
  totals: v.optional(totalsInput, []),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(200)), 50),
  cursor: v.optional(v.string()),
  count: v.optional(v.boolean(), false),
  records: onlyRecords('rows'),
})

/** The record's title, typed: what is erased does not come back. */
export const erasureInput = v.strictObject({ title: v.string() })

/** What is gone for good. */
export const erased = v.strictObject({ comments: count, files: count, history: count })
