import type { Field, List } from '../model/index.ts'
import { periodSql, ratedSql, type SqlScope } from '../query/index.sql.ts'
import { type Filter, hasReportCurrency, operandNamed, type Period } from '../query/index.ts'
import { join, raw, type Sql, sql } from '../sql/index.ts'
import { addUnits } from '../time/day.ts'
import type { CubeAxis } from './cube.ts'
import type { TimeFrame } from './time-frame.ts'

/** What is asked of the cube: which records, and by what they are grouped. */
export interface CubeQuestion {
  filter?: Filter | undefined
  time?: { by: 'createdAt' | 'closedAt' } | undefined
  split?: { by: string; every: Period } | undefined
  frame: TimeFrame
  /** values are weighted by their list's probability */
  weighted?: boolean
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
  const { filter, time, split, frame, sums } = question
  // It counts everybody's records.
  if (scope.project.recordOwners) return null
  if (sums.some(({ cubeSlot }) => cubeSlot === null)) return null
  const lists = listCondition(filter)
  const axis = axisOf(question, scope)
  if (!lists || !axis) return null
  const key =
    split?.by === 'tags'
      ? raw("CAST(nullif(c.key, '') AS INTEGER)")
      : split?.by === 'list'
        ? raw('c.list_id')
        : split
          ? periodSql(raw('c.key'), split.every)
          : raw("''")
  const cells: Cells = {
    scope,
    lists: axis === 'createdDay' ? [0] : lists(scope),
    frame: time || axis !== 'tag' ? frame : { from: null, to: null },
    sums,
  }
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

/** So large a project has the sums kept that are asked for; a smaller one is added up each time. */
const LARGE = 5_000

/** Fields whose sums would answer the question if they were kept. */
export function unkeptSums(question: CubeQuestion, scope: SqlScope): readonly Field[] {
  const unkept = question.sums.filter(({ cubeSlot }) => cubeSlot === null)
  if (scope.project.size < LARGE || unkept.length === 0) return []
  const sums = question.sums.map((field) => ({ ...field, cubeSlot: field.cubeSlot ?? 1 }))
  return cubeCells({ ...question, sums }, scope) ? unkept : []
}

interface Cells {
  scope: SqlScope
  lists: readonly number[]
  frame: TimeFrame
  sums: readonly Field[]
}

function cellsOf({ scope, lists, frame, sums }: Cells, axis: CubeAxis, currency: Sql, sign: '' | '-' = ''): Sql {
  const months = axis === 'created' || axis === 'closed'
  const bound = (day: string) => (months ? day.slice(0, 7) : day)
  const columns = ['n', ...sums.flatMap(({ cubeSlot }) => [`n${cubeSlot}`, `t${cubeSlot}`])]
  // Of the whole there is one cell a list and currency, which are walked; where keys narrow them, each list by itself, so that the cube's key serves its keys too.
  const all = axis === 'all' && lists.length === scope.project.lists.length
  const which = all
    ? sql`c.key = ''`
    : sql`c.list_id IN (SELECT value FROM json_each(${JSON.stringify(lists)}))
      AND c.key >= ${frame.from === null ? '' : bound(frame.from)} AND c.key <= ${frame.to === null ? 'a' : bound(frame.to)}`
  return sql`SELECT c.list_id, c.key, ${currency} AS currency, ${join(columns.map((name) => raw(`${sign}c.${name} AS ${name}`)))}
    FROM cube c WHERE c.project_id = ${scope.project.id} AND c.axis = ${axis} AND ${which}`
}

/** The axis that tells apart what the question does, by as few cells as there are. */
function axisOf({ filter, time, split, frame, weighted, sums }: CubeQuestion, scope: SqlScope): CubeAxis | null {
  if (split?.by === 'tags') return time ? null : 'tag'
  const dated = split && (split.by === 'createdAt' || split.by === 'closedAt') ? split.by : null
  if (split && split.by !== 'list' && !dated) return null
  if (time && dated && time.by !== dated) return null
  const by = dated ?? time?.by
  if (!by) return 'all'
  const rated = sums.length > 0 && hasReportCurrency(scope)
  const byMonth = !(dated && (split?.every === 'day' || split?.every === 'week')) && isWholeMonths(frame)
  if (by === 'closedAt') return byMonth && !rated ? 'closed' : 'closedDay'
  if (byMonth) return 'created'
  // Days of creation aren't kept by list.
  return filter || weighted || split?.by === 'list' ? null : 'createdDay'
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
