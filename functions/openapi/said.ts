import type * as v from 'valibot'
import { chartSchema } from '../../src/core/charts/index.ts'
import { mappingSchema } from '../../src/core/csv/index.ts'
import * as board from '../model/records/board.ts'
import { recordSchema } from '../model/records/input.ts'
import * as move from '../model/records/move.ts'
import type { Noun } from '../route.ts'

type Said = { type?: 'string' | 'array' | 'object'; description?: string; 'x-id'?: Noun; [key: string]: unknown }

const text = (description: string): Said => ({ type: 'string', description })
/** `x-id`: what is named here by id is of that noun, and a test tries foreign ones. */
const naming = (noun: Noun, description: string): Said => ({ type: 'string', description, 'x-id': noun })

/**
 * What can be said of a property that a verb reads by itself, after its schema: in the schema it is "anything", since its faults
 * are told one by one.
 */
export const SAID: ReadonlyMap<v.GenericSchema, Said> = new Map([
  [inner(recordSchema.entries.title), text('one line')],
  [inner(recordSchema.entries.description), text('Markdown, no HTML')],
  [inner(recordSchema.entries.due), { type: 'string', format: 'date', description: 'YYYY-MM-DD, or null' }],
  [inner(recordSchema.entries.list), naming('list', 'a list, by id or name')],
  [inner(recordSchema.entries.tags), { type: 'array', items: naming('tag', 'a tag, by id or name') }],
  [
    inner(recordSchema.entries.assignees),
    { type: 'array', items: naming('person', 'a person, by id, email, name or “me”') },
  ],
  [
    inner(recordSchema.entries.values),
    {
      type: 'object',
      description: 'by field, named by id or exact name; what a value looks like is the field type’s affair',
      additionalProperties: true,
      'x-id': 'field',
    },
  ],
  [move.schema.entries.list, naming('list', 'a list, by id or name')],
  [inner(move.schema.entries.before), naming('record', 'the card it comes to stand before')],
  [inner(move.schema.entries.after), naming('record', 'the card it comes to stand after')],
  [inner(board.schema.entries.list), naming('list', 'only the next cards of this list, with `cursor`')],
  [
    chartSchema.entries.projects,
    { type: 'array', items: naming('project', 'a project, by id'), minItems: 1, maxItems: 20 },
  ],
  [
    mappingSchema.entries.key,
    { type: 'string', description: '`title`, `number` or a field by which rows are matched; null for none' },
  ],
])

/** What an optional or nullable schema is around. */
function inner(schema: v.GenericSchema): v.GenericSchema {
  return 'wrapped' in schema ? inner(schema.wrapped as v.GenericSchema) : schema
}
