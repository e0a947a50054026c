import { Problem } from '../errors/index.ts'
import { type Field, idFrom } from '../model/index.ts'
import type { Filter } from './filters/ast.ts'
import { fieldNamed } from './operands/field-named.ts'
import { lookupAt } from './operands/lookup.ts'
import { operandNamed } from './operands/names.ts'
import type { Operand, Scope } from './scope.ts'

/**
 * A filter as it is kept: fields by their ids, paths too, and options, lists, tags and records by theirs, so that a rename breaks
 * nothing. What can't be read stays as it was sent: whoever compiles it says so.
 */
export function filterById(filter: Filter, scope: Scope): Filter {
  if ('and' in filter) return { and: filter.and.map((one) => filterById(one, scope)) }
  if ('or' in filter) return { or: filter.or.map((one) => filterById(one, scope)) }
  if ('not' in filter) return { not: filterById(filter.not, scope) }
  const field = nameById(filter.field, scope)
  const value = filter.value === undefined ? {} : { value: valueById(filter, scope) }
  return { ...filter, field, ...value }
}

/** `Customer.Country` becomes `8.12`; a built-in name stays one. */
export function nameById(name: string, scope: Scope): string {
  const field: Field | null = fieldNamed(scope, name)
  if (field) return String(field.id)
  const lookup = lookupAt(scope, name)
  return lookup ? `${lookup.reference.id}.${nameById(lookup.name, lookup.scope)}` : name
}

function valueById({ field, value }: { field: string; value?: unknown }, scope: Scope): unknown {
  try {
    const operand = innermost(operandNamed(scope, field))
    const named = operand.kind === 'option' || operand.kind === 'set' || operand.kind === 'links'
    if (!named) return value
    const one = (sent: unknown) => (sent === 'me' || idFrom(sent) !== null ? sent : String(operand.read(sent)))
    return Array.isArray(value) ? value.map(one) : one(value)
  } catch (problem) {
    if (problem instanceof Problem) return value
    throw problem
  }
}

const innermost = (operand: Operand): Operand => (operand.through ? innermost(operand.through.operand) : operand)
