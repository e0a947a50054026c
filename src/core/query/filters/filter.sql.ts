import { invalid, Problem } from '../../errors/index.ts'
import { operatorsOf, type PlainOperator, type SetOperator } from '../../fields/index.ts'
import { balanced, raw, type Sql, sql } from '../../sql/index.ts'
import { operandSql } from '../operands/names.sql.ts'
import { col, type OperandSql, type SqlScope } from '../scope.sql.ts'
import type { Filter } from './ast.ts'
import { isInSql } from './days-of.sql.ts'
import { daysOf } from './days-of.ts'
import { listFrom, pairFrom } from './filter-value.ts'
import { findsEmpty } from './match.ts'

/** A condition on the scope's row, for a WHERE: true where it holds, false or NULL where it doesn't. */
export const compileFilter = (filter: Filter, scope: SqlScope, path = 'filter'): Sql =>
  compile(filter, scope, path, true)

/**
 * `plain`: nothing negates it, so NULL is as good as 0, and a comparison may stand as it is: an index can serve it. Within a
 * `not` it has to be 1 or 0, so that `not` means what it says.
 */
function compile(filter: Filter, scope: SqlScope, path: string, plain: boolean): Sql {
  const each = (list: readonly Filter[], of: string) =>
    list.map((one, i) => compile(one, scope, `${path}.${of}.${i}`, plain))
  if ('and' in filter) return balanced(each(filter.and, 'and'), 'AND')
  if ('or' in filter) return balanced(each(filter.or, 'or'), 'OR')
  if ('not' in filter) return sql`NOT ${compile(filter.not, scope, `${path}.not`, false)}`
  try {
    const condition = compareOperand(operandSql(scope, filter.field), filter.op, filter.value, scope)
    return plain ? condition : truth(condition)
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    throw new Problem(
      problem.status,
      problem.issues.map((one) => ({ ...one, path: one.path ? `${path}.${one.path}` : `${path}.value` })),
    )
  }
}

/** What is archived or in the bin is left out unless the filter names it. */
export function live(filter: Filter | undefined, row = 'r'): Sql {
  const named = new Set<string>()
  const walk = (one: Filter): void => {
    if ('and' in one) one.and.forEach(walk)
    else if ('or' in one) one.or.forEach(walk)
    else if ('not' in one) walk(one.not)
    else named.add(one.field)
  }
  if (filter) walk(filter)
  if (named.has('bin')) return sql`1`
  return raw(
    named.has('archived') ? `${row}.deleted_at IS NULL` : `${row}.archived_at IS NULL AND ${row}.deleted_at IS NULL`,
  )
}

/** A looked-up value is compared where it stands; the record is meant if any that it points at is. */
function compareOperand(operand: OperandSql, op: string, value: unknown, scope: SqlScope): Sql {
  if (operand.through) {
    const { scope: target, operand: inner, linked } = operand.through
    // What is itself looked up is a list of ids already.
    const driven = inner.through !== undefined && op !== 'empty'
    if (op === 'empty')
      return sql`NOT ${linked(compareOperand(inner, 'notEmpty', undefined, target), inner.through !== undefined)}`
    // What is negated can't begin with a list of ids.
    const found = linked(compareOperand(inner, op, value, target), driven && !findsEmpty(op))
    return findsEmpty(op) ? sql`(${found} OR NOT ${linked(sql`1`, false)})` : found
  }
  const ops: readonly string[] = operatorsOf(operand.kind)
  if (!ops.includes(op)) throw invalid('op', 'badOperator', { name: operand.name, op, ops })
  if (op === 'empty') return operand.members ? sql`NOT EXISTS (${operand.members})` : sql`${operand.key} IS NULL`
  if (op === 'notEmpty') return operand.members ? sql`EXISTS (${operand.members})` : sql`${operand.key} IS NOT NULL`
  if (operand.members) return compareSet(operand, op as SetOperator, value, scope)
  if (operand.kind === 'instant' || operand.kind === 'date') {
    const days = daysOf(operand, op, value, scope)
    if (days) return findsEmpty(op) ? sql`coalesce(${isInSql(days, operand.key)}, 1)` : isInSql(days, operand.key)
  }
  return comparePlain(operand, op as PlainOperator, value)
}

