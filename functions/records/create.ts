import type { RecordInput } from '../../src/core/api/record.ts'
import { atPath, invalid, Problem } from '../../src/core/errors/index.ts'
import { isSettable } from '../../src/core/fields/index.ts'
import { firstKey, type List, type Project } from '../../src/core/model/index.ts'
import { fieldNamed } from '../../src/core/query/index.ts'
import { newInList } from '../changes/enter-list.ts'
import { Change } from '../changes/index.ts'
import * as columns from '../changes/record-columns.ts'
import type { Context } from '../context/index.ts'
import { mapGuardErrors } from '../db/batch.ts'
import { withDefaults } from './defaults.ts'
import { hiddenDefaults, listNamed, parseRecord } from './input.ts'
import { selectRecord } from './read.ts'
import { requireReferencesLive, unknownRecord } from './references.ts'

/** A new record, at the head of its list. Answers the record and its change as JSON text. */
export async function createRecord(context: Context, project: Project, input: RecordInput): Promise<string> {
  const list = input.list === undefined ? project.lists[0]! : atPath('list', () => listNamed(project, input.list))
  const values = withDefaults(context.scope(project), project, input.values ?? {})
  // A missing title is reported together with all other issues.
  const parsed = await parseRecord(context, project, { ...input, values, title: input.title ?? null })
  requireRequiredFields(context, project, values)
  const hidden = hiddenDefaults(context, project)
  const change = new Change(context)
  change.require(...requireReferencesLive(context, parsed.references))
  const created = change.createRecords(
    project,
    [...parsed.columns, ...hidden.map(({ column }) => column), ...NEW_RECORD],
    [[null, ...parsed.values, ...hidden.map(({ value }) => value), ...newRecord(context, list)]],
  )
  const [[record]] = await mapGuardErrors({ unknownRecord: () => unknownRecord(context, parsed.references) }, () =>
    change.commit(selectRecord(context, project, created.id(0))),
  )
  return `{"record":${record!.json},"change":"${change.id}"}`
}

/** What every new record has; its values stand in this order. */
export const NEW_RECORD = [
  columns.list,
  columns.position,
  columns.createdAt,
  columns.createdBy,
  columns.enteredListAt,
  columns.closedAt,
] as const

/** The columns of a new record in a list; its position is the list's head unless given. */
export function newRecord(context: Context, into: List, position = firstKey(context.now, turn())): unknown[] {
  const { list, enteredListAt, closedAt } = newInList(into, context.now)
  return [list, position, context.now, context.person.id, enteredListAt, closedAt]
}

function requireRequiredFields(context: Context, project: Project, values: Record<string, unknown>): void {
  const scope = context.scope(project)
  const given = new Set(Object.keys(values).map((name) => fieldNamed(scope, name)?.id))
  const issues = project.fields
    .filter((field) => field.required && !field.fixed && isSettable(field.type) && !given.has(field.id))
    .flatMap((field) => invalid(`values.${field.id}`, 'required', { name: field.name }).issues)
  if (issues.length > 0) throw new Problem(422, issues)
}

const TURNS = 36 ** 4
let turns = 0

/** Records of one millisecond stand newest first too: the order within it counts down. */
const turn = () => TURNS - 1 - (turns++ % TURNS)
