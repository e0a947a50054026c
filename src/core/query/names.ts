import { refuse } from '../errors/index.ts'
import { type Kind, typeOf, type World } from '../fields/index.ts'
import { DESCRIPTION_SLOT, type Field, idFrom, TITLE_SLOT } from '../model/index.ts'
import { raw, type Sql, sql } from '../sql/index.ts'
import { fold } from '../text/fold.ts'
import { isDay } from '../time/day.ts'
import { lookedUp, lookupOf, lookupOperand } from './lookup.ts'
import type { Operand } from './operand.ts'
import { col, type Scope, today } from './scope.ts'

export const BUILT_IN = [
  'title',
  'list',
  'listKind',
  'tags',
  'assignees',
  'due',
  'description',
  'createdAt',
  'createdBy',
  'updatedAt',
  'number',
  'enteredListAt',
  'timeInList',
  'closedAt',
  'lastActivity',
  'lastContacted',
  'nextStep',
  'stale',
  'overdue',
  'archived',
  'bin',
] as const

/** A field by its exact name, by id, or by name without case; null where the project has none (or it may not be seen). */
export function fieldNamed(scope: Scope, name: string): Field | null {
  const { fields } = scope.project
  return (
    fields.find((field) => field.name === name) ??
    fields.find((field) => String(field.id) === name) ??
    fields.find((field) => fold(field.name) === fold(name)) ??
    null
  )
}

export const worldOf = (scope: Pick<Scope, 'catalog' | 'me'>, name: string): World => ({
  name,
  country: scope.catalog.workspace.country,
  zone: scope.catalog.workspace.zone,
  people: scope.catalog.people,
  me: scope.me,
})

/** The operand of that name. Unknown names are refused alike, whether nothing is called so or it may not be seen. */
export function operandNamed(scope: Scope, name: string): Operand {
  const field = fieldNamed(scope, name)
  if (field?.type === 'lookup') return lookupField(scope, field)
  if (field) return ofField(scope, field)
  const known = builtIns(scope)
  const builtIn = Object.hasOwn(known, name) ? known[name] : lookedUp(scope, name)
  if (!builtIn) throw refuse('field', 'unknownField', { name })
  return builtIn
}

const textSql = (scope: Scope, slot: number): Sql =>
  sql`(SELECT t.text FROM texts t WHERE t.id = ${col(scope, 'id')} * 128 + ${raw(String(slot))})`

/** The columns of a field: one, or for money two, amount and code. */
export const slotsOf = (scope: Pick<Scope, 'row'>, field: Field): Sql[] =>
  [field.slot, field.slot2].filter((slot) => slot !== null).map((slot) => col(scope, `s${slot}`))