function compareSet(operand: OperandSql, op: SetOperator, value: unknown, scope: SqlScope): Sql {
  const many = op === 'in' || op === 'notIn' || op === 'hasAny' || op === 'hasAll' || Array.isArray(value)
  const ids = many ? listFrom(value, op).map(operand.read) : [operand.read(value)]
  const sought = sql`SELECT value FROM json_each(${JSON.stringify(ids)})`
  const any = sql`${col(scope, 'id')} IN (${operand.holders!(sought)})`
  const all = sql`NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(ids)}) WHERE value NOT IN (${operand.members!}))`
  const count = sql`(SELECT count(*) FROM (${operand.members!})) = ${ids.length}`
  switch (op) {
    case 'eq':
      return sql`(${all} AND ${count})`
    case 'ne':
      return sql`NOT (${all} AND ${count})`
    case 'notIn':
      return sql`NOT ${any}`
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

function comparePlain(given: OperandSql, op: PlainOperator, value: unknown): Sql {
  const operand = given.kind === 'boolean' && !asksTicked(given, op, value) ? tickedOrNot(given) : given
  const { key } = operand
  const one = (symbol: string) => sql`${key} ${raw(symbol)} ${operand.read(value)}${sameCurrency(operand, value)}`
  switch (op) {
    case 'eq':
      return one('=')
    case 'ne':
      return operand.currency ? sql`NOT ${truth(one('='))}` : one('IS NOT')
    case 'in':
      return isOneOf(operand, listFrom(value, op))
    case 'notIn':
      return sql`NOT ${truth(isOneOf(operand, listFrom(value, op)))}`
    case 'gt':
    case 'after':
      return one('>')
    case 'gte':
      return one('>=')
    case 'lt':
    case 'before':
      return one('<')
    case 'lte':
      return one('<=')
    case 'between': {
      const [low, high] = pairFrom(value, op)
      const between = sql`${key} BETWEEN ${operand.read(low)} AND ${operand.read(high)}`
      return sql`${between}${sameCurrency(operand, low)}${sameCurrency(operand, high)}`
    }
    case 'contains':
      return sql`instr(${key}, ${operand.read(value)}) > 0`
    case 'startsWith':
      return sql`substr(${key}, 1, length(${operand.read(value)})) = ${operand.read(value)}`
    case 'endsWith':
      // Of nothing, substr would take everything.
      return sql`substr(${key}, length(${key}) - length(${operand.read(value)}) + 1) = ${operand.read(value)}`
    default:
      return op satisfies never
  }
}

/** Never ticked is not ticked, as formulas have it. What is ticked can be asked of the column as it stands: an index may serve it. */
const tickedOrNot = (operand: OperandSql): OperandSql => ({ ...operand, key: sql`coalesce(${operand.key}, 0)` })
const asksTicked = (operand: OperandSql, op: PlainOperator, value: unknown) => op === 'eq' && operand.read(value) === 1

/** Amounts are compared with amounts of their own currency only: 6,000 riel are not more than 5,000 dollars. */
const sameCurrency = ({ currency }: OperandSql, value: unknown): Sql =>
  currency ? sql` AND ${currency.key} = ${currency.of(value)}` : sql``

function isOneOf(operand: OperandSql, values: unknown[]): Sql {
  const { key, currency } = operand
  if (!currency) return sql`${key} IN (SELECT value FROM json_each(${JSON.stringify(values.map(operand.read))}))`
  const pairs = JSON.stringify(values.map((value) => [operand.read(value), currency.of(value)]))
  return sql`EXISTS (SELECT 1 FROM json_each(${pairs}) v WHERE v.value ->> 0 = ${key} AND v.value ->> 1 = ${currency.key})`
}

/** 1 or 0: what is empty is never equal, never more, never less. */
const truth = (condition: Sql): Sql => sql`coalesce(${condition}, 0)`
