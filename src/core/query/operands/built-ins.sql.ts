import { DESCRIPTION_SLOT, TITLE_SLOT } from '../../model/index.ts'
import { raw, type Sql, sql } from '../../sql/index.ts'
import { textSql } from '../columns.sql.ts'
import { col, type OperandParts, type OperandSql, type SetParts, type SqlScope } from '../scope.sql.ts'
import { today } from '../scope.ts'
import { type BuiltInName, type BuiltInSet, builtIns } from './built-ins.ts'

type Parts = { [Name in BuiltInName]: (scope: SqlScope) => Name extends BuiltInSet ? SetParts : OperandParts }

const plain = (key: (scope: SqlScope) => Sql) => (scope: SqlScope) => ({ key: key(scope) })
const column = (name: string) => plain((scope) => col(scope, name))
const text = (name: string, slot: number) => (scope: SqlScope) => ({
  key: textSql(scope, slot),
  written: col(scope, name),
})
const set =
  (table: string, column: string) =>
  (scope: SqlScope): SetParts => ({
    key: sql`(SELECT min(${raw(column)}) FROM ${raw(table)} WHERE record_id = ${col(scope, 'id')})`,
    members: sql`SELECT ${raw(column)} FROM ${raw(table)} WHERE record_id = ${col(scope, 'id')}`,
    listed: true,
    holders: (list) => sql`SELECT record_id FROM ${raw(table)} WHERE ${raw(column)} IN (${list})`,
  })

/** The built-ins in SQL. One that is missing does not compile. */
const PARTS: Parts = {
  title: text('title', TITLE_SLOT),
  description: text('description', DESCRIPTION_SLOT),
  number: column('number'),
  list: column('list_id'),
  listKind: plain((scope) => sql`(SELECT l.kind FROM lists l WHERE l.id = ${col(scope, 'list_id')})`),
  due: column('due'),
  createdAt: column('created_at'),
  updatedAt: column('updated_at'),
  enteredListAt: column('entered_list_at'),
  closedAt: column('closed_at'),
  lastActivity: column('last_activity'),
  createdBy: column('created_by'),
  updatedBy: column('updated_by'),
  timeInList: plain((scope) => sql`(${scope.now} - ${col(scope, 'entered_list_at')})`),
  archived: plain((scope) => sql`(${col(scope, 'archived_at')} IS NOT NULL)`),
  bin: plain((scope) => sql`(${col(scope, 'deleted_at')} IS NOT NULL)`),
  overdue: plain(
    (scope) =>
      sql`(${col(scope, 'closed_at')} IS NULL AND ${col(scope, 'due')} IS NOT NULL AND ${col(scope, 'due')} < ${today(scope)})`,
  ),
  stale: plain(
    (scope) =>
      sql`EXISTS (SELECT 1 FROM lists l WHERE l.id = ${col(scope, 'list_id')} AND l.kind = 'open' AND ${scope.now} - ${col(scope, 'entered_list_at')} > l.stale_after_days * 86400000)`,
  ),
  tags: set('record_tags', 'tag_id'),
  assignees: set('assignees', 'person_id'),
}

/** The built-in of that name; undefined for what is none. */
export const builtInSql = (scope: SqlScope, name: string): OperandSql | undefined =>
  isBuiltIn(name) ? { ...builtIns(scope)[name], ...PARTS[name](scope) } : undefined

const isBuiltIn = (name: string): name is BuiltInName => Object.hasOwn(PARTS, name)
