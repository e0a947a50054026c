import type { Field, List } from '../../model/index.ts'
import {
  type Filter,
  fieldNamed,
  type GroupKey,
  hasReportCurrency,
  operandNamed,
  type Period,
  ratedCurrency,
  type Scope,
} from '../../query/index.ts'
import { addUnits, startOf } from '../../time/day.ts'
import { remembered } from '../remembered.ts'
import type { TimeFrame } from '../time-frame.ts'
import {
  type AxisOnDemand,
  axisKind,
  type CubeAxis,
  fieldAxis,
  isFieldAxis,
  MOST_FIELD_AXES,
  OF_ALL_LISTS,
} from './axes.ts'
import type { CellKey, CellRange } from './cells.ts'

/** What is asked of the cube: which records, and by what they are grouped. */
export interface CubeQuestion {
  filter?: Filter | undefined
  time?: { by: string } | undefined
  split?: { by: string; every: Period } | undefined
  /** by the list too */
  byList?: boolean
  frame: TimeFrame
  /** values are weighted by their list's probability, or by a field */
  weight?: 'probability' | { field: string } | undefined
  /** money fields that are summed */
  sums: readonly Field[]
}

/** What is read of the cube to answer a question, and in which of its groups a cell is. */
export interface CubeCells {
  parts: readonly CellPart[]
  /** in which group of the split: '' without one */
  groupOf(cell: CellKey): GroupKey | null
}

/** What a question takes of the cells of a range. */
export interface CellPart {
  range: CellRange
  /** false: it isn't about that cell. Of a range that others ask for too there may be more than was asked */
  holds(cell: CellKey): boolean
  /** -1: they are taken off those of another part */
  sign: 1 | -1
  /** with a rate table the day of its rate is behind it */
  currencyOf(cell: CellKey & { currency: string }): string
}

/** Where the cube holds the answer; null where it doesn't. */
export function cubeCells(question: CubeQuestion, scope: Scope): CubeCells | null {
  const { filter, split, sums } = question
  // It counts everybody's records.
  if (scope.project.recordOwners) return null
  if (sums.some(({ cubeSlot }) => cubeSlot === null)) return null
  const lists = listCondition(filter)
  const axisField = ownField(question, scope)
  const axis = axisOf(question, scope, axisField)
  if (!lists || !axis) return null
  const held = lists(scope)
  const part = (range: CellRange, currencyOf: CellPart['currencyOf'], sign: CellPart['sign'] = 1): CellPart => ({
    range,
    holds: holdsOf(range, held),
    sign,
    currencyOf,
  })
  const group = { groupOf: groupOf(split, axisField) }
  const axisRange = rangeOf(axis, held, question, scope)
  const rated = sums.length > 0 && hasReportCurrency(scope)
  if (!rated) return { ...group, parts: [part(axisRange, ({ currency }) => currency)] }
  // An amount of what is closed has the rate of its day. The cube has that day on its axis of closing, and of the whole what isn't closed is the rest.
  const withDay = ratedCurrency(scope)
  const open: CellPart['currencyOf'] = ({ currency }) => withDay(currency, null)
  const closed: CellPart['currencyOf'] = ({ currency, key }) => withDay(currency, key)
  if (axis === 'closedDay') return { ...group, parts: [part(axisRange, closed)] }
  if (axis !== 'all') return null
  const days = rangeOf('closedDay', held, question, scope)
  return { ...group, parts: [part(axisRange, open), part(days, open, -1), part(days, closed)] }
}

/** Which cells of an axis are to be read. */
function rangeOf(
  axis: CubeAxis,
  held: readonly number[],
  { time, frame }: CubeQuestion,
  { project }: Scope,
): CellRange {
  const bound = (day: string | null) => day && (axis.endsWith('Day') ? day : day.slice(0, 7))
  // What has no date of one's own lies in no time.
  const from = frame.from ?? (time && isFieldAxis(axis) ? '0000-01-01' : null)
  const range = { project: project.id, axis, from: bound(from), to: bound(frame.to) }
  // Of the whole there is one cell a list and currency: all of them are read together.
  const isWhole = isOfAllLists(axis) || axis === 'all' || project.lists.every(({ id }) => held.includes(id))
  return { ...range, lists: isWhole ? null : held }
}

function holdsOf({ axis, from, to }: CellRange, held: readonly number[]): CellPart['holds'] {
  const lists = isOfAllLists(axis) ? null : new Set(held)
  return ({ list, key }) =>
    (lists === null || lists.has(list)) && (from === null || key >= from) && (to === null || key <= to)
}

function groupOf(split: CubeQuestion['split'], axisField: Field | null): CubeCells['groupOf'] {
  if (!split) return () => ''
  const { by, every } = split
  if (by === 'list') return ({ list }) => list
  const kind = axisField && axisKind(axisField)
  if (by === 'tags' || kind === 'numbers') return ({ key }) => (key === '' ? null : Number(key))
  if (kind === 'options') return ({ key }) => key || null
  const starts = remembered((key: string) => startOf(key.length === 7 ? `${key}-01` : key, every))
  return ({ key }) => (key === '' ? null : starts(key))
}

