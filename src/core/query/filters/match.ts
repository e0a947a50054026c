import { invalid } from '../../errors/index.ts'
import { operatorsOf, type PlainOperator, type SetOperator } from '../../fields/index.ts'
import { operandNamed } from '../operands/names.ts'
import type { Compared, Row } from '../row.ts'
import type { Operand, Scope } from '../scope.ts'
import type { Filter } from './ast.ts'
import { daysOf } from './days-of.ts'
import { listFrom, pairFrom } from './filter-value.ts'

/** Whether a record fits a filter: what filter.ts says in SQL, in JavaScript. Throws the same problems. */
export function match(filter: Filter, scope: Scope, row: Row): boolean {
  if ('and' in filter) return filter.and.every((one) => match(one, scope, row))
  if ('or' in filter) return filter.or.some((one) => match(one, scope, row))
  if ('not' in filter) return !match(filter.not, scope, row)
  return compare(operandNamed(scope, filter.field), filter.op, filter.value, scope, row)
}

/** A looked-up value is compared where it stands; the record is meant if any that it points at is. */
function compare(operand: Operand, op: string, value: unknown, scope: Scope, row: Row): boolean {
  if (operand.through) {
    const { scope: target, operand: inner, rows } = operand.through
    if (op === 'empty') return !rows(row).some((one) => compare(inner, 'notEmpty', undefined, target, one))
    return rows(row).some((one) => compare(inner, op, value, target, one))
  }
  const ops: readonly string[] = operatorsOf(operand.kind)
  if (!ops.includes(op)) throw invalid('op', 'badOperator', { name: operand.name, op, ops })
  const has = operand.membersOf ? operand.membersOf(row).length > 0 : operand.of(row) !== null
  if (op === 'empty') return !has
  if (op === 'notEmpty') return has
  if (operand.membersOf) return compareSet(operand.membersOf(row), operand, op as SetOperator, value)
  const days = operand.kind === 'instant' || operand.kind === 'date' ? daysOf(operand, op, value, scope) : null
  if (days) return has && days.holds(operand.of(row)!)
  return has && comparePlain(operand, op as PlainOperator, value, row)
}

function compareSet(members: readonly Compared[], operand: Operand, op: SetOperator, value: unknown): boolean {
  const many = op === 'in' || op === 'notIn' || op === 'hasAny' || op === 'hasAll' || Array.isArray(value)
  const ids = many ? listFrom(value, op).map(operand.read) : [operand.read(value)]
  const any = ids.some((id) => members.includes(id))
  const all = ids.every((id) => members.includes(id))
  switch (op) {
    case 'eq':
      return all && members.length === ids.length
    case 'ne':
      return members.length > 0 && !(all && members.length === ids.length)
    case 'notIn':
      return members.length > 0 && !any
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

/** The record has something there. Amounts are compared with amounts of their own currency only. */
function comparePlain(operand: Operand, op: PlainOperator, sent: unknown, row: Row): boolean {
  const actual = operand.of(row)!
  const sameCurrency = (value: unknown) => !operand.currency || operand.currency.in(row) === operand.currency.of(value)
  const one = (holds: (value: Compared) => boolean) => holds(operand.read(sent)) && sameCurrency(sent)
  const among = () => listFrom(sent, op).some((value) => operand.read(value) === actual && sameCurrency(value))
  switch (op) {
    case 'eq':
      return one((value) => actual === value)
    case 'ne':
      return !one((value) => actual === value)
    case 'in':
      return among()
    case 'notIn':
      return !among()
    case 'gt':
      return one((value) => actual > value!)
    case 'gte':
      return one((value) => actual >= value!)
    case 'lt':
    case 'before':
      return one((value) => actual < value!)
    case 'lte':
      return one((value) => actual <= value!)
    case 'after':
      return one((value) => actual > value!)
    case 'between': {
      const [low, high] = pairFrom(sent, op)
      return actual >= operand.read(low) && actual <= operand.read(high) && sameCurrency(low) && sameCurrency(high)
    }
    case 'contains':
      return String(actual).includes(String(operand.read(sent)))
    case 'startsWith':
      return String(actual).startsWith(String(operand.read(sent)))
    case 'endsWith':
      return String(actual).endsWith(String(operand.read(sent)))
    default:
      return op satisfies never
  }
}
