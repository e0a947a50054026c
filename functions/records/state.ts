import { notFound } from '../../src/core/errors/index.ts'
import { personOf } from '../../src/core/fields/index.ts'
import { worldOf } from '../../src/core/query/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { Change } from '../changes/change.ts'
import * as columns from '../changes/record-columns.ts'
import type { Context } from '../context.ts'
import { mapGuardErrors } from '../db/batch.ts'
import { requireLive } from '../db/record-visibility.ts'
import { scopeOf, tagNamed } from './input.ts'
import { locate, recordStatement } from './read.ts'

/** Changes of state are verbs of their own, each one column. */
export const archiveRecord = (context: Context, id: unknown) =>
  setState(context, id, columns.archivedAt, context.now, 'archived')
export const unarchiveRecord = (context: Context, id: unknown) =>
  setState(context, id, columns.archivedAt, null, 'unarchived')
/** Into the bin. */
export const deleteRecord = (context: Context, id: unknown) =>
  setState(context, id, columns.deletedAt, context.now, 'deleted')
/** Out of the bin; where its list is gone meanwhile, into the first one. */
export function restoreRecord(context: Context, id: unknown): Promise<string> {
  const { project } = locate(context, id, 'edit')
  const first = project.lists[0]!
  const lives = sql`r.list_id IN (SELECT value FROM json_each(${JSON.stringify(project.lists.map((list) => list.id))}))`
  const closed = first.kind === 'open' ? null : context.now
  return setState(context, id, columns.deletedAt, null, 'restored', [
    columns.derivedColumn(columns.list, sql`iif(${lives}, r.list_id, ${first.id})`),
    columns.derivedColumn(columns.enteredListAt, sql`iif(${lives}, r.entered_list_at, ${context.now})`),
    columns.derivedColumn(columns.closedAt, sql`iif(${lives}, r.closed_at, ${closed})`),
  ])
}

export function tagRecord(context: Context, id: unknown, tag: string, add: boolean): Promise<string> {
  const { project } = locate(context, id, 'edit')
  return setState(context, id, columns.setMember('tags', add), tagNamed(project, tag), add ? 'tagged' : 'untagged')
}

export function assignRecord(context: Context, id: unknown, person: string, add: boolean): Promise<string> {
  const { project } = locate(context, id, 'edit')
  const who = personOf(person, worldOf(scopeOf(context, project), 'assignees'))
  return setState(context, id, columns.setMember('assignees', add), who, add ? 'assigned' : 'unassigned')
}

async function setState(
  context: Context,
  sent: unknown,
  column: columns.RecordColumn,
  value: unknown,
  what: string,
  also: columns.RecordColumn[] = [],
): Promise<string> {
  const { id, project } = locate(context, sent, 'edit')
  const write = new Change(context)
  write.add(requireLive(id, project, { bin: what === 'restored' }))
  write.updateRecords(project, [column, ...also], [[id, value]], what)
  const { change, rows } = await mapGuardErrors({ gone: [404, () => notFound().issues[0]!] }, () =>
    write.commit(recordStatement(context, project, sql`${id}`)),
  )
  return `{"record":${rows[0]![0]!.json},"change":"${change}"}`
}
