import type { List, Project } from '../../src/core/model/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import type { Change } from './change.ts'
import * as columns from './record-columns.ts'

/*
 * A record enters a list: the only place that says what follows from it. Its clock in the list starts (`enteredListAt`); a won,
 * lost or void list closes it (`closedAt`), an open one opens it again; a record that stays where it is keeps both. What a list
 * asks for and what automations listen to will stand here.
 */

/** The columns that go with `list_id`: of `list`, which is known. */
export function enterList(list: Pick<List, 'id' | 'kind'>, now: number): columns.RecordColumn[] {
  return enter(sql`r.list_id = ${list.id}`, list.kind === 'open' ? null : now, now)
}

/** The same where the record goes there only if `stays` doesn't hold: out of the bin into the first list, since its own is gone. */
export const enterListUnless = (stays: Sql, list: Pick<List, 'id' | 'kind'>, now: number): columns.RecordColumn[] => [
  columns.derivedColumn(columns.list, sql`iif(${stays}, r.list_id, ${list.id})`),
  ...enter(stays, list.kind === 'open' ? null : now, now),
]

/**
 * The same where rows of one payload go to lists of their own (`into`, SQL; the record's own where nothing is said), each perhaps
 * with the day on which it was closed (`closedAt`, SQL or NULL).
 */
export function enterGivenList(into: Sql, closedAt: Sql, now: number): columns.RecordColumn[] {
  const stays = sql`${into} = r.list_id`
  const opens = sql`(SELECT l.kind FROM lists l WHERE l.id = ${into}) = 'open'`
  const day = sql`iif(${opens}, NULL, coalesce(${closedAt}, iif(${stays}, r.closed_at, ${now})))`
  return [
    columns.derivedColumn(columns.enteredListAt, sql`iif(${stays}, r.entered_list_at, ${now})`),
    columns.derivedColumn(columns.closedAt, day),
  ]
}

const enter = (stays: Sql, closed: number | null, now: number): columns.RecordColumn[] => [
  columns.derivedColumn(columns.enteredListAt, sql`iif(${stays}, r.entered_list_at, ${now})`),
  columns.derivedColumn(columns.closedAt, sql`iif(${stays}, r.closed_at, ${closed})`),
]

/** What a record that begins in a list has of it: since `time` in the list, and closed then if it is a closed one. */
export const newInList = ({ id, kind }: Pick<List, 'id' | 'kind'>, time: number) => ({
  list: id,
  enteredListAt: time,
  closedAt: kind === 'open' ? null : time,
})

/** When a list's kind changes to won or lost its records are closed as of when they entered it; when it becomes open they are reopened. */
export function reopenOrClose(change: Change, project: Project, records: readonly number[], opens: boolean): void {
  const closedAt = columns.derivedColumn(columns.closedAt, opens ? raw('NULL') : raw('r.entered_list_at'))
  change.updateRecords(
    project,
    [closedAt],
    records.map((id) => [id, null]),
  )
}
