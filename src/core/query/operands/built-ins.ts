import { invalid } from '../../errors/index.ts'
import { type Kind, typeOf } from '../../fields/index.ts'
import { fold } from '../../text/fold.ts'
import { findNamed } from '../../text/identity.ts'
import type { Row } from '../row.ts'
import { type PlainOperand, type Scope, today } from '../scope.ts'
import { worldOf } from './field-named.ts'
import { numberOf, wordOf } from './read.ts'

/** What every record has, by its built-in name. What it is in SQL stands in built-ins.sql.ts. */
export function builtIns(scope: Scope) {
  const { project, catalog } = scope
  const plain = (name: string, kind: Kind, of: PlainOperand['of'], read: PlainOperand['read']): PlainOperand => ({
    name,
    kind,
    of,
    read,
  })
  /** Sent as a value of that type is; empty is none. */
  const readBy = (type: 'date' | 'dateTime', code: 'notDate' | 'notInstant', name: string) => (sent: unknown) => {
    const value = typeOf(type)!.parse(sent, {}, worldOf(scope, name))
    if (value === null) throw invalid('value', code, { name, value: sent })
    return value as string | number
  }
  const instant = (name: string, of: PlainOperand['of']) =>
    plain(name, 'instant', of, readBy('dateTime', 'notInstant', name))
  const flag = (name: string, of: (row: Row) => boolean) =>
    plain(
      name,
      'boolean',
      (row) => Number(of(row)),
      (sent) => {
        if (typeof sent !== 'boolean') throw invalid('value', 'notCheckbox', { name })
        return sent ? 1 : 0
      },
    )
  const text = (name: string, of: (row: Row) => string) =>
    plain(
      name,
      'text',
      (row) => fold(of(row)) || null,
      (sent) => fold(wordOf(sent)),
    )
  const named =
    (things: readonly { id: number; name: string }[], code: 'unknownList' | 'unknownTag' | 'unknownPerson') =>
    (sent: unknown) => {
      const text = wordOf(sent)
      if (code === 'unknownPerson' && text === 'me') return scope.me
      const found = things.find((one) => String(one.id) === text) ?? findNamed(things, text)
      if (!found) throw invalid('value', code, { name: text, value: text })
      return found.id
    }
  const set = (
    name: 'tags' | 'assignees',
    things: readonly { id: number; name: string }[],
  ): PlainOperand & Required<Pick<PlainOperand, 'membersOf'>> => ({
    name,
    kind: 'set',
    of: (row) => (row[name].length > 0 ? Math.min(...row[name]) : null),
    membersOf: (row) => row[name],
    read: named(things, name === 'tags' ? 'unknownTag' : 'unknownPerson'),
  })
  const person = (name: 'createdBy' | 'updatedBy') =>
    plain(name, 'option', (row) => row[name], named(catalog.people, 'unknownPerson'))
  const listOf = (row: Row) => project.lists.find((list) => list.id === row.list)
  const day = today(scope)
  return {
    title: text('title', (row) => row.title),
    description: text('description', (row) => row.description),
    number: plain('number', 'number', (row) => row.number, numberOf('number')),
    list: plain('list', 'option', (row) => row.list, named(project.lists, 'unknownList')),
    listKind: plain('listKind', 'option', (row) => listOf(row)?.kind ?? null, wordOf),
    due: plain('due', 'date', (row) => row.due, readBy('date', 'notDate', 'due')),
    createdAt: instant('createdAt', (row) => row.createdAt),
    updatedAt: instant('updatedAt', (row) => row.updatedAt),
    enteredListAt: instant('enteredListAt', (row) => row.enteredListAt),
    closedAt: instant('closedAt', (row) => row.closedAt),
    lastActivity: instant('lastActivity', (row) => row.lastActivity),
    createdBy: person('createdBy'),
    updatedBy: person('updatedBy'),
    timeInList: plain('timeInList', 'number', (row) => scope.now - row.enteredListAt, numberOf('timeInList')),
    archived: flag('archived', (row) => row.archivedAt !== null),
    bin: flag('bin', (row) => row.deletedAt !== null),
    overdue: flag('overdue', (row) => row.closedAt === null && row.due !== null && row.due < day),
    stale: flag('stale', (row) => {
      const { kind, staleAfterDays = null } = listOf(row) ?? {}
      return kind === 'open' && staleAfterDays !== null && scope.now - row.enteredListAt > staleAfterDays * 86_400_000
    }),
    tags: set('tags', project.tags),
    assignees: set('assignees', catalog.people),
  } satisfies Record<string, PlainOperand>
}

type BuiltIns = ReturnType<typeof builtIns>
export type BuiltInName = keyof BuiltIns

/** The built-in names of what holds several. */
export type BuiltInSet = {
  [Name in BuiltInName]: BuiltIns[Name] extends { membersOf: unknown } ? Name : never
}[BuiltInName]
