import * as v from 'valibot'
import { refuse } from '../../../src/core/errors/index.ts'
import { digitsSql, typeOf } from '../../../src/core/fields/index.ts'
import type { Field, Project } from '../../../src/core/model/index.ts'
import {
  afterCursor,
  CARDS,
  compileFilter,
  cursorColumns,
  encodeCursor,
  fieldNamed,
  filterSchema,
  live,
  recordJson,
  slotsOf,
} from '../../../src/core/query/index.ts'
import { raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context.ts'
import type { Row } from '../database.ts'
import { parse } from '../parse.ts'
import { atPath } from './create.ts'
import { listNamed, scopeOf } from './input.ts'

const schema = v.strictObject({
  filter: v.optional(filterSchema),
  fields: v.optional(v.array(v.string())),
  sum: v.optional(v.string()),
  perList: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)), 50),
  /** the next cards of one list only */
  list: v.optional(v.unknown()),
  cursor: v.optional(v.string()),
})

/** Every list's first cards with count and sums; text put together by SQLite, one row a list. */
export async function readBoard(context: Context, projectId: number | null, body: unknown): Promise<string> {
  const project = context.project(projectId, 'view')
  const input = parse(schema, body)
  const scope = scopeOf(context, project)
  const only = input.list === undefined ? null : atPath('list', () => listNamed(project, input.list))
  const sum = input.sum === undefined ? null : summed(fieldNamed(scope, input.sum), input.sum)
  const shown = input.fields?.map((name) => fieldNamed(scope, name)).filter((field) => field !== null) ?? project.fields
  const condition = input.filter ? compileFilter(input.filter, scope) : null
  const lists = only ? [only] : project.lists

  const where = sql`r.list_id = l.value AND ${live(input.filter)}${condition ? sql` AND ${condition}` : sql``}`
  const from = input.cursor === undefined ? sql`` : sql` AND ${afterCursor(CARDS, input.cursor)}`
  const cards = sql`SELECT l.value AS id,
      (SELECT group_concat(x, ',') FROM (SELECT ${recordJson(scope, shown, { card: true })} AS x
        FROM records r WHERE ${where}${from} ORDER BY ${CARDS.by} LIMIT ${input.perList})) AS records,
      (SELECT ${cursorColumns(CARDS)} FROM records r WHERE ${where}${from} ORDER BY ${CARDS.by} LIMIT 1 OFFSET ${input.perList - 1}) AS last
    FROM json_each(${JSON.stringify(lists.map((list) => list.id))}) l`
  const totals = input.filter
    ? counted(project, sum, sql`${live(input.filter)} AND ${condition!}`)
    : fromCube(project, sum)
  const [cardRows, totalRows, seqRows] = await context.ask(cards, totals, seqOf(project))
  const answered = cardRows!.results.map((row) =>
    listJson(row, totalRows!.results, sum, input.perList, from !== undefined && input.cursor !== undefined),
  )
  return `{"lists":[${answered.join(',')}],"seq":${seqRows!.results[0]?.seq ?? 0}}`
}

/** The last change of a project: what a reader knows it is up to date by. */
export const seqOf = (project: Project): Sql =>
  sql`SELECT coalesce(max(seq), 0) AS seq FROM history WHERE project_id = ${project.id}`

function listJson(row: Row, totals: readonly Row[], sum: Field | null, perList: number, further: boolean): string {
  const mine = totals.filter((total) => total.list_id === row.id)
  const count = Number(mine.find((total) => total.field_id === 0)?.n ?? 0)
  const sums = mine
    .filter((total) => total.field_id !== 0 && Number(total.n) > 0)
    .map((total) => ({ op: 'sum', field: String(sum!.id), value: total.value, currency: total.currency || null }))
  // A full page has more behind it, unless the whole list was counted and is no longer than that.
  const more = row.last !== null && (further || count > perList)
  const next = more ? JSON.stringify(encodeCursor(String(row.last))) : 'null'
  return `{"id":"${row.id}","count":${count},"totals":${JSON.stringify(sums)},"records":[${row.records ?? ''}],"next":${next}}`
}

function summed(field: Field | null, name: string): Field {
  if (!field) throw refuse('sum', 'unknownField', { name })
  if (!typeOf(field.type)?.summable) throw refuse('sum', 'badMeasure', { name: field.name })
  return field
}

/** Counts and money sums as the cube has them; sums of plain numbers are scanned. */
function fromCube(project: Project, sum: Field | null): Sql {
  const money = sum && typeOf(sum.type)?.kind === 'money'
  const ids = JSON.stringify([0, ...(money ? [sum.id] : [])])
  const cube = sql`SELECT list_id, field_id, n, currency, ${digitsSql(raw('total'), raw('currency'))} AS value FROM cube
    WHERE project_id = ${project.id} AND axis = 'all' AND day = '' AND field_id IN (SELECT value FROM json_each(${ids}))`
  return sum && !money ? sql`${cube} UNION ALL ${scanned(project, sum, live(undefined))}` : cube
}

function counted(project: Project, sum: Field | null, condition: Sql): Sql {
  const counts = sql`SELECT r.list_id, 0 AS field_id, count(*) AS n, '' AS currency, '' AS value FROM records r
    WHERE r.project_id = ${project.id} AND ${condition} GROUP BY r.list_id`
  return sum ? sql`${counts} UNION ALL ${scanned(project, sum, condition)}` : counts
}

function scanned(project: Project, sum: Field, condition: Sql): Sql {
  const [amount, currency = raw("''")] = slotsOf({ row: 'r' }, sum) as [Sql, Sql?]
  const value =
    sum.slot2 === null ? sql`CAST(sum(CAST(${amount} AS REAL)) AS TEXT)` : digitsSql(sql`sum(${amount})`, currency)
  return sql`SELECT r.list_id, ${sum.id} AS field_id, count(${amount}) AS n, ${currency} AS currency, ${value} AS value FROM records r
    WHERE r.project_id = ${project.id} AND ${amount} IS NOT NULL AND ${condition} GROUP BY r.list_id, ${currency}`
}
