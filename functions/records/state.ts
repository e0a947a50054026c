import { notFound } from '../../src/core/errors/index.ts'
import { personOf } from '../../src/core/fields/index.ts'
import { worldOf } from '../../src/core/query/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { enterListUnless } from '../changes/enter-list.ts'
import { Change } from '../changes/index.ts'
import * as columns from '../changes/record-columns.ts'
import type { Context } from '../context/index.ts'
import { mapGuardErrors } from '../db/batch.ts'
import { requireLive } from '../db/record-visibility.ts'
import { tagNamed } from './input.ts'
import { type RecordOf, selectRecord } from './read.ts'

/*
 * Changes of state are verbs of their own, each of one column. All answer the record and its change as JSON text.
 */

export const archiveRecord = (context: Context, record: RecordOf) =>
  setState(context, record, 'archived', columns.archivedAt, context.now)

export const unarchiveRecord = (context: Context, record: RecordOf) =>
  setState(context, record, 'unarchived', columns.archivedAt, null)

/** Into the bin. */
export const deleteRecord = (context: Context, record: RecordOf) =>
  setState(context, record, 'deleted', columns.deletedAt, context.now)

/** Out of the bin; where its list is gone meanwhile, into the first one. */
export function restoreRecord(context: Context, record: RecordOf): Promise<string> {
  const { lists } = record.project
  const stays = sql`r.list_id IN (SELECT value FROM json_each(${JSON.stringify(lists.map(({ id }) => id))}))`
  const also = enterListUnless(stays, lists[0]!, context.now)
  return setState(context, record, 'restored', columns.deletedAt, null, also)
}

export const tagRecord = (context: Context, record: RecordOf, tag: string, add: boolean): Promise<string> =>
  setState(context, record, add ? 'tagged' : 'untagged', columns.setMember('tags', add), tagNamed(record.project, tag))

export function assignRecord(context: Context, record: RecordOf, person: string, add: boolean): Promise<string> {
  const id = personOf(person, worldOf(context.scope(record.project), 'assignees'))
  return setState(context, record, add ? 'assigned' : 'unassigned', columns.setMember('assignees', add), id)
}

async function setState(
  context: Context,
  { id, project }: RecordOf,
  what: string,
  column: columns.RecordColumn,
  value: unknown,
  also: readonly columns.RecordColumn[] = [],
): Promise<string> {
  const change = new Change(context)
  change.require(requireLive(id, project, { bin: what === 'restored' }))
  change.updateRecords(project, [column, ...also], [[id, value]], what)
  const [[record]] = await mapGuardErrors({ gone: notFound }, () =>
    change.commit(selectRecord(context, project, sql`${id}`)),
  )
  return `{"record":${record!.json},"change":"${change.id}"}`
}
