import type { Trigger } from '../api/automation/index.ts'
import { Problem } from '../errors/index.ts'
import { encodeValue, typeOf } from '../fields/index.ts'
import { isSameJson, type Json, type Project } from '../model/index.ts'
import { type Scope, worldOf } from '../query/index.ts'
import type { HistoryEvent } from './history-event.ts'

/** Whether that row of history is what the trigger waits for. `linkedChanged` is of another project's rows, time triggers of none. */
export function matchesEvent(trigger: Trigger, event: HistoryEvent, scope: Scope): boolean {
  if (event.project !== scope.project.id && trigger.when !== 'linkedChanged') return false
  const isRecord = event.kind === 'record'
  switch (trigger.when) {
    case 'created':
      return isRecord && event.what === 'created' && isOneOf(trigger.list, event.fields.list?.[1])
    case 'submitted':
      return isRecord && event.what === 'submitted'
    case 'moved':
      return (
        isRecord &&
        isEdit(event, 'list') &&
        isOneOf(trigger.from, event.fields.list![0]) &&
        isOneOf(trigger.to, event.fields.list![1])
      )
    case 'changed':
      return isRecord && event.what !== 'created' && isChanged(trigger, event, scope)
    case 'tagged':
      return isRecord && isMember(trigger.tag, membersAdded(event, 'tags'))
    case 'untagged':
      return isRecord && isMember(trigger.tag, membersRemoved(event, 'tags'))
    case 'assigned':
      return isRecord && [...membersAdded(event, 'assignees'), ...membersRemoved(event, 'assignees')].length > 0
    case 'commented':
      return event.kind === 'comment' && event.what === 'created'
    case 'button':
      return isRecord && event.what === 'pressed' && Object.hasOwn(event.fields, trigger.fields[0]!)
    case 'webhook':
      return event.kind === 'inbound' && event.what === 'received'
    case 'linkedChanged':
      return isRecord && event.what !== 'created' && isAnyChanged(trigger.fields, event, scope)
    default:
      return false
  }
}

/** What happened at the record's making is no change of it. */
const isEdit = (event: HistoryEvent, key: string): boolean => {
  const pair = event.fields[key]
  return event.what !== 'created' && pair !== undefined && !isSame(pair[0], pair[1])
}

const isSame = (a: Json | undefined, b: Json | undefined) => isSameJson(a ?? null, b ?? null)

const isOneOf = (wanted: string | undefined, id: Json | undefined) => wanted === undefined || String(id) === wanted

/** Keys of history that are no field of anybody's: they follow from others. */
const DERIVED = new Set(['position', 'enteredListAt', 'closedAt', 'createdAt', 'createdBy', 'archivedAt', 'deletedAt'])

/** Of fields that aren't named, any that the automation's owner sees. */
function isAnyChanged(fields: readonly string[] | undefined, event: HistoryEvent, { catalog }: Scope): boolean {
  if (fields?.length) return fields.some((key) => isEdit(event, key))
  const seen = new Set(catalog.projects.find(({ id }) => id === event.project)?.fields.map(({ id }) => String(id)))
  const isTold = (key: string) => (/^\d/.test(key) ? seen.has(key) : !DERIVED.has(key))
  return Object.keys(event.fields).some((key) => isTold(key) && isEdit(event, key))
}

function isChanged(trigger: Extract<Trigger, { when: 'changed' }>, event: HistoryEvent, scope: Scope): boolean {
  if (!isAnyChanged(trigger.fields, event, scope)) return false
  const [field] = trigger.fields ?? []
  if (trigger.fields?.length !== 1 || (trigger.from === undefined && trigger.to === undefined)) return true
  const [before, after] = event.fields[field!]!
  return isValue(trigger.from, before, field!, scope) && isValue(trigger.to, after, field!, scope)
}

/** Whether what history keeps is the value that was said. */
function isValue(wanted: unknown, stored: Json, field: string, scope: Scope): boolean {
  if (wanted === undefined) return true
  const values = storedForms(wanted, field, scope)
  return values.some((value) => isSame(value, stored))
}

function storedForms(wanted: unknown, name: string, scope: Scope): Json[] {
  const field = scope.project.fields.find(({ id }) => String(id) === name)
  const type = field && typeOf(field.type)
  if (!field || !type) return [wanted as Json]
  try {
    const value = type.parse(wanted, field.config, worldOf(scope, field.name))
    if (value === null) return [null, '', []]
    if (type.storage === 'links') return [(value as { id?: number }[]).map(({ id }) => id ?? 0)]
    const stored = encodeValue(type, value) as Json[]
    return stored.length === 1 ? [stored[0]!, parsed(stored[0])] : [stored]
  } catch (problem) {
    if (problem instanceof Problem) return []
    throw problem
  }
}

/** A set is kept as the text of its JSON in a slot, and as JSON in history. */
function parsed(stored: Json | undefined): Json {
  if (typeof stored !== 'string' || !stored.startsWith('[')) return stored ?? null
  return JSON.parse(stored) as Json
}

const setsOf = (event: HistoryEvent, key: string): [before: readonly Json[], after: readonly Json[]] => {
  const [before, after] = event.fields[key] ?? [[], []]
  return [Array.isArray(before) ? before : [], Array.isArray(after) ? after : []]
}

function membersAdded(event: HistoryEvent, key: 'tags' | 'assignees'): number[] {
  if (event.what === 'created') return []
  const [before, after] = setsOf(event, key)
  return after.filter((one) => !before.includes(one)) as number[]
}

function membersRemoved(event: HistoryEvent, key: 'tags' | 'assignees'): number[] {
  const [before, after] = setsOf(event, key)
  return before.filter((one) => !after.includes(one)) as number[]
}

const isMember = (wanted: string | undefined, members: readonly number[]) =>
  wanted === undefined ? members.length > 0 : members.includes(Number(wanted))

/** Which projects' rows a trigger listens to: for `linkedChanged` the one that its reference points at. */
export function listensTo(trigger: Trigger, project: Project): number | null {
  if (trigger.when !== 'linkedChanged') return project.id
  const reference = project.fields.find(({ id }) => String(id) === trigger.through)
  return reference ? Number((reference.config as { project: string }).project) : null
}