/** So large a project has the sums kept that are asked for; a smaller one is added up each time. */
const LARGE = 5_000
/** By fields it is kept earlier: a dashboard of several such charts adds up each of them. */
const LARGE_FOR_AXES = 1_500

/** Fields whose sums would answer the question if they were kept. */
export function unkeptSums(question: CubeQuestion, scope: Scope): readonly Field[] {
  const unkept = question.sums.filter(({ cubeSlot }) => cubeSlot === null)
  if (scope.project.size < LARGE || unkept.length === 0) return []
  return cubeCells(withSumsKept(question), scope) ? unkept : []
}

const withSumsKept = (question: CubeQuestion): CubeQuestion => ({
  ...question,
  sums: question.sums.map((field) => ({ ...field, cubeSlot: field.cubeSlot ?? 1 })),
})

/** The axis by which the question would be answered if it were kept, with room left for it. */
export function unkeptAxes(question: CubeQuestion, scope: Scope): readonly AxisOnDemand[] {
  const { project } = scope
  if (project.size < LARGE_FOR_AXES || project.recordOwners || !listCondition(question.filter)) return []
  const byList = { ...scope, project: { ...project, cubeCreatedByList: true } }
  if (!project.cubeCreatedByList && axisOf(question, byList, null) === 'createdByList')
    return cubeCells(withSumsKept(question), byList) ? ['createdByList'] : []
  const field = ownField(question, scope)
  const taken = project.fields.filter(({ cubeAxis }) => cubeAxis).length
  return field && !field.cubeAxis && taken < MOST_FIELD_AXES ? [fieldAxis(field)] : []
}

/** The axis that tells apart what the question does, by as few cells as there are. */
function axisOf(question: CubeQuestion, scope: Scope, axisField: Field | null): CubeAxis | null {
  const { time, split, frame, sums } = question
  if (namesOf(question).some((name) => !BUILT_IN.has(name))) return axisField?.cubeAxis ? fieldAxis(axisField) : null
  if (split?.by === 'tags') return time ? null : 'tag'
  const dated = split && (split.by === 'createdAt' || split.by === 'closedAt') ? split.by : null
  if (split && split.by !== 'list' && !dated) return null
  if (time && dated && time.by !== dated) return null
  if (time && time.by !== 'createdAt' && time.by !== 'closedAt') return null
  const by = dated ?? time?.by
  if (!by) return 'all'
  const rated = sums.length > 0 && hasReportCurrency(scope)
  const byMonth = !(dated && (split?.every === 'day' || split?.every === 'week')) && isWholeMonths(frame)
  if (by === 'closedAt') return byMonth && !rated ? 'closed' : 'closedDay'
  if (!isByList(question)) return byMonth ? 'createdMonth' : 'createdDay'
  // Days of creation aren't kept by list.
  return byMonth && scope.project.cubeCreatedByList ? 'createdByList' : null
}

const isOfAllLists = (axis: CubeAxis): boolean => OF_ALL_LISTS.includes(axis)

/** Whether it tells lists apart. */
const isByList = ({ filter, split, byList, weight }: CubeQuestion): boolean =>
  filter !== undefined || weight !== undefined || split?.by === 'list' || byList === true

const BUILT_IN = new Set(['list', 'tags', 'createdAt', 'closedAt'])

/** What a question splits, windows and weighs by, beside the list. */
const namesOf = ({ split, time, weight }: CubeQuestion): string[] =>
  [split?.by, time?.by, typeof weight === 'object' ? weight.field : undefined].filter(
    (name) => name !== undefined && name !== 'list',
  ) as string[]

/**
 * The one field of their own that a question splits, windows or weighs by, if the cube could be kept by it: by whole months of a date, by an
 * option or stars, with nothing else but the list. Rates are those of days of closing, which it doesn't have.
 */
function ownField(question: CubeQuestion, scope: Scope): Field | null {
  const { time, split, weight, frame, sums } = question
  const names = namesOf(question)
  if (names.length === 0 || names.some((name) => BUILT_IN.has(name))) return null
  const [field, ...others] = names.map((name) => fieldNamed(scope, name))
  if (!field || others.some((other) => other !== field)) return null
  const kind = axisKind(field)
  if (kind === null || (typeof weight === 'object' && kind !== 'numbers')) return null
  if (sums.length > 0 && hasReportCurrency(scope)) return null
  if (kind !== 'months') return time ? null : field
  const isFine = split && split.by !== 'list' && (split.every === 'day' || split.every === 'week')
  return isFine || !isWholeMonths(frame) ? null : field
}

const isWholeMonths = ({ from, to }: TimeFrame): boolean =>
  (from === null || from.endsWith('-01')) && (to === null || addUnits(to, 1, 'day').endsWith('-01'))

/** The lists that a filter on nothing but the list means; null if it asks for more. */
function listCondition(filter: Filter | undefined): ((scope: Scope) => number[]) | null {
  const those = (of: (list: List) => boolean) => (scope: Scope) => scope.project.lists.filter(of).map(({ id }) => id)
  if (!filter) return those(() => true)
  if (!('field' in filter) || filter.op !== 'eq') return null
  if (filter.field === 'listKind') return those(({ kind }) => kind === filter.value)
  if (filter.field === 'list') return (scope) => [operandNamed(scope, 'list').read(filter.value) as number]
  return null
}