function ofField(scope: Scope, field: Field): Operand {
  const type = typeOf(field.type)!
  const slots = slotsOf(scope, field)
  const world = worldOf(scope, field.name)
  const read = (sent: unknown): string | number => {
    const value = type.parse(sent, field.config, world)
    if (value === null) throw refuse('value', 'badOperand', { op: field.name })
    return (type.store ? type.store(value)[0] : value) as string | number
  }
  const common = { name: field.name, kind: type.kind }
  if (type.home === 'links') {
    return {
      ...common,
      key: sql`(SELECT x.text FROM links l JOIN texts x ON x.id = l.to_id * 128 WHERE l.from_id = ${col(scope, 'id')} AND l.field_id = ${field.id} ORDER BY l.position LIMIT 1)`,
      // What lies in the bin is not answered either.
      members: sql`SELECT l.to_id FROM links l JOIN records o ON o.id = l.to_id WHERE l.from_id = ${col(scope, 'id')} AND l.field_id = ${field.id} AND o.deleted_at IS NULL`,
      holders: (list) => sql`SELECT from_id FROM links WHERE field_id = ${field.id} AND to_id IN (${list})`,
      read: id,
    }
  }
  if (type.home === 'files') {
    const members = sql`SELECT id FROM files WHERE record_id = ${col(scope, 'id')} AND field_id = ${field.id} AND deleted_at IS NULL`
    return {
      ...common,
      key: sql`(SELECT name FROM files WHERE record_id = ${col(scope, 'id')} AND field_id = ${field.id} AND deleted_at IS NULL ORDER BY id LIMIT 1)`,
      members,
      holders: (list) => sql`SELECT record_id FROM files WHERE field_id = ${field.id} AND id IN (${list})`,
      read: id,
    }
  }
  if (type.kind === 'text') return { ...common, key: textSql(scope, field.slot!), read: (sent) => fold(wordOf(sent)) }
  const key = type.compared ? type.compared(slots, field.config) : slots[0]!
  if (type.kind === 'set') {
    const member = (sent: unknown) => {
      const value = type.parse([sent], field.config, world) as unknown
      if (!Array.isArray(value) || value.length !== 1) throw refuse('value', 'badOperand', { op: field.name })
      return value[0] as string | number
    }
    return {
      ...common,
      key,
      members: sql`SELECT value FROM json_each(${slots[0]!})`,
      holders: (list) =>
        sql`SELECT h.id FROM records h, json_each(${raw(`h.s${field.slot}`)}) m WHERE h.project_id = ${scope.project.id} AND m.value IN (${list})`,
      read: member,
    }
  }
  if (type.kind === 'option') return { ...common, key: slots[0]!, read }
  if (type.kind === 'money') {
    const main = (field.config as { currency: string }).currency
    const of = (sent: unknown) =>
      (type.parse(sent, field.config, world) as { currency: string } | null)?.currency ?? main
    return { ...common, key, currency: { key: slots[1]!, of }, read }
  }
  return { ...common, key, read }
}

function lookupField(scope: Scope, field: Field): Operand {
  const lookup = lookupOf(scope, field)
  if (!lookup) throw refuse('field', 'unknownField', { name: field.name })
  return lookupOperand(scope, lookup, field.name)
}

/** What is sorted by, where that differs from what is compared: options stand in their own order. */
export function sortKey(scope: Scope, name: string): Sql {
  const field = fieldNamed(scope, name)
  const type = field && typeOf(field.type)
  if (field && type?.kind === 'option' && type.compared) return type.compared(slotsOf(scope, field), field.config)
  // A clock that runs would move rows from page to page; when it was started does not.
  if (!field && name === 'timeInList') return sql`-${col(scope, 'entered_list_at')}`
  if (!field && name === 'list') return sql`(SELECT l.position FROM lists l WHERE l.id = ${col(scope, 'list_id')})`
  const operand = operandNamed(scope, name)
  if (operand.kind === 'set' && !field) throw refuse('field', 'badSort', { name })
  return operand.key
}

function builtIns(scope: Scope): Record<string, Operand> {
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
    title: plain('title', 'text', textSql(scope, TITLE_SLOT), (sent) => fold(wordOf(sent))),
    description: plain('description', 'text', textSql(scope, DESCRIPTION_SLOT), (sent) => fold(wordOf(sent))),
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

function id(sent: unknown): number {
  const found = idFrom(typeof sent === 'object' && sent !== null && 'id' in sent ? sent.id : sent)
  if (found === null) throw refuse('value', 'notId', { value: sent })
  return found
}

/** Text or a number as text; an object has no word for it. */
function wordOf(sent: unknown): string {
  if (typeof sent === 'string') return sent
  if (typeof sent === 'number') return String(sent)
  const id = typeof sent === 'object' && sent !== null && 'id' in sent ? sent.id : undefined
  if (typeof id === 'string' || typeof id === 'number') return String(id)
  throw refuse('value', 'notText', { name: 'value' })
}

const numberOf =
  (name: string) =>
  (sent: unknown): number => {
    if (typeof sent !== 'number' || !Number.isFinite(sent)) throw refuse('value', 'notNumber', { name, value: sent })
    return sent
  }
