import type { RecordInput } from '../../src/core/api/record.ts'
import { atPath, invalid, Problem } from '../../src/core/errors/index.ts'
import { isSettable } from '../../src/core/fields/index.ts'
import { firstKey, type List, type Project } from '../../src/core/model/index.ts'
import { fieldNamed } from '../../src/core/query/index.ts'
import { newInList } from '../changes/enter-list.ts'
import { Change, type CreatedRecords } from '../changes/index.ts'
import * as columns from '../changes/record-columns.ts'
import type { Context } from '../context/index.ts'
import { mapGuardErrors } from '../db/batch.ts'
import { withDefaults } from './defaults.ts'
import { hiddenDefaults, listNamed, type Parsed, parseRecords } from './input.ts'
import { selectRecord } from './read.ts'
import { requireReferencesLive, unknownRecord } from './references.ts'

/** A new record, at the head of its list. Answers the record and its change as JSON text. */
export async function createRecord(context: Context, project: Project, input: RecordInput): Promise<string> {
  const prepared = await prepareRecords(context, project, [input])
  const change = new Change(context)
  const id = prepared.addTo(change).id(0)
  const [[record]] = await mapGuardErrors(prepared.guardProblems, () =>
    change.commit(selectRecord(context, project, id)),
  )
  return `{"record":${record!.json},"change":"${change.id}"}`
}

/** New records of a project, read and checked, to be put into a change. */
interface PreparedRecords {
  /** `more`: columns whose values aren't in the payload but known to the batch alone */
  addTo(change: Change, more?: readonly columns.RecordColumn[]): CreatedRecords
  /** what its guards stand for, for `mapGuardErrors` */
  guardProblems: Record<string, () => Problem>
}

/**
 * The same as part of a larger change, an automation's: however many they are, they cost as many statements as one. `incomplete`: also
 * without the fields that the project requires, where whoever gave the values wasn't asked for them.
 */
export async function prepareRecords(
  context: Context,
  project: Project,
  inputs: readonly RecordInput[],
  { incomplete = false } = {},
): Promise<PreparedRecords> {
  const scope = context.scope(project)
  const given = inputs.map((input) => ({
    list: input.list === undefined ? project.lists[0]! : atPath('list', () => listNamed(project, input.list)),
    values: withDefaults(scope, project, input.values ?? {}),
  }))
  // A missing title is reported together with all other issues.
  const parsed = await parseRecords(
    context,
    project,
    inputs.map((input, i) => ({ ...input, values: given[i]!.values, title: input.title ?? null })),
  )
  if (!incomplete) for (const { values } of given) requireRequiredFields(context, project, values)
  const hidden = hiddenDefaults(context, project)
  const references = parsed.flatMap((one) => one.references)
  return {
    addTo(change, more = []) {
      change.require(...requireReferencesLive(context, references))
      const [all, rows] = sideBySide(parsed)
      const defaults = hidden.map(({ value }) => value)
      return change.createRecords(
        project,
        [...all, ...hidden.map(({ column }) => column), ...NEW_RECORD, ...more],
        rows.map((row, i) => [null, ...row, ...defaults, ...newRecord(context, given[i]!.list)]),
      )
    },
    guardProblems: { unknownRecord: () => unknownRecord(context, references) },
  }
}

/** The columns of all of them, each once, and what stands in them; nothing where a record says nothing of it. */
function sideBySide(parsed: readonly Parsed[]): [columns.RecordColumn[], unknown[][]] {
  const all = [...new Map(parsed.flatMap((one) => one.columns.map((column) => [column.key, column]))).values()]
  const rows = parsed.map((one) => {
    const valuesByKey = new Map(one.columns.map(({ key }, i) => [key, one.values[i]]))
    return all.map((column) => (valuesByKey.has(column.key) ? valuesByKey.get(column.key) : columns.nothingIn(column)))
  })
  return [all, rows]
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
