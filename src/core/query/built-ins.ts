import { refuse } from '../errors/index.ts'
import type { Kind } from '../fields/index.ts'
import { DESCRIPTION_SLOT, TITLE_SLOT } from '../model/index.ts'
import { type Sql, sql } from '../sql/index.ts'
import { fold } from '../text/fold.ts'
import { isDay } from '../time/day.ts'
import { numberOf, textSql, wordOf } from './columns.ts'
import type { Operand } from './operand.ts'
import { col, type Scope, today } from './scope.ts'

/** What every record has, by its built-in name. */
export function builtIns(scope: Scope): Record<string, Operand> {
  const { project, catalog } = scope
  const plain = (name: string, kind: Kind, key: Sql, read: Operand['read']): Operand => ({ name, kind, key, read })
  const instant = (name: string, column: string) =>
    plain(name, 'instant', col(scope, column), (sent) => {
      const at = typeof sent === 'string' ? Date.parse(isDay(sent) ? `${sent}T00:00:00Z` : sent) : Number.NaN
      if (Number.isNaN(at)) throw refuse('value', 'notInstant', { name, value: sent })
      return at
    })
  const flag = (name: string, key: Sql) =>
    plain(name, 'boolean', key, (sent) => {
      if (typeof sent !== 'boolean') throw refuse('value', 'notCheckbox', { name })
      return sent ? 1 : 0
    })
  const named =
    (things: readonly { id: number; name: string }[], code: 'unknownList' | 'unknownTag' | 'unknownPerson') =>
    (sent: unknown) => {
      const text = wordOf(sent)
      if (code === 'unknownPerson' && text === 'me') return scope.me
      const found = things.find((one) => String(one.id) === text) ?? things.find((one) => fold(one.name) === fold(text))
      if (!found) throw refuse('value', code, { name: text, value: text })
      return found.id
    }
  return {
    title: {
      ...plain('title', 'text', textSql(scope, TITLE_SLOT), (sent) => fold(wordOf(sent))),
      written: col(scope, 'title'),
    },
    description: {
      ...plain('description', 'text', textSql(scope, DESCRIPTION_SLOT), (sent) => fold(wordOf(sent))),
      written: col(scope, 'description'),
    },
    number: plain('number', 'number', col(scope, 'number'), numberOf('number')),
    list: plain('list', 'option', col(scope, 'list_id'), named(project.lists, 'unknownList')),
    listKind: plain(
      'listKind',
      'option',
      sql`(SELECT l.kind FROM lists l WHERE l.id = ${col(scope, 'list_id')})`,
      wordOf,
    ),
    due: plain('due', 'date', col(scope, 'due'), (sent) => {
      if (typeof sent !== 'string' || !isDay(sent)) throw refuse('value', 'notDate', { name: 'due', value: sent })
      return sent
    }),
    createdAt: instant('createdAt', 'created_at'),
    updatedAt: instant('updatedAt', 'updated_at'),
    enteredListAt: instant('enteredListAt', 'entered_list_at'),
    closedAt: instant('closedAt', 'closed_at'),
    updatedBy: plain('updatedBy', 'option', col(scope, 'updated_by'), named(catalog.people, 'unknownPerson')),
    createdBy: plain('createdBy', 'option', col(scope, 'created_by'), named(catalog.people, 'unknownPerson')),
    timeInList: plain(
      'timeInList',
      'number',
      sql`${scope.now} - ${col(scope, 'entered_list_at')}`,
      numberOf('timeInList'),
    ),
    archived: flag('archived', sql`(${col(scope, 'archived_at')} IS NOT NULL)`),
    bin: flag('bin', sql`(${col(scope, 'deleted_at')} IS NOT NULL)`),
    overdue: flag(
      'overdue',
      sql`(${col(scope, 'closed_at')} IS NULL AND ${col(scope, 'due')} IS NOT NULL AND ${col(scope, 'due')} < ${today(scope)})`,
    ),
    stale: flag(
      'stale',
      sql`EXISTS (SELECT 1 FROM lists l WHERE l.id = ${col(scope, 'list_id')} AND l.kind = 'open' AND ${scope.now} - ${col(scope, 'entered_list_at')} > l.stale_after_days * 86400000)`,
    ),
    tags: {
      name: 'tags',
      kind: 'set',
      key: sql`(SELECT min(tag_id) FROM record_tags WHERE record_id = ${col(scope, 'id')})`,
      members: sql`SELECT tag_id FROM record_tags WHERE record_id = ${col(scope, 'id')}`,
      holders: (list) => sql`SELECT record_id FROM record_tags WHERE tag_id IN (${list})`,
      read: named(project.tags, 'unknownTag'),
    },
    assignees: {
      name: 'assignees',
      kind: 'set',
      key: sql`(SELECT min(person_id) FROM assignees WHERE record_id = ${col(scope, 'id')})`,
      members: sql`SELECT person_id FROM assignees WHERE record_id = ${col(scope, 'id')}`,
      holders: (list) => sql`SELECT record_id FROM assignees WHERE person_id IN (${list})`,
      read: named(catalog.people, 'unknownPerson'),
    },
  }
}
