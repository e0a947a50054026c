import * as v from 'valibot'
import type { Project } from '../../../src/core/model/index.ts'
import {
  afterCursor,
  compileFilter,
  cursorColumns,
  encodeCursor,
  fieldNamed,
  filterSchema,
  live,
  orderOf,
  recordJson,
  sortSchema,
} from '../../../src/core/query/index.ts'
import { type Sql, sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context.ts'
import { parse } from '../parse.ts'
import { matchingSql } from '../search.ts'
import { seqOf } from './board.ts'
import { groupSchema, groupStatements, groupsAnswer } from './groups.ts'
import { scopeOf } from './input.ts'
import { totalAnswer, totalStatement, totalsSchema } from './totals.ts'

const schema = v.strictObject({
  filter: v.optional(filterSchema),
  search: v.optional(v.pipe(v.string(), v.maxLength(200))),
  sort: v.optional(sortSchema, []),
  fields: v.optional(v.array(v.string())),
  group: v.optional(groupSchema),
  totals: v.optional(totalsSchema, []),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(200)), 50),
  cursor: v.optional(v.string()),
  count: v.optional(v.boolean(), false),
})

/** One page of records, newest first unless sorted, with count, totals and groups of all that match, if asked. */
export async function queryRecords(context: Context, projectId: number | null, body: unknown): Promise<string> {
  const project = context.project(projectId, 'view')
  const input = parse(schema, body)
  const scope = scopeOf(context, project)
  const shown = input.fields?.map((name) => fieldNamed(scope, name)).filter((field) => field !== null) ?? project.fields
  const also = input.search?.trim() ? matchingSql(project, input.search) : undefined
  const asked = { filter: input.filter, also }
  const where = sql`r.project_id = ${project.id} AND ${live(input.filter)}${input.filter ? sql` AND ${compileFilter(input.filter, scope)}` : sql``}${also ? sql` AND ${also}` : sql``}`
  const order = orderOf(input.sort, scope)
  const after = input.cursor === undefined ? sql`` : sql` AND ${afterCursor(order, input.cursor)}`
  // Ids and keys of the page first, then its JSON: what is not shown is never put together.
  const page = sql`WITH page AS MATERIALIZED (
      SELECT r.id, ${cursorColumns(order)} AS keys, row_number() OVER (ORDER BY ${order.by}) AS place
      FROM records r WHERE ${where}${after} ORDER BY ${order.by} LIMIT ${input.limit + 1})
    SELECT page.keys, ${recordJson(scope, shown)} AS json FROM page JOIN records r ON r.id = page.id ORDER BY page.place`
  const count = input.filter || also ? sql`SELECT count(*) AS n FROM records r WHERE ${where}` : countOf(project)
  const parts = {
    page: input.limit > 0 ? [page] : [],
    count: input.count ? [count] : [],
    totals: input.totals.map((total, i) => totalStatement(scope, total, asked, `totals.${i}.field`)),
    groups: input.group ? groupStatements(scope, input.group, asked, input.totals) : [],
    seq: [seqOf(project)],
  }
  const results = await context.ask(...Object.values(parts).flat())
  const rowsOf = (part: keyof typeof parts) => {
    const before = Object.keys(parts).indexOf(part)
    const start = Object.values(parts).slice(0, before).flat().length
    return results.slice(start, start + parts[part].length).map((result) => result.results)
  }
  const rows = rowsOf('page')[0] ?? []
  const records = rows.slice(0, input.limit)
  const next = rows.length > input.limit ? JSON.stringify(encodeCursor(String(records.at(-1)!.keys))) : 'null'
  const rest = {
    ...(input.count && { count: rowsOf('count')[0]![0]!.n }),
    ...(input.totals.length > 0 && {
      totals: rowsOf('totals').flatMap((one, i) => totalAnswer(scope, input.totals[i]!, one)),
    }),
    ...(input.group && groupsAnswer(scope, input.group, input.totals, rowsOf('groups'))),
    seq: rowsOf('seq')[0]![0]!.seq,
  }
  return `{"records":[${records.map((row) => row.json).join(',')}],"next":${next},${JSON.stringify(rest).slice(1)}`
}

/** All of a project's records, as the cube has them counted. */
const countOf = (project: Project): Sql =>
  sql`SELECT coalesce(sum(n), 0) AS n FROM cube WHERE project_id = ${project.id} AND field_id = 0 AND axis = 'all'`
