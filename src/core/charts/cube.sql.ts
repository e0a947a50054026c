import type { Field, List } from '../model/index.ts'
import { ratedSql, type SqlScope } from '../query/index.sql.ts'
import { type Filter, fieldNamed, type GroupKey, hasReportCurrency, operandNamed, type Period } from '../query/index.ts'
import { join, type Row, raw, type Sql, sql, unionAll } from '../sql/index.ts'
import { addUnits, startOf } from '../time/day.ts'
import { type AxisOnDemand, axisKind, type CubeAxis, fieldAxis, MOST_FIELD_AXES } from './cube.ts'
import type { Cell } from './cube-rows.ts'
import type { TimeFrame } from './time-frame.ts'

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
  groupOf(cell: Pick<Cell, 'list' | 'key'>): GroupKey | null
  /** cells of other lists are none of it: those of the whole are read together, by however many questions */
  holds(list: number): boolean
}

/** Cells of one axis; `-` takes them off those of another. */
interface CellPart {
  currency: Sql
  sign: '' | '-'
  where: Sql
}

/** Where the cube holds the answer; null where it doesn't. */
export function cubeCells(question: CubeQuestion, scope: SqlScope): CubeCells | null {
  const { filter, time, split, frame, sums } = question
  // It counts everybody's records.
  if (scope.project.recordOwners) return null
  if (sums.some(({ cubeSlot }) => cubeSlot === null)) return null
  const lists = listCondition(filter)
  const own = ownField(question, scope)
  const axis = axisOf(question, scope, own)
  if (!lists || !axis) return null
  const held = new Set(isOfAllLists(axis) ? [0] : lists(scope))
  const months = axis !== 'createdDay' && axis !== 'closedDay'
  // What has no date lies in no time.
  const range = { ...frame, from: frame.from ?? (own && time ? '0000-01-01' : null), months }
  const part = (of: CubeAxis, currency: Sql, sign: CellPart['sign'] = ''): CellPart => ({
    currency,
    sign,
    where: cellsOf(of, held, range, scope),
  })
  const cells = { groupOf: groupOf(split, own), holds: (list: number) => held.has(list) }
  const rated = sums.length > 0 && hasReportCurrency(scope)
  if (!rated) return { ...cells, parts: [part(axis, raw('c.currency'))] }
  // An amount of what is closed has the rate of its day. The cube has that day on its axis of closing, and of the whole what isn't closed is the rest.
  const open = ratedSql(scope, raw('c.currency'), { day: raw('NULL') })
  const closed = ratedSql(scope, raw('c.currency'), { day: raw('c.key') })
  if (axis === 'closedDay') return { ...cells, parts: [part(axis, closed)] }
  if (axis !== 'all') return null
  return { ...cells, parts: [part('all', open), part('closedDay', open, '-'), part('closedDay', closed)] }
}

/** Rows as a chart's: `key2` is the list, `n` and `value` how many records and their sum; without a field how many there are. */
export const cellsSql = ({ parts }: CubeCells, field: Field | null): Sql =>
  unionAll(
    parts.map((part) => {
      const { currency, n, value } = columnsOf(part, field)
      return sql`SELECT c.key AS key, NULL AS label, c.list_id AS key2, NULL AS label2, ${currency} AS currency, ${n} AS n, ${value} AS value
        FROM cube c WHERE ${part.where}`
    }),
  )

/** The same as a text for each list, in the order of the cube's key: arrays of key, list, currency, n and value. */
export const cellTextsSql = ({ parts }: CubeCells, field: Field | null): Sql<{ text: string }> =>
  unionAll(
    parts.map((part) => {
      const { currency, n, value } = columnsOf(part, field)
      return sql`SELECT json_group_array(json_array(c.key, c.list_id, ${currency}, ${n}, ${value})) AS text
        FROM cube c WHERE ${part.where} GROUP BY c.list_id`
    }),
  ) as Sql<{ text: string }>

/** Rows of list_id, key, currency and n; of each field its n1, t1, … */
export const cellSumsSql = ({ parts }: CubeCells, fields: readonly Field[]): Sql<Row> =>
  unionAll(
    parts.map(({ currency, sign, where }) => {
      const names = ['n', ...fields.flatMap(({ cubeSlot }) => [`n${cubeSlot}`, `t${cubeSlot}`])]
      return sql`SELECT c.list_id, c.key, ${currency} AS currency, ${raw(names.map((name) => `${sign}c.${name} AS ${name}`).join(', '))}
        FROM cube c WHERE ${where}`
    }),
  ) as Sql<Row>

