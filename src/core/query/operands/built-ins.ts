import { invalid } from '../../errors/index.ts'
import { type Kind, typeOf } from '../../fields/index.ts'
import { DESCRIPTION_SLOT, TITLE_SLOT } from '../../model/index.ts'
import { raw, type Sql, sql } from '../../sql/index.ts'
import { fold } from '../../text/fold.ts'
import { numberOf, textSql, wordOf } from '../columns.ts'
import type { Row } from '../row.ts'
import type { Operand } from '../scope.ts'
import { col, type Scope, today } from '../scope.ts'
import { worldOf } from './field-named.ts'

/** What every record has, by its built-in name. */
export function builtIns(scope: Scope): Record<string, Operand> {
  const { project, catalog } = scope
  const plain = (name: string, kind: Kind, key: Sql, of: Operand['of'], read: Operand['read']): Operand => ({
    name,
    kind,
    key,
    of,
    read,
  })
  /** Sent as a value of that type is; empty is none. */
  const readBy = (type: 'date' | 'dateTime', code: 'notDate' | 'notInstant', name: string) => (sent: unknown) => {
    const value = typeOf(type)!.parse(sent, {}, worldOf(scope, name))
    if (value === null) throw invalid('value', code, { name, value: sent })
    return value as string | number
  }
  const instant = (name: string, column: string, of: Operand['of']) =>
    plain(name, 'instant', col(scope, column), of, readBy('dateTime', 'notInstant', name))
  const flag = (name: string, key: Sql, of: (row: Row) => boolean) =>
    plain(
      name,
      'boolean',
      key,
      (row) => Number(of(row)),
      (sent) => {
        if (typeof sent !== 'boolean') throw invalid('value', 'notCheckbox', { name })
        return sent ? 1 : 0
      },
    )
  const text = (name: string, column: string, slot: number, of: (row: Row) => string): Operand => ({
    ...plain(
      name,
      'text',
      textSql(scope, slot),
      (row) => fold(of(row)) || null,
      (sent) => fold(wordOf(sent)),
    ),
    written: col(scope, column),
  })
  const named =
    (things: readonly { id: number; name: string }[], code: 'unknownList' | 'unknownTag' | 'unknownPerson') =>
    (sent: unknown) => {
      const text = wordOf(sent)
      if (code === 'unknownPerson' && text === 'me') return scope.me
      const found = things.find((one) => String(one.id) === text) ?? things.find((one) => fold(one.name) === fold(text))
      if (!found) throw invalid('value', code, { name: text, value: text })
      return found.id
    }
  const set = (
    name: 'tags' | 'assignees',
    table: string,
    column: string,
    things: readonly { id: number; name: string }[],
  ): Operand => ({
    name,
    kind: 'set',
    key: sql`(SELECT min(${raw(column)}) FROM ${raw(table)} WHERE record_id = ${col(scope, 'id')})`,
    of: (row) => (row[name].length > 0 ? Math.min(...row[name]) : null),
    members: sql`SELECT ${raw(column)} FROM ${raw(table)} WHERE record_id = ${col(scope, 'id')}`,
    membersOf: (row) => row[name],
    listed: true,
    holders: (list) => sql`SELECT record_id FROM ${raw(table)} WHERE ${raw(column)} IN (${list})`,
    read: named(things, name === 'tags' ? 'unknownTag' : 'unknownPerson'),
  })
  const person = (name: 'createdBy' | 'updatedBy', column: string) =>
    plain(name, 'option', col(scope, column), (row) => row[name], named(catalog.people, 'unknownPerson'))
  const listOf = (row: Row) => project.lists.find((list) => list.id === row.list)
  const day = today(scope)
  return {
    title: text('title', 'title', TITLE_SLOT, (row) => row.title),
    description: text('description', 'description', DESCRIPTION_SLOT, (row) => row.description),
    number: plain('number', 'number', col(scope, 'number'), (row) => row.number, numberOf('number')),
    list: plain('list', 'option', col(scope, 'list_id'), (row) => row.list, named(project.lists, 'unknownList')),
    listKind: plain(
      'listKind',
      'option',
      sql`(SELECT l.kind FROM lists l WHERE l.id = ${col(scope, 'list_id')})`,
      (row) => listOf(row)?.kind ?? null,
      wordOf,
    ),
    due: plain('due', 'date', col(scope, 'due'), (row) => row.due, readBy('date', 'notDate', 'due')),
    createdAt: instant('createdAt', 'created_at', (row) => row.createdAt),
    updatedAt: instant('updatedAt', 'updated_at', (row) => row.updatedAt),
    enteredListAt: instant('enteredListAt', 'entered_list_at', (row) => row.enteredListAt),
    closedAt: instant('closedAt', 'closed_at', (row) => row.closedAt),
    createdBy: person('createdBy', 'created_by'),
    updatedBy: person('updatedBy', 'updated_by'),
    timeInList: plain(
      'timeInList',
      'number',
      sql`(${scope.now} - ${col(scope, 'entered_list_at')})`,
      (row) => scope.now - row.enteredListAt,
      numberOf('timeInList'),
    ),
    archived: flag('archived', sql`(${col(scope, 'archived_at')} IS NOT NULL)`, (row) => row.archivedAt !== null),
    bin: flag('bin', sql`(${col(scope, 'deleted_at')} IS NOT NULL)`, (row) => row.deletedAt !== null),
    overdue: flag(
      'overdue',
      sql`(${col(scope, 'closed_at')} IS NULL AND ${col(scope, 'due')} IS NOT NULL AND ${col(scope, 'due')} < ${day})`,
      (row) => row.closedAt === null && row.due !== null && row.due < day,
    ),
    stale: flag(
      'stale',
      sql`EXISTS (SELECT 1 FROM lists l WHERE l.id = ${col(scope, 'list_id')} AND l.kind = 'open' AND ${scope.now} - ${col(scope, 'entered_list_at')} > l.stale_after_days * 86400000)`,
      (row) => {
        const { kind, staleAfterDays = null } = listOf(row) ?? {}
        return kind === 'open' && staleAfterDays !== null && scope.now - row.enteredListAt > staleAfterDays * 86_400_000
      },
    ),
    tags: set('tags', 'record_tags', 'tag_id', project.tags),
    assignees: set('assignees', 'assignees', 'person_id', catalog.people),
  }
}
