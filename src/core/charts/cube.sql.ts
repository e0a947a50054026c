import type { Field, List } from '../model/index.ts'
import { periodSql, ratedSql, type SqlScope } from '../query/index.sql.ts'
import { type Filter, fieldNamed, hasReportCurrency, operandNamed, type Period } from '../query/index.ts'
import { join, literal, raw, type Sql, sql } from '../sql/index.ts'
import { addUnits } from '../time/day.ts'
import { axisKind, type CubeAxis, fieldAxis, MOST_FIELD_AXES } from './cube.ts'
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

/** Rows `c` with list_id, currency and, as in the cube, n and n1, t1, …; and the SQL of the group that a row belongs to. */
export interface CubeCells {
  key: Sql
  from: Sql
}

/** Where the cube holds the answer; null where it doesn't. */
export function cubeCells(question: CubeQuestion, scope: SqlScope): CubeCells | null {
  const { filter, time, split, byList, frame, sums } = question
  // It counts everybody's records.
  if (scope.project.recordOwners) return null
  if (sums.some(({ cubeSlot }) => cubeSlot === null)) return null
  const lists = listCondition(filter)
  const own = ownField(question, scope)
  const axis = axisOf(question, scope, own)
  // Days of creation aren't kept by list.
  if (!lists || !axis || (axis === 'createdDay' && byList)) return null
  const cells: Cells = {
    scope,
    lists: axis === 'createdDay' ? [0] : lists(scope),
    // What has no date lies in no time.
    frame: own && time ? { ...frame, from: frame.from ?? '0000-01-01' } : frame,
    months: axis === 'created' || axis === 'closed' || (own !== null && axisKind(own) === 'months'),
    sums,
  }
  const key = keyOf(split, own)
  const rated = sums.length > 0 && hasReportCurrency(scope)
  if (!rated) return { key, from: sql`(${cellsOf(cells, axis, raw('c.currency'))})` }
  // An amount of what is closed has the rate of its day. The cube has that day on its axis of closing, and of the whole what isn't closed is the rest.
  const open = ratedSql(scope, raw('c.currency'), { day: raw('NULL') })
  const closed = ratedSql(scope, raw('c.currency'), { day: raw('c.key') })
  if (axis === 'closedDay') return { key, from: sql`(${cellsOf(cells, axis, closed)})` }
  if (axis !== 'all') return null
  const all = [cellsOf(cells, 'all', open), cellsOf(cells, 'closedDay', open, '-'), cellsOf(cells, 'closedDay', closed)]
  return { key, from: sql`(${join(all, ' UNION ALL ')})` }
}

function keyOf(split: CubeQuestion['split'], own: Field | null): Sql {
  if (!split) return raw("''")
  if (split.by === 'list') return raw('c.list_id')
  const key = raw("nullif(c.key, '')")
  if (split.by === 'tags') return sql`CAST(${key} AS INTEGER)`
  const kind = own && axisKind(own)
  if (kind === 'options') return key
  return kind === 'numbers' ? sql`CAST(${key} AS REAL)` : periodSql(key, split.every)
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

/** The field by whose axis the question would be answered if it were kept, with room left for it. */
export function unkeptAxes(question: CubeQuestion, scope: SqlScope): readonly Field[] {
  const { project } = scope
  if (project.size < LARGE_FOR_AXES || project.recordOwners || !listCondition(question.filter)) return []
  const field = ownField(question, scope)
  const taken = project.fields.filter(({ cubeAxis }) => cubeAxis).length
  return field && !field.cubeAxis && taken < MOST_FIELD_AXES ? [field] : []
}

interface Cells {
  scope: SqlScope
  lists: readonly number[]
  frame: TimeFrame
  /** keys are months, not days */
  months: boolean
  sums: readonly Field[]
}

function cellsOf(
  { scope, lists, frame, months, sums }: Cells,
  axis: CubeAxis,
  currency: Sql,
  sign: '' | '-' = '',
): Sql {
  const bound = (day: string) => (months ? day.slice(0, 7) : day)
  const columns = ['n', ...sums.flatMap(({ cubeSlot }) => [`n${cubeSlot}`, `t${cubeSlot}`])]
  // Of the whole there is one cell a list and currency, which are walked; where keys narrow them, each list by itself, so that the cube's key serves its keys too.
  const all = axis === 'all' && lists.length === scope.project.lists.length
  const which = all
    ? sql`c.key = ''`
    : sql`c.list_id IN (SELECT value FROM json_each(${JSON.stringify(lists)}))
      AND c.key >= ${frame.from === null ? '' : bound(frame.from)} ${frame.to === null ? raw('') : sql`AND c.key <= ${bound(frame.to)}`}`
  return sql`SELECT c.list_id, c.key, ${currency} AS currency, ${join(columns.map((name) => raw(`${sign}c.${name} AS ${name}`)))}
    FROM cube c WHERE c.project_id = ${raw(String(scope.project.id))} AND c.axis = ${literal(axis)} AND ${which}`
}

/** The axis that tells apart what the question does, by as few cells as there are. */
function axisOf(question: CubeQuestion, scope: SqlScope, own: Field | null): CubeAxis | null {
  const { filter, time, split, frame, weight, sums } = question
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
  if (byMonth) return 'created'
  // Days of creation aren't kept by list.
  return filter || weight || split?.by === 'list' ? null : 'createdDay'
}

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
