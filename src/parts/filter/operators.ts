import type { Kind } from '../../core/fields/contract.ts'
import { type Operator, operatorsOf } from '../../core/fields/operators.ts'
import { type Key, t } from '../../i18n/index.ts'
import type { Subject } from './subject.ts'

const ORDERED: Operator[] = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'between', 'empty', 'notEmpty']
const DAYS: Operator[] = ['on', 'ne', 'before', 'after', 'gte', 'lte', 'between', 'empty', 'notEmpty']
const SETS: Operator[] = ['hasAny', 'hasAll', 'notIn', 'eq', 'empty', 'notEmpty']

/** The operators offered for a kind, the default first. Synonyms of the filter language are offered once. */
const OPERATORS: Record<Kind, Operator[]> = {
  text: ['contains', 'eq', 'ne', 'startsWith', 'endsWith', 'empty', 'notEmpty'],
  number: ['gte', ...ORDERED.filter((op) => op !== 'gte')],
  money: ['gte', ...ORDERED.filter((op) => op !== 'gte')],
  boolean: ['eq', 'empty', 'notEmpty'],
  date: DAYS,
  instant: DAYS,
  option: ['in', 'notIn', 'eq', 'ne', 'empty', 'notEmpty'],
  set: SETS,
  links: SETS,
  files: ['notEmpty', 'empty'],
}

export const operatorsFor = ({ kind, config }: Subject): Operator[] =>
  config.always ? ['eq'] : OPERATORS[kind].filter((op) => operatorsOf(kind).includes(op))

const LABELS: Partial<Record<Kind, Partial<Record<string, string>>>> = {
  date: { eq: 'on', within: 'between', gt: 'after', lt: 'before', gte: 'onOrAfter', lte: 'onOrBefore', ne: 'notOn' },
  set: { in: 'hasAny', notIn: 'hasNone', eq: 'exactly' },
}

/** What every record has, so that "is not" needn't say that it finds empty ones too. */
const ALWAYS_THERE = new Set(
  'title number list listKind createdAt createdBy updatedAt updatedBy enteredListAt timeInList'.split(' '),
)
const OR_EMPTY = new Set(['ne', 'notIn', 'notOn'])

/** "is at least"; of dates "is on or after"; of what may be empty "is empty or not", since that is what is found. */
export function operatorLabel(op: string, { kind, name }: Pick<Subject, 'kind' | 'name'>): string {
  const operatorSet = kind === 'instant' ? 'date' : kind === 'links' ? 'set' : kind
  const label = LABELS[operatorSet]?.[op] ?? op
  const orEmpty = OR_EMPTY.has(label) && kind !== 'boolean' && !ALWAYS_THERE.has(name)
  return t(`filter.op.${orEmpty ? `${label}OrEmpty` : label}` as Key)
}

/** How many values it takes. */
export type Arity = 'none' | 'one' | 'pair' | 'many'

export function arityOf(op: string, kind: Kind): Arity {
  if (op === 'empty' || op === 'notEmpty') return 'none'
  if (op === 'between' || op === 'within') return 'pair'
  if (['in', 'notIn', 'hasAny', 'hasAll'].includes(op)) return 'many'
  return op === 'eq' && (kind === 'set' || kind === 'links') ? 'many' : 'one'
}

/** Converts a value when its operator changes, as far as the arities allow. */
export function convertValue(value: unknown, from: Arity, to: Arity): unknown {
  if (value === undefined || from === to) return value
  const first = Array.isArray(value) ? value[0] : value
  if (to === 'none') return undefined
  if (to === 'many') return Array.isArray(value) ? value : [value]
  return to === 'pair' ? (first === undefined ? undefined : [first, undefined]) : first
}
