import { decimalFrom, type TypeName, typeOf, valueToJson } from '../../fields/index.ts'
import type { Value } from '../../formula/index.ts'
import type { Field, Json } from '../../model/index.ts'
import { isLive, type Row } from '../row.ts'
import type { Scope } from '../scope.ts'
import { builtInOf, fieldNamed, worldOf } from './field-named.ts'
import { RESULTS } from './formula-operand.ts'
import { lookupBy } from './lookup.ts'
import { operandNamed, unknownName } from './names.ts'
import { valueColumn } from './value-column.ts'

/** What a record has under a name, as the API answers it, with the field type by which it is read: of a lookup one for each record. */
export interface Answered {
  type: TypeName
  config: Json
  value: Json
}

/** The same in JavaScript as record-json.sql.ts has in SQL; empty ones are left out. Throws `unknownField` as any name does. */
export function answeredOf(scope: Scope, name: string, row: Row): Answered[] {
  const field = fieldNamed(scope, name)
  const lookup = lookupBy(scope, field, name)
  if (lookup)
    return row
      .links(lookup.reference.id)
      .filter(isLive)
      .flatMap((one) => answeredOf(lookup.scope, lookup.name, one))
  if (!field) return builtIn(scope, name, row)
  const shown = builtInOf(field)
  if (shown) return builtIn(scope, shown, row)
  const type = typeOf(field.type)
  if (!type) throw unknownName(name)
  if (type.storage === 'computed') return computed(scope, field, row)
  if (type.storage === 'links') {
    const linked = row.links(field.id).filter(isLive)
    const value = linked.map(({ id, title }) => ({ id: String(id), title }))
    return value.length === 0 ? [] : [{ type: 'reference', config: field.config, value }]
  }
  if (type.storage === 'files') return []
  const value = row.values.get(field.id)
  if (value === undefined || value === null) return []
  const json = valueToJson(type, value, field.config, worldOf(scope, field.name))
  return json === null ? [] : [{ type: field.type as TypeName, config: field.config, value: json }]
}

function computed(scope: Scope, field: Field, row: Row): Answered[] {
  const column = valueColumn(scope, field)
  if (!column) throw unknownName(field.name)
  const value = column.value(row)
  return value === null ? [] : [fromFormula(column.type, value)]
}

/** A formula's value as a field of the type that its result is like is answered. */
export function fromFormula(type: keyof typeof RESULTS, value: Value): Answered {
  const like = { type: RESULTS[type], config: {} as Json }
  if (type === 'money') {
    const { minor, currency } = value as { minor: number; currency: string }
    return { ...like, config: { currency, others: [] }, value: { amount: decimalFrom(minor, currency), currency } }
  }
  if (type === 'instant') return { ...like, value: new Date(Number(value)).toISOString() }
  if (type === 'list') return { ...like, value: (value as unknown[]).map(String).join(', ') }
  return { ...like, value: value as Json }
}

const named = (things: readonly { id: number; name: string }[], ids: readonly (number | null)[]): Json =>
  ids.flatMap((id) => {
    const found = things.find((one) => one.id === id)
    return found ? [{ id: String(found.id), name: found.name }] : []
  })

function builtIn(scope: Scope, name: string, row: Row): Answered[] {
  const { catalog, project } = scope
  const text = (value: string): Answered[] => (value === '' ? [] : [{ type: 'text', config: {}, value }])
  const instant = (time: number | null): Answered[] =>
    time === null ? [] : [{ type: 'dateTime', config: {}, value: new Date(time).toISOString() }]
  const people = (ids: readonly (number | null)[]): Answered[] => {
    const value = named(catalog.people, ids)
    return (value as unknown[]).length === 0 ? [] : [{ type: 'person', config: { multiple: true }, value }]
  }
  switch (name) {
    case 'title':
      return text(row.title)
    case 'description':
      return text(row.description)
    case 'list':
      return text(project.lists.find(({ id }) => id === row.list)?.name ?? '')
    case 'listKind':
      return text(project.lists.find(({ id }) => id === row.list)?.kind ?? '')
    case 'tags':
      return (named(project.tags, row.tags) as { name: string }[]).flatMap((tag) => text(tag.name))
    case 'assignees':
      return people(row.assignees)
    case 'createdBy':
    case 'updatedBy':
      return people([row[name]])
    case 'due':
      return row.due === null ? [] : [{ type: 'date', config: {}, value: row.due }]
    case 'createdAt':
    case 'updatedAt':
    case 'enteredListAt':
    case 'closedAt':
    case 'lastActivity':
      return instant(row[name])
    default: {
      const operand = operandNamed(scope, name)
      const value = operand.of(row)
      if (value === null) return []
      if (operand.kind === 'boolean') return [{ type: 'checkbox', config: {}, value: value === 1 }]
      return [{ type: operand.kind === 'number' ? 'number' : 'text', config: {}, value }]
    }
  }
}
