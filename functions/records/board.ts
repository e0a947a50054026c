import type { InferOutput } from 'valibot'
import type { boardInput } from '../../src/core/api/record.ts'
import { atPath } from '../../src/core/errors/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import {
  afterCursor,
  CARDS,
  compileFilter,
  cursorColumns,
  encodeCursor,
  inProject,
  live,
  recordJson,
  type ValueKeys,
  whereOf,
} from '../../src/core/query/index.sql.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import { andVisible } from '../db/record-visibility.ts'
import { aggregate } from './aggregate.ts'
import { fieldsNamed } from './fields-named.ts'
import { listNamed } from './input.ts'
import { keepDerived } from './keep-derived.ts'
import { totalAnswer } from './totals.ts'

/** Every list's first cards with count and sums; text put together by SQLite, one row a list. */
export async function readBoard(
  context: Context,
  project: Project,
  input: InferOutput<typeof boardInput>,
  keys?: ValueKeys,
): Promise<string> {
  const scope = context.scope(project)
  const only = input.list === undefined ? null : atPath('list', () => listNamed(project, input.list))
  const total = input.sum === undefined ? null : ({ op: 'sum', field: input.sum } as const)
  const shown = fieldsNamed(scope, input.fields)
  const condition = input.filter ? compileFilter(input.filter, scope) : null
  const lists = only ? [only] : project.lists

  const where = sql`${live(input.filter)}${condition ? sql` AND ${condition}` : sql``}`
  // A list is walked in its order; who sees few of its cards has those put together first, or the walk would pass all the others.
  const visible =
    project.recordOwners &&
    sql`visible AS MATERIALIZED (SELECT r.id, r.list_id, r.position FROM records r
    WHERE ${inProject(project, 'r', true)} AND ${where}${andVisible(project)})`
  const from = visible ? raw('visible') : raw('records')
  const after = input.cursor === undefined ? sql`` : sql` AND ${afterCursor(CARDS, input.cursor)}`
  const inList = sql`FROM ${from} r WHERE r.list_id = l.value${visible ? sql`` : sql` AND ${where}`}${after} ORDER BY ${CARDS.by}`
  const json = sql`SELECT ${recordJson(scope, shown, { card: true, keys })} AS x`
  const page = visible
    ? sql`${json} FROM (SELECT r.id ${inList} LIMIT ${input.perList}) m CROSS JOIN records r ON r.id = m.id ORDER BY ${CARDS.by}`
    : sql`${json} ${inList} LIMIT ${input.perList}`
  const cards = sql<BoardRow>`${visible ? sql`WITH ${visible} ` : sql``}SELECT l.value AS id,
      (SELECT group_concat(x, ',') FROM (${page})) AS records,
      (SELECT ${cursorColumns(CARDS)} ${inList} LIMIT 1 OFFSET ${input.perList - 1}) AS last
    FROM json_each(${JSON.stringify(lists.map((list) => list.id))}) l`
  const totals = total ? [total] : []
  const counted = aggregate(scope, {
    filter: input.filter,
    where: whereOf(scope, input.filter),
    split: { by: 'list' },
    totals,
    path: () => 'sum',
  })
  const [boardRows, [last], ...rest] = await context.batch(cards, selectSeq(project), ...counted.statements)
  const byList = counted.read(rest)
  const columns = boardRows.map((row) => {
    const group = byList.get(row.id)
    const count = group?.n ?? 0
    const sums = group ? counted.measures.flatMap((measured, i) => totalAnswer(scope, measured, group.totals[i]!)) : []
    // A full page has more behind it, unless the whole list was counted and is no longer than that.
    const more = row.last !== null && (input.cursor !== undefined || count > input.perList)
    const next = more ? JSON.stringify(encodeCursor(CARDS, row.last!)) : 'null'
    return `{"id":"${row.id}","count":${count},"totals":${JSON.stringify(sums)},"records":[${row.records ?? ''}],"next":${next}}`
  })
  keepDerived(context, project, { sums: counted.unkept })
  return `{"lists":[${columns.join(',')}],"seq":${last?.seq ?? 0}}`
}

interface BoardRow {
  /** the list's id */
  id: number
  /** its cards, JSON objects with commas between them */
  records: string | null
  /** where the page ends, as JSON; null where it isn't full */
  last: string | null
}

/** The last change of a project: what a reader knows it is up to date by. */
export const selectSeq = (project: Project): Sql<{ seq: number }> =>
  sql`SELECT coalesce(max(seq), 0) AS seq FROM history WHERE project_id = ${project.id}`
