import { decodeValue, emptyOf, type Primitive, typeOf } from '../../src/core/fields/index.ts'
import type { Field, Json, Project } from '../../src/core/model/index.ts'
import { worldOf } from '../../src/core/query/index.ts'
import type { Context } from '../context/index.ts'

const HIDDEN = new Set(['position', 'createdBy', 'enteredListAt', 'sample', 'form', 'formName', 'told'])

/**
 * How the API tells what is stored under a key of history, as it was written with row `seq`; null for keys that are not shown. `titles`
 * has those of linked records.
 */
export function storedFormat(
  context: Context,
  project: Project,
  key: string,
  seq: number,
  titles: ReadonlyMap<number, string>,
): { name: string; format: (stored: Json) => Json } | null {
  const field = project.fields.find((one) => String(one.id) === key)
  // What was written before the field was retyped is of its earlier type.
  const then = field && { ...field, ...field.past.find(({ until }) => seq <= until) }
  if (then) return { name: then.name, format: (stored: Json) => fieldValue(context, project, then, stored, titles) }
  if (HIDDEN.has(key) || /^\d+$/.test(key)) return null
  const named = (things: readonly { id: number; name: string }[]) => (id: Json) => ({
    id: String(id),
    name: things.find((one) => one.id === id)?.name ?? '',
  })
  const instant = (stored: Json) => (typeof stored === 'number' ? new Date(stored).toISOString() : null)
  const formats: Record<string, (stored: Json) => Json> = {
    list: (stored) => (stored === null ? null : named(project.lists)(stored)),
    tags: (stored) => ((stored ?? []) as Json[]).map(named(project.tags)),
    assignees: (stored) => ((stored ?? []) as Json[]).map(named(context.catalog.people)),
    createdAt: instant,
    closedAt: instant,
    archivedAt: instant,
    deletedAt: instant,
  }
  return { name: key, format: formats[key] ?? ((stored: Json) => stored) }
}

function fieldValue(
  context: Context,
  project: Project,
  field: Field,
  stored: Json,
  titles: ReadonlyMap<number, string>,
): Json {
  const type = typeOf(field.type)!
  if (type.storage === 'links')
    return ((stored ?? []) as number[]).map((id) => ({ id: String(id), title: titles.get(id) ?? '' }))
  if (stored === null) return emptyOf(type)
  const slots = (type.storage === 'money' ? stored : [stored]) as Primitive[]
  const value = decodeValue(type, slots)
  return value === null ? emptyOf(type) : type.toJson(value, field.config, worldOf(context.scope(project), field.name))
}
