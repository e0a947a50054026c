import { Problem } from '../errors/index.ts'
import { type Ref, typeOf } from '../fields/index.ts'
import { type Scope, worldOf } from '../query/index.ts'
import type { Effect } from './plan.ts'
import type { StoredRow } from './row-store.ts'

/** A record as an action leaves it, for the conditions and texts of those that follow. */
export function applyEffect(record: StoredRow, effect: Effect, scope: Scope): StoredRow {
  switch (effect.do) {
    case 'assign':
      return { ...record, assignees: union(record.assignees, effect.people) }
    case 'tag':
      return { ...record, tags: union(record.tags, effect.tags) }
    case 'untag':
      return { ...record, tags: record.tags.filter((tag) => !effect.tags.includes(tag)) }
    case 'move': {
      const list = scope.project.lists.find(({ id }) => id === effect.list)
      const closedAt = list?.kind === 'open' ? null : scope.now
      return { ...record, list: effect.list, enteredListAt: scope.now, closedAt }
    }
    case 'set':
      return set(record, effect.field, effect.value, scope)
    default:
      return record
  }
}

const union = (a: readonly number[], b: readonly number[]) => [...new Set([...a, ...b])].sort((x, y) => x - y)

function set(record: StoredRow, key: string, sent: unknown, scope: Scope): StoredRow {
  if (key === 'title' || key === 'description') return { ...record, [key]: String(sent ?? '') }
  if (key === 'due') return { ...record, due: sent === null ? null : String(sent) }
  const field = scope.project.fields.find(({ id }) => String(id) === key)
  if (!field) return record
  const type = typeOf(field.type)!
  let value: unknown
  try {
    value = type.parse(sent, field.config, worldOf(scope, field.name))
  } catch (problem) {
    // What can't be set is refused when it is written, with its place.
    if (problem instanceof Problem) return record
    throw problem
  }
  if (type.storage === 'links') {
    const ids = ((value ?? []) as Ref[]).flatMap(({ id }) => id ?? [])
    return { ...record, linked: new Map([...record.linked, [field.id, ids]]) }
  }
  const values = new Map(record.values)
  if (value === null) values.delete(field.id)
  else values.set(field.id, value)
  return { ...record, values }
}
