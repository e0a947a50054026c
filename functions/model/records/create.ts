import { atPath, Problem, refuse } from '../../../src/core/errors/index.ts'
import { isSettable } from '../../../src/core/fields/index.ts'
import { firstKey, type List, type Project } from '../../../src/core/model/index.ts'
import { fieldNamed } from '../../../src/core/query/index.ts'
import type { Context } from '../../context.ts'
import * as columns from '../columns.ts'
import { refusing } from '../database.ts'
import { parse } from '../parse.ts'
import { Write } from '../write.ts'
import { withDefaults } from './defaults.ts'
import { defaultsUnasked, listNamed, parseRecord, recordSchema, scopeOf } from './input.ts'
import { recordStatement } from './read.ts'
import { referencesLive, unknownRecord } from './references.ts'

/** A new record, at the head of its list. Answers the record and its change as JSON text. */
export async function createRecord(context: Context, projectId: number | null, body: unknown): Promise<string> {
  const project = context.project(projectId, 'edit')
  const input = parse(recordSchema, body)
  const list = input.list === undefined ? project.lists[0]! : atPath('list', () => listNamed(project, input.list))
  // A title that isn't there is as wrong as one that doesn't fit; both are told together with the rest.
  const values = withDefaults(scopeOf(context, project), project, input.values ?? {})
  const parsed = await parseRecord(context, project, { ...input, values, title: input.title ?? null })
  missing(context, project, values)
  const unasked = defaultsUnasked(context, project)
  const write = new Write(context)
  write.add(...referencesLive(context, parsed.references))
  const made = write.create(
    project,
    [...parsed.columns, ...unasked.map(({ column }) => column), ...birth],
    [[null, ...parsed.values, ...unasked.map(({ value }) => value), ...born(context, list, context.now)]],
  )
  const { change, rows } = await refusing({ unknownRecord: [422, () => unknownRecord(parsed.references)] }, () =>
    write.commit(recordStatement(context, project, made.id(0))),
  )
  return `{"record":${rows[0]![0]!.json},"change":"${change}"}`
}

/** What every new record has, in this order (`born`). */
export const birth = [
  columns.list,
  columns.position,
  columns.createdAt,
  columns.createdBy,
  columns.enteredListAt,
  columns.closedAt,
]

export const born = (context: Context, list: List, at: number): unknown[] => [
  list.id,
  firstKey(context.now, turn()),
  at,
  context.person.id,
  at,
  list.kind === 'open' ? null : at,
]

function missing(context: Context, project: Project, values: Record<string, unknown>): void {
  const scope = scopeOf(context, project)
  const given = new Set(Object.keys(values).map((name) => fieldNamed(scope, name)?.id))
  const faults = project.fields
    .filter((field) => field.required && !field.fixed && isSettable(field.type) && !given.has(field.id))
    .flatMap((field) => refuse(`values.${field.id}`, 'required', { name: field.name }).faults)
  if (faults.length > 0) throw new Problem(422, faults)
}

const TURNS = 36 ** 4
let turns = 0

/** Records of one millisecond stand newest first too: the order within it counts down. */
const turn = () => TURNS - 1 - (turns++ % TURNS)
