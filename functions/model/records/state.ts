import { notFound } from '../../../src/core/errors/index.ts'
import { personOf } from '../../../src/core/fields/index.ts'
import { worldOf } from '../../../src/core/query/index.ts'
import { sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context.ts'
import * as columns from '../columns.ts'
import { refusing } from '../database.ts'
import { Write } from '../write.ts'
import { scopeOf, tagNamed } from './input.ts'
import { locate, recordStatement } from './read.ts'
import { recordLives } from './seen.ts'

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
    columns.computed(columns.list, sql`iif(${lives}, r.list_id, ${first.id})`),
    columns.computed(columns.enteredListAt, sql`iif(${lives}, r.entered_list_at, ${context.now})`),
    columns.computed(columns.closedAt, sql`iif(${lives}, r.closed_at, ${closed})`),
  ])
}

export function tagRecord(context: Context, id: unknown, tag: string, add: boolean): Promise<string> {
  const { project } = locate(context, id, 'edit')
  return setState(context, id, columns.member('tags', add), tagNamed(project, tag), add ? 'tagged' : 'untagged')
}

export function assignRecord(context: Context, id: unknown, person: string, add: boolean): Promise<string> {
  const { project } = locate(context, id, 'edit')
  const who = personOf(person, worldOf(scopeOf(context, project), 'assignees'))
  return setState(context, id, columns.member('assignees', add), who, add ? 'assigned' : 'unassigned')
}

async function setState(
  context: Context,
  sent: unknown,
  column: columns.Column,
  value: unknown,
  what: string,
  also: columns.Column[] = [],
): Promise<string> {
  const { id, project } = locate(context, sent, 'edit')
  const write = new Write(context)
  write.add(recordLives(id, project, { bin: what === 'restored' }))
  write.update(project, [column, ...also], [[id, value]], what)
  const { change, rows } = await refusing({ gone: [404, () => notFound().faults[0]!] }, () =>
    write.commit(recordStatement(context, project, sql`${id}`)),
  )
  return `{"record":${rows[0]![0]!.json},"change":"${change}"}`
}