function columnsOf({ currency, sign }: CellPart, field: Field | null) {
  const column = (name: string) => raw(`${sign}c.${name}`)
  // Counts have no currency: a record is in a cell of its amounts' one only so as to be somewhere.
  if (!field) return { currency: raw("''"), n: column('n'), value: column('n') }
  return { currency, n: column(`n${field.cubeSlot}`), value: column(`t${field.cubeSlot}`) }
}

function groupOf(split: CubeQuestion['split'], own: Field | null): CubeCells['groupOf'] {
  if (!split) return () => ''
  const { by, every } = split
  if (by === 'list') return ({ list }) => list
  const kind = own && axisKind(own)
  if (by === 'tags' || kind === 'numbers') return ({ key }) => (key === '' ? null : Number(key))
  if (kind === 'options') return ({ key }) => key || null
  return ({ key }) => (key === '' ? null : startOf(key.length === 7 ? `${key}-01` : key, every))
}

/** So large a project has the sums kept that are asked for; a smaller one is added up each time. */
const LARGE = 5_000
/** By fields it is kept earlier: a dashboard of several such charts adds up each of them. */
const LARGE_FOR_AXES = 1_500

/** Fields whose sums would answer the question if they were kept. */
export function unkeptSums(question: CubeQuestion, scope: SqlScope): readonly Field[] {
  const unkept = question.sums.filter(({ cubeSlot }) => cubeSlot === null)
  if (scope.project.size < LARGE || unkept.length === 0) return []
  const sums = question.sums.map((field) => ({ ...field, cubeSlot: field.cubeSlot ?? 1 }))
  return cubeCells({ ...question, sums }, scope) ? unkept : []
}

/** The axis by which the question would be answered if it were kept, with room left for it. */
export function unkeptAxes(question: CubeQuestion, scope: SqlScope): readonly AxisOnDemand[] {
  const { project } = scope
  if (project.size < LARGE_FOR_AXES || project.recordOwners || !listCondition(question.filter)) return []
  const withLists = { ...scope, project: { ...project, cubeCreatedByList: true } }
  if (!project.cubeCreatedByList && axisOf(question, withLists, null) === 'createdByList') return ['createdByList']
  const field = ownField(question, scope)
  const taken = project.fields.filter(({ cubeAxis }) => cubeAxis).length
  return field && !field.cubeAxis && taken < MOST_FIELD_AXES ? [fieldAxis(field)] : []
}

/** Which cells of an axis are read. */
function cellsOf(
  axis: CubeAxis,
  held: ReadonlySet<number>,
  { from, to, months }: TimeFrame & { months: boolean },
  { project }: SqlScope,
): Sql {
  const bound = (day: string) => (months ? day.slice(0, 7) : day)
  const which = [raw(`c.project_id = ${project.id} AND c.axis = '${axis}'`)]
  // Of the whole there is one cell a list and currency; where a time narrows the keys, each list is gone through by itself, so that the cube's key serves that too.
  const isWhole = !isOfAllLists(axis) && project.lists.every(({ id }) => held.has(id))
  if (axis !== 'all' && !(isWhole && from === null && to === null))
    which.push(raw(`c.list_id IN (${[...held].map(Number).join(', ')})`))
  if (from !== null) which.push(sql`c.key >= ${bound(from)}`)
  if (to !== null) which.push(sql`c.key <= ${bound(to)}`)
  return join(which, ' AND ')
}

/** The axis that tells apart what the question does, by as few cells as there are. */
function axisOf(question: CubeQuestion, scope: SqlScope, own: Field | null): CubeAxis | null {
  const { time, split, frame, sums } = question
  if (namesOf(question).some((name) => !BUILT_IN.has(name))) return own?.cubeAxis ? fieldAxis(own) : null
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

const isOfAllLists = (axis: CubeAxis): boolean => axis === 'createdMonth' || axis === 'createdDay'

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
function ownField(question: CubeQuestion, scope: SqlScope): Field | null {
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
function listCondition(filter: Filter | undefined): ((scope: SqlScope) => number[]) | null {
  const those = (of: (list: List) => boolean) => (scope: SqlScope) => scope.project.lists.filter(of).map(({ id }) => id)
  if (!filter) return those(() => true)
  if (!('field' in filter) || filter.op !== 'eq') return null
  if (filter.field === 'listKind') return those(({ kind }) => kind === filter.value)
  if (filter.field === 'list') return (scope) => [operandNamed(scope, 'list').read(filter.value) as number]
  return null
}
