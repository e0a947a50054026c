import type { Kind } from './contract.ts'

/** The filter language's operators (api.md), and which of them each kind of value takes. */
const ALL = ['eq', 'ne', 'in', 'notIn', 'empty', 'notEmpty'] as const
const ORDER = ['gt', 'gte', 'lt', 'lte', 'between'] as const
const TEXT = ['contains', 'startsWith', 'endsWith'] as const
const SET = ['has', 'hasAny', 'hasAll'] as const
const TIME = ['before', 'after', 'on', 'within'] as const

export const OPERATORS = [...ALL, ...ORDER, ...TEXT, ...SET, ...TIME] as const
export type Operator = (typeof OPERATORS)[number]

const BY_KIND: Record<Kind, readonly Operator[]> = {
  text: [...ALL, ...TEXT],
  number: [...ALL, ...ORDER],
  money: [...ALL, ...ORDER],
  boolean: ALL,
  date: [...ALL, ...ORDER, ...TIME],
  instant: [...ALL, ...ORDER, ...TIME],
  option: ALL,
  set: [...ALL, ...SET],
  links: [...ALL, ...SET],
  files: [...ALL, ...SET],
}

export const operatorsOf = (kind: Kind): readonly Operator[] => BY_KIND[kind]

type Emptiness = 'empty' | 'notEmpty'
/** What is asked of several (tags, links), and of one value; of days also by days-of.ts. */
export type SetOperator = Exclude<(typeof ALL)[number] | (typeof SET)[number], Emptiness>
export type PlainOperator = Exclude<Operator, Emptiness | (typeof SET)[number] | 'on' | 'within'>
