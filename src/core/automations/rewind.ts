import { decodeValue, type Primitive, typeOf } from '../fields/index.ts'
import type { Field, Json, Project } from '../model/index.ts'
import type { HistoryEvent } from './history-event.ts'
import type { StoredRow } from './row-store.ts'

/** A row of a record's history, as far as it takes to take it back. */
export type PastStep = Pick<HistoryEvent, 'seq' | 'at' | 'person' | 'via' | 'what' | 'fields'>

/** What happened to a record and changed nothing of it. */
export const RECORD_EVENTS = ['pressed', 'mailed', 'submitted']
export const changesRecord = ({ what }: Pick<PastStep, 'what'>): boolean => !RECORD_EVENTS.includes(what)

/**
 * A record as it was before these steps, which stand newest first; null before it was made. Files stay as they are, and the values of
 * a field that was of another type then are empty.
 */
export function rewind(record: StoredRow, steps: readonly PastStep[], project: Project): StoredRow | null {
  let row = record
  for (const step of steps) {
    if (!changesRecord(step)) continue
    if (step.what === 'created') return null
    for (const [key, [before]] of Object.entries(step.fields)) row = withValue(row, key, before, step.seq, project)
  }
  return row
}

function withValue(row: StoredRow, key: string, before: Json, seq: number, project: Project): StoredRow {
  switch (key) {
    case 'title':
    case 'description':
      return { ...row, [key]: String(before ?? '') }
    case 'due':
      return { ...row, due: before === null ? null : String(before) }
    case 'list':
    case 'createdAt':
    case 'createdBy':
    case 'enteredListAt':
    case 'closedAt':
    case 'archivedAt':
    case 'deletedAt':
      return { ...row, [key]: before === null ? null : Number(before) }
    case 'tags':
    case 'assignees':
      return { ...row, [key]: ids(before) }
    default: {
      const field = project.fields.find(({ id }) => String(id) === key)
      return field ? withField(row, field, before, seq) : row
    }
  }
}

function withField(row: StoredRow, field: Field, before: Json, seq: number): StoredRow {
  const type = typeOf(field.type)
  if (type?.storage === 'links') return { ...row, linked: new Map([...row.linked, [field.id, ids(before)]]) }
  if (type?.storage !== 'slot' && type?.storage !== 'money') return row
  const was = field.past.find(({ until }) => seq <= until)?.type ?? field.type
  const stored = type.storage === 'money' ? before : [Array.isArray(before) ? JSON.stringify(before) : before]
  const value = before === null || was !== field.type ? null : decodeValue(type, stored as Primitive[])
  const values = new Map(row.values)
  if (value === null || value === undefined) values.delete(field.id)
  else values.set(field.id, value)
  return { ...row, values }
}

const ids = (stored: Json): number[] => (Array.isArray(stored) ? (stored as number[]) : [])
