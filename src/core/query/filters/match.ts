import { invalid } from '../../errors/index.ts'
import { operatorsOf, type PlainOperator, type SetOperator } from '../../fields/index.ts'
import { operandNamed } from '../operands/names.ts'
import type { Compared, Row } from '../row.ts'
import type { Operand, Scope } from '../scope.ts'
import type { Filter } from './ast.ts'
import { daysOf, isIn } from './days-of.ts'
import { listFrom, pairFrom } from './filter-value.ts'

type Matches = (row: Row) => boolean

/**
 * Whether a row fits a filter: what filter.sql.ts says in SQL, in JavaScript. The filter is read once, before any row is, so
 * what is wrong with it is thrown even where no row would come to it, as it is when SQL is compiled.
 */
export function matcher(filter: Filter, scope: Scope): Matches {
  if ('and' in filter) {
    const all = filter.and.map((one) => matcher(one, scope))
    return (row) => all.every((matches) => matches(row))
  }
  if ('or' in filter) {
    const any = filter.or.map((one) => matcher(one, scope))
    return (row) => any.some((matches) => matches(row))
  }
  if ('not' in filter) {
    const matches = matcher(filter.not, scope)
    return (row) => !matches(row)
  }
  return operandMatcher(operandNamed(scope, filter.field), filter.op, filter.value, scope)
}

export const match = (filter: Filter, scope: Scope, row: Row): boolean => matcher(filter, scope)(row)

/** A looked-up value is compared where it stands; the record is meant if any that it points at is. */
function operandMatcher(operand: Operand, op: string, value: unknown, scope: Scope): Matches {
  if (operand.through) {
    const { scope: target, operand: inner, rows } = operand.through
    const matches = operandMatcher(inner, op === 'empty' ? 'notEmpty' : op, value, target)
    if (op === 'empty') return (row) => !rows(row).some(matches)
    // Where nothing is pointed at, what is looked up is empty.
    const alone = (row: Row) => findsEmpty(op) && rows(row).length === 0
    return (row) => alone(row) || rows(row).some(matches)
  }
  const ops: readonly string[] = operatorsOf(operand.kind)
  if (!ops.includes(op)) throw invalid('op', 'badOperator', { name: operand.name, op, ops })
  const { membersOf } = operand
  const has: Matches = membersOf ? (row) => membersOf(row).length > 0 : (row) => operand.of(row) !== null
  if (op === 'empty') return (row) => !has(row)
  if (op === 'notEmpty') return has
  if (membersOf) {
    const fits = setMatcher(operand, op as SetOperator, value)
    return (row) => fits(membersOf(row))
  }
  const days = operand.kind === 'instant' || operand.kind === 'date' ? daysOf(operand, op, value, scope) : null
  if (days) return (row) => (has(row) ? isIn(days, operand.of(row)!) : findsEmpty(op))
  if (operand.kind === 'boolean') return plainMatcher(tickedOrNot(operand), op as PlainOperator, value)
  const fits = plainMatcher(operand, op as PlainOperator, value)
  return (row) => (has(row) ? fits(row) : findsEmpty(op))
}

/** An empty value equals nothing, so it is found wherever something else is asked for. */
export const findsEmpty = (op: string): boolean => op === 'ne' || op === 'notIn'

/** Never ticked is not ticked, as formulas have it. */
const tickedOrNot = (operand: Operand): Operand => ({ ...operand, of: (row) => operand.of(row) ?? 0 })

function setMatcher(operand: Operand, op: SetOperator, value: unknown): (members: readonly Compared[]) => boolean {
  const many = op === 'in' || op === 'notIn' || op === 'hasAny' || op === 'hasAll' || Array.isArray(value)
  const ids = many ? listFrom(value, op).map(operand.read) : [operand.read(value)]
  const any = (members: readonly Compared[]) => ids.some((id) => members.includes(id))
  const all = (members: readonly Compared[]) => ids.every((id) => members.includes(id))
  const same = (members: readonly Compared[]) => all(members) && members.length === ids.length
  switch (op) {
    case 'eq':
      return same
    case 'ne':
      return (members) => !same(members)
    case 'notIn':
      return (members) => !any(members)
    case 'hasAll':
      return all
    case 'in':
    case 'has':
    case 'hasAny':
      return any
    default:
      return op satisfies never
  }
}

/** Of rows that have something there. Amounts are compared with amounts of their own currency only. */
function plainMatcher(operand: Operand, op: PlainOperator, sent: unknown): Matches {
  const sameCurrency = (value: unknown): Matches => {
    const { currency } = operand
    if (!currency) return () => true
    const code = currency.of(value)
    return (row) => currency.in(row) === code
  }
  const one = (holds: (actual: string | number, value: string | number) => boolean): Matches => {
    const value = operand.read(sent)
    const alike = sameCurrency(sent)
    return (row) => holds(operand.of(row)!, value) && alike(row)
  }
  const among = (): Matches => {
    const values = listFrom(sent, op).map((value) => ({ value: operand.read(value), alike: sameCurrency(value) }))
    return (row) => values.some(({ value, alike }) => value === operand.of(row) && alike(row))
  }
  const not =
    (matches: Matches): Matches =>
    (row) =>
      !matches(row)
  switch (op) {
    case 'eq':
      return one((actual, value) => actual === value)
    case 'ne':
      return not(one((actual, value) => actual === value))
    case 'in':
      return among()
    case 'notIn':
      return not(among())
    case 'gt':
    case 'after':
      return one((actual, value) => actual > value)
    case 'gte':
      return one((actual, value) => actual >= value)
    case 'lt':
    case 'before':
      return one((actual, value) => actual < value)
    case 'lte':
      return one((actual, value) => actual <= value)
    case 'between': {
      const [low, high] = pairFrom(sent, op)
      const [from, to] = [operand.read(low), operand.read(high)]
      const [lowAlike, highAlike] = [sameCurrency(low), sameCurrency(high)]
      return (row) => operand.of(row)! >= from && operand.of(row)! <= to && lowAlike(row) && highAlike(row)
    }
    case 'contains':
      return one((actual, value) => String(actual).includes(String(value)))
    case 'startsWith':
      return one((actual, value) => String(actual).startsWith(String(value)))
    case 'endsWith':
      return one((actual, value) => String(actual).endsWith(String(value)))
    default:
      return op satisfies never
  }
}
