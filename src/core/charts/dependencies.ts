import type { Chart } from '../api/dashboards/chart.ts'
import { typeOf } from '../fields/index.ts'
import { fieldNamed, namesIn, type Scope, TEAM } from '../query/index.ts'
import { isByList } from './measures.ts'

/** What moving a record changes. */
const MOVE = ['list', 'enteredListAt', 'closedAt']

/** Built-ins that history tells by keys of their own; of every other a chart is taken to depend on anything. */
const KEYS: Record<string, readonly string[]> = {
  title: ['title'],
  due: ['due'],
  tags: ['tags'],
  assignees: ['assignees'],
  [TEAM]: ['assignees'],
  list: MOVE,
  listKind: MOVE,
  enteredListAt: MOVE,
  closedAt: MOVE,
  // Never changed: that a record is there at all is in every chart.
  createdAt: [],
  createdBy: [],
  number: [],
}

/** Of every chart: a record goes, and comes back. */
const ALWAYS = ['archivedAt', 'deletedAt']

/**
 * The keys of history rows by which a chart's answer may have changed, of the records of that project; null where other
 * projects' records may change it too, or more than what is stored.
 */
export function dependenciesOf(chart: Chart, scope: Scope): ReadonlySet<string> | null {
  const { measure, filter, time, split, then } = chart
  const names = [
    measure.field,
    typeof measure.weight === 'object' ? measure.weight.field : undefined,
    time?.by,
    split?.by,
    then?.by,
    ...(filter ? namesIn(filter) : []),
  ].filter((name) => name !== undefined)
  const keys = names.map((name) => keysOf(scope, name))
  if (keys.some((one) => one === null)) return null
  const moves = isByList(measure.op) || measure.op === 'velocity' || measure.weight === 'probability' ? MOVE : []
  const owners = scope.project.recordOwners ? ['assignees', 'createdBy'] : []
  return new Set([...ALWAYS, ...moves, ...owners, ...keys.flatMap((one) => one ?? [])])
}

function keysOf(scope: Scope, name: string): readonly string[] | null {
  const field = fieldNamed(scope, name)
  if (!field) return KEYS[name] ?? null
  const { storage } = typeOf(field.type) ?? {}
  return storage === 'slot' || storage === 'money' ? [String(field.id)] : null
}
