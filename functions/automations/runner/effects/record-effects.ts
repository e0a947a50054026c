import type { RecordInput } from '../../../../src/core/api/record.ts'
import type { Effect } from '../../../../src/core/automations/plan.ts'
import { invalid, notFound, type Problem } from '../../../../src/core/errors/index.ts'
import type { Project } from '../../../../src/core/model/index.ts'
import { betweenSql } from '../../../../src/core/model/position.sql.ts'
import { raw, sql } from '../../../../src/core/sql/index.ts'
import { enterList } from '../../../changes/enter-list.ts'
import type { Change } from '../../../changes/index.ts'
import * as columns from '../../../changes/record-columns.ts'
import type { Context } from '../../../context/index.ts'
import { requireLive } from '../../../db/record-visibility.ts'
import { parseRecord, requireReferencesLive, unknownRecord } from '../../../records/index.ts'

/** What of a plan changes the record that it is of. */
type Edit = Extract<Effect, { do: 'assign' | 'move' | 'set' | 'tag' | 'untag' }>

export const isEdit = (effect: Effect): effect is Edit =>
  effect.do === 'assign' || effect.do === 'move' || effect.do === 'set' || effect.do === 'tag' || effect.do === 'untag'

/** By the code of a guard the problem that it stands for. */
export type GuardProblems = Record<string, () => Problem>

/** All edits of a record as one: it gets one version, one row of history, and is written once however many actions there are. */
export async function addEdits(
  context: Context,
  change: Change,
  { id, project }: { id: number; project: Project },
  edits: readonly Edit[],
): Promise<GuardProblems> {
  const parsed = await parseRecord(context, project, recordInput(edits))
  const all: [columns.RecordColumn, unknown][] = parsed.columns.map((column, i) => [column, parsed.values[i]])
  const people = edits.flatMap((edit) => (edit.do === 'assign' ? edit.people : []))
  if (people.length > 0) all.push([columns.setMembers('assignees'), [people, []]])
  const tags = taggings(edits)
  if (tags) all.push([columns.setMembers('tags'), tags])
  const into = edits.findLast((edit) => edit.do === 'move')
  if (into) {
    const list = project.lists.find((one) => one.id === into.list)
    if (!list) throw invalid('', 'unknownList', { name: String(into.list) })
    const first = sql`(SELECT min(x.position) FROM records x WHERE x.list_id = ${list.id} AND x.archived_at IS NULL AND x.deleted_at IS NULL AND x.id <> ${id})`
    const head = sql`(SELECT ${betweenSql(raw('b.low'), raw('b.high'), context.now)} FROM (SELECT NULL AS low, ${first} AS high) b)`
    all.push(
      [columns.list, list.id],
      [columns.derivedColumn(columns.position, head), null],
      ...enterList(list, context.now).map((column): [columns.RecordColumn, unknown] => [column, null]),
    )
  }
  if (all.length === 0) return {}
  change.require(requireLive(id, project), ...requireReferencesLive(context, parsed.references, id))
  change.updateRecords(
    project,
    all.map(([column]) => column),
    [[id, ...all.map(([, value]) => value)]],
    into ? 'moved' : 'updated',
  )
  return { gone: notFound, unknownRecord: () => unknownRecord(context, parsed.references) }
}

function recordInput(edits: readonly Edit[]): RecordInput {
  const input: Record<string, unknown> = {}
  const values: Record<string, unknown> = {}
  for (const edit of edits) {
    if (edit.do !== 'set') continue
    if (/^\d+$/.test(edit.field)) values[edit.field] = edit.value
    else input[edit.field] = edit.value
  }
  return { ...input, values } as RecordInput
}

/** What is tagged and what is untagged in the end, or nothing. */
function taggings(edits: readonly Edit[]): [added: number[], removed: number[]] | null {
  const last = new Map<number, boolean>()
  for (const edit of edits)
    if (edit.do === 'tag' || edit.do === 'untag') for (const tag of edit.tags) last.set(tag, edit.do === 'tag')
  if (last.size === 0) return null
  const of = (added: boolean) => [...last].filter(([, one]) => one === added).map(([tag]) => tag)
  return [of(true), of(false)]
}
