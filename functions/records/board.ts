import * as v from 'valibot'
import { atPath } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import type { Project } from '../../src/core/model/index.ts'
import {
  afterCursor,
  CARDS,
  compileFilter,
  cursorColumns,
  encodeCursor,
  fieldNamed,
  filterSchema,
  inProject,
  live,
  recordJson,
  whereOf,
} from '../../src/core/query/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context.ts'
import { andVisible } from '../db/record-visibility.ts'
import { aggregate } from './aggregate.ts'
import { listNamed, scopeOf } from './input.ts'
import { totalAnswer } from './totals.ts'

export const boardInput = v.strictObject({
  filter: v.optional(filterSchema),
  fields: v.optional(v.pipe(v.array(v.string()), v.maxLength(200))),
  sum: v.optional(v.string()),
  perList: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)), 50),
  /** the next cards of one list only */
  list: v.optional(v.unknown()),
  cursor: v.optional(v.string()),
})

/** Every list's first cards with count and sums; text put together by SQLite, one row a list. */
export async function readBoard(context: Context, projectId: number | null, body: unknown): Promise<string> {
  const project = context.project(projectId, 'view')
  const input = parse(boardInput, body)
  const scope = scopeOf(context, project)
  const only = input.list === undefined ? null : atPath('list', () => listNamed(project, input.list))
  const total = input.sum === undefined ? null : ({ op: 'sum', field: input.sum } as const)
  const shown = input.fields?.map((name) => fieldNamed(scope, name)).filter((field) => field !== null) ?? project.fields
  const condition = input.filter ? compileFilter(input.filter, scope) : null
  const lists = only ? [only] : project.lists

  const where = sql`${live(input.filter)}${condition ? sql` AND ${condition}` : sql``}`
  // A list is walked in its order; who sees few of its cards has those put together first, or the walk would pass all the others.
  const mine =
    project.recordOwners &&
    sql`mine AS MATERIALIZED (SELECT r.id, r.list_id, r.position FROM records r
    WHERE ${inProject(project, 'r', true)} AND ${where}${andVisible(project)})`
  const from = mine ? raw('mine') : raw('records')
  const after = input.cursor === undefined ? sql`` : sql` AND ${afterCursor(CARDS, input.cursor)}`
  const inList = sql`FROM ${from} r WHERE r.list_id = l.value${mine ? sql`` : sql` AND ${where}`}${after} ORDER BY ${CARDS.by}`
  const json = sql`SELECT ${recordJson(scope, shown, { card: true })} AS x`
  const page = mine
    ? sql`${json} FROM (SELECT r.id ${inList} LIMIT ${input.perList}) m CROSS JOIN records r ON r.id = m.id ORDER BY ${CARDS.by}`
    : sql`${json} ${inList} LIMIT ${input.perList}`
  const cards = sql`${mine ? sql`WITH ${mine} ` : sql``}SELECT l.value AS id,
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
  const [cardRows, seqRows, ...rest] = await context.batch(cards, seqOf(project), ...counted.statements)
  const byList = counted.read(rest.map((result) => result.results))
  const answered = cardRows!.results.map((row) => {
    const mine = byList.get(row.id as number)
    const count = mine?.n ?? 0
    const sums = mine ? counted.measures.flatMap((measured, i) => totalAnswer(scope, measured, mine.totals[i]!)) : []
    // A full page has more behind it, unless the whole list was counted and is no longer than that.
    const more = row.last !== null && (input.cursor !== undefined || count > input.perList)
    const next = more ? JSON.stringify(encodeCursor(CARDS, String(row.last))) : 'null'
    return `{"id":"${row.id}","count":${count},"totals":${JSON.stringify(sums)},"records":[${row.records ?? ''}],"next":${next}}`
  })
  return `{"lists":[${answered.join(',')}],"seq":${seqRows!.results[0]?.seq ?? 0}}`
}

/** The last change of a project: what a reader knows it is up to date by. */
export const seqOf = (project: Project): Sql =>
  sql`SELECT coalesce(max(seq), 0) AS seq FROM history WHERE project_id = ${project.id}`
