import { atPath, invalid, Problem } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { isSettable } from '../../src/core/fields/index.ts'
import { firstKey, type List, type Project } from '../../src/core/model/index.ts'
import { fieldNamed } from '../../src/core/query/index.ts'
import { Change } from '../changes/change.ts'
import * as columns from '../changes/record-columns.ts'
import type { Context } from '../context.ts'
import { mapGuardErrors } from '../db/batch.ts'
import { withDefaults } from './defaults.ts'
import { hiddenDefaults, listNamed, parseRecord, recordSchema, scopeOf } from './input.ts'
import { recordStatement } from './read.ts'
import { requireReferencesLive, unknownRecord } from './references.ts'

/** A new record, at the head of its list. Answers the record and its change as JSON text. */
export async function createRecord(context: Context, projectId: number | null, body: unknown): Promise<string> {
  const project = context.project(projectId, 'edit')
  const input = parse(recordSchema, body)
  const list = input.list === undefined ? project.lists[0]! : atPath('list', () => listNamed(project, input.list))
  // A title that isn't there is as wrong as one that doesn't fit; both are told together with the rest.
  const values = withDefaults(scopeOf(context, project), project, input.values ?? {})
  const parsed = await parseRecord(context, project, { ...input, values, title: input.title ?? null })
  requireRequiredFields(context, project, values)
  const unasked = hiddenDefaults(context, project)
  const write = new Change(context)
  write.add(...requireReferencesLive(context, parsed.references))
  const made = write.createRecords(
    project,
    [...parsed.columns, ...unasked.map(({ column }) => column), ...newRecordColumns],
    [[null, ...parsed.values, ...unasked.map(({ value }) => value), ...newRecordValues(context, list, context.now)]],
  )
  const { change, rows } = await mapGuardErrors({ unknownRecord: [422, () => unknownRecord(parsed.references)] }, () =>
    write.commit(recordStatement(context, project, made.id(0))),
  )
  return `{"record":${rows[0]![0]!.json},"change":"${change}"}`
}

/** What every new record has, in this order (`born`). */
export const newRecordColumns = [
  columns.list,
  columns.position,
  columns.createdAt,
  columns.createdBy,
  columns.enteredListAt,
  columns.closedAt,
]

export const newRecordValues = (context: Context, list: List, at: number): unknown[] => [
  list.id,
  firstKey(context.now, turn()),
  at,
  context.person.id,
  at,
  list.kind === 'open' ? null : at,
]

function requireRequiredFields(context: Context, project: Project, values: Record<string, unknown>): void {
  const scope = scopeOf(context, project)
  const given = new Set(Object.keys(values).map((name) => fieldNamed(scope, name)?.id))
  const faults = project.fields
    .filter((field) => field.required && !field.fixed && isSettable(field.type) && !given.has(field.id))
    .flatMap((field) => invalid(`values.${field.id}`, 'required', { name: field.name }).issues)
  if (faults.length > 0) throw new Problem(422, faults)
}

const TURNS = 36 ** 4
let turns = 0

/** Records of one millisecond stand newest first too: the order within it counts down. */
const turn = () => TURNS - 1 - (turns++ % TURNS)
