import { isSameJson, type Json } from '../model/index.ts'
import { answeredOf, type Filter, type Row, type Scope } from '../query/index.ts'
import type { RunSeen } from './stored.ts'

/** What a filter looks at in a record: each name once, with what was there. */
export function seenBy(filter: Filter | null, scope: Scope, row: Row): RunSeen[] {
  const names = filter ? [...new Set(namesOf(filter))] : []
  return names.map((field) => ({ field, value: valueAt(scope, field, row) }))
}

export const isSame = (one: RunSeen, other: RunSeen): boolean =>
  one.field === other.field && isSameJson(one.value, other.value)

export function namesOf(filter: Filter): string[] {
  if ('and' in filter) return filter.and.flatMap(namesOf)
  if ('or' in filter) return filter.or.flatMap(namesOf)
  return 'not' in filter ? namesOf(filter.not) : [filter.field]
}

function valueAt(scope: Scope, name: string, row: Row): Json {
  const values = answeredOf(scope, name, row).map(({ value }) => value)
  return values.length > 1 ? values : (values[0] ?? null)
}
