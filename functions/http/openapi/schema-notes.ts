import type * as v from 'valibot'
import { chartSchema } from '../../../src/core/charts/index.ts'
import { roleSchema } from '../../../src/core/permissions/index.ts'
import { filterSchema, sortSchema } from '../../../src/core/query/index.ts'
import { auditQuery } from '../../audit/read.ts'
import { keyInput } from '../../auth/api-keys/api-keys.ts'
import { invitationInput } from '../../auth/invitations/invitations.ts'
import * as fields from '../../fields/fields.ts'
import * as lists from '../../lists/lists.ts'
import { deactivationInput } from '../../people/deactivate.ts'
import { personPatch } from '../../people/people.ts'
import * as board from '../../records/board.ts'
import { groupSchema } from '../../records/groups.ts'
import { recordSchema } from '../../records/input.ts'
import * as move from '../../records/move.ts'
import * as query from '../../records/query.ts'
import { totalsSchema } from '../../records/totals.ts'
import * as tags from '../../tags/tags.ts'
import { teamInput } from '../../teams/teams.ts'
import type { Noun } from '../route.ts'

type SchemaNote = { type?: 'string' | 'array' | 'object'; description?: string; 'x-id'?: Noun; [key: string]: unknown }

const text = (description: string): SchemaNote => ({ type: 'string', description })
/** `x-id`: what is named here by id is of that noun, and a test tries foreign ones. */
const id = (noun: Noun, description: string): SchemaNote => ({ type: 'string', description, 'x-id': noun })
const field = (what: string) => id('field', `${what}, by id or name`)
const ordered = (schema: v.GenericSchema, noun: Noun): [v.GenericSchema, SchemaNote][] => [
  [within(schema, 'before'), id(noun, `the ${noun} that it comes to stand before`)],
  [within(schema, 'after'), id(noun, `the ${noun} that it comes to stand after`)],
]

/**
 * What can be said of a property besides its schema: which noun its id is of, and what of it is read by the verb itself and is
 * "anything" in the schema, since its faults are told one by one.
 */
export const schemaNotes = (): ReadonlyMap<v.GenericSchema, SchemaNote> =>
  new Map<v.GenericSchema, SchemaNote>([
    [within(recordSchema, 'title'), text('one line')],
    [within(recordSchema, 'description'), text('Markdown, no HTML')],
    [within(recordSchema, 'due'), { type: 'string', format: 'date', description: 'YYYY-MM-DD, or null' }],
    [within(recordSchema, 'list'), id('list', 'a list, by id or name')],
    [within(recordSchema, 'tags', '[]'), id('tag', 'a tag, by id or name')],
    [within(recordSchema, 'assignees', '[]'), id('person', 'a person, by id, email, name or “me”')],
    [
      within(recordSchema, 'values'),
      {
        type: 'object',
        description: 'by field, named by id or exact name; what a value looks like is the field type’s affair',
        additionalProperties: true,
        'x-id': 'field',
      },
    ],
    [within(move.moveInput, 'list'), id('list', 'a list, by id or name')],
    ...ordered(move.moveInput, 'record'),
    [within(board.boardInput, 'list'), id('list', 'only the next cards of this list, with `cursor`')],
    [within(board.boardInput, 'fields', '[]'), field('a field')],
    [within(board.boardInput, 'sum'), field('a currency field')],
    [within(query.queryInput, 'fields', '[]'), field('a field')],
    [within(filterSchema, 3, 'field'), field('a field, a built-in one or one through a reference')],
    [within(sortSchema, '[]', 'field'), field('a field or a built-in one')],
    [within(groupSchema, 'by'), field('a field or a built-in one')],
    [within(totalsSchema, '[]', 'field'), field('a field')],
    [within(chartSchema, 'projects', '[]'), id('project', 'a project')],
    [within(chartSchema, 'measure', 'field'), field('what is summed')],
    [within(chartSchema, 'split', 'by'), field('a field or a built-in one')],
    ...ordered(lists.listPatch, 'list'),
    ...ordered(tags.tagPatch, 'tag'),
    ...ordered(fields.fieldPatch, 'field'),
    [within(keyInput, 'projects', '[]'), id('project', 'a project')],
    [within(deactivationInput, 'handTo'), id('person', 'who has their records from now on; null where they stay')],
    [within(teamInput, 'people', '[]'), id('person', 'a person')],
    [within(personPatch, 'role'), id('role', 'a role')],
    [within(invitationInput, 'role'), id('role', 'a role')],
    [within(auditQuery, 'person'), id('person', 'who did it, or whom it was done to')],
    [
      within(roleSchema, 'projects'),
      {
        type: 'object',
        description: 'by project, `*` for every other',
        additionalProperties: { type: 'object' },
        'x-id': 'project',
      },
    ],
  ])

/** The schema at that place: a property, `[]` for a list's items, a number for one of several shapes. */
function within(schema: v.GenericSchema, ...steps: (string | number)[]): v.GenericSchema {
  return steps.reduce<v.GenericSchema>((outer, step) => {
    const { entries, item, options } = outer as Partial<{
      entries: Record<string, v.GenericSchema>
      item: v.GenericSchema
      options: v.GenericSchema[]
    }>
    const inner = step === '[]' ? item : typeof step === 'number' ? options?.[step] : entries?.[step]
    if (!inner) throw new Error(`nothing at ${steps.join('.')}`)
    return bare(inner)
  }, bare(schema))
}

/** What an optional or nullable schema is around. */
function bare(schema: v.GenericSchema): v.GenericSchema {
  if ('wrapped' in schema) return bare(schema.wrapped as v.GenericSchema)
  // A text with its bounds is said of as the text.
  const [first] = 'pipe' in schema ? (schema.pipe as v.GenericSchema[]) : []
  return first?.type === 'string' ? first : schema
}
