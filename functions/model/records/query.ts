import * as v from 'valibot'
import { refuse } from '../../../src/core/errors/index.ts'
import { digitsSql, typeOf } from '../../../src/core/fields/index.ts'
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
  type Scope,
  slotsOf,
  sortSchema,
} from '../../../src/core/query/index.ts'
import { raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context.ts'
import type { Row } from '../database.ts'
import { parse } from '../parse.ts'
import { seqOf } from './board.ts'
import { scopeOf } from './input.ts'

const schema = v.strictObject({
  filter: v.optional(filterSchema),
  sort: v.optional(sortSchema, []),
  fields: v.optional(v.array(v.string())),
  totals: v.optional(
    v.pipe(
      v.array(v.strictObject({ op: v.picklist(['sum', 'average', 'min', 'max', 'count']), field: v.string() })),
      v.maxLength(20),
    ),
    [],
  ),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)), 50),
  cursor: v.optional(v.string()),
  count: v.optional(v.boolean(), false),
})

/** One page of records, newest first unless sorted, with count and totals of all that match, if asked. */
export async function queryRecords(context: Context, projectId: number | null, body: unknown): Promise<string> {
  const project = context.project(projectId, 'view')
  const input = parse(schema, body)
  const scope = scopeOf(context, project)
  const shown = input.fields?.map((name) => fieldNamed(scope, name)).filter((field) => field !== null) ?? project.fields
  const where = sql`r.project_id = ${project.id} AND ${live(input.filter)}${input.filter ? sql` AND ${compileFilter(input.filter, scope)}` : sql``}`
  const order = orderOf(input.sort, scope)
  const after = input.cursor === undefined ? sql`` : sql` AND ${afterCursor(order, input.cursor)}`
  // Ids and keys of the page first, then its JSON: what is not shown is never put together.
  const page = sql`WITH page AS MATERIALIZED (
      SELECT r.id, ${cursorColumns(order)} AS keys, row_number() OVER (ORDER BY ${order.by}) AS place
      FROM records r WHERE ${where}${after} ORDER BY ${order.by} LIMIT ${input.limit + 1})
    SELECT page.keys, ${recordJson(scope, shown)} AS json FROM page JOIN records r ON r.id = page.id ORDER BY page.place`
  const statements = [page, seqOf(project)]
  if (input.count)
    statements.push(input.filter ? sql`SELECT count(*) AS n FROM records r WHERE ${where}` : countOf(project))
  const totals = input.totals.map((total, i) => totalStatement(scope, total, input.filter ? where : null, i))
  const [pageRows, seqRows, ...rest] = await context.ask(...statements, ...totals)
  const rows = pageRows!.results
  const records = rows.slice(0, input.limit)
  const next = rows.length > input.limit ? JSON.stringify(encodeCursor(String(records.at(-1)!.keys))) : 'null'
  const count = input.count ? `,"count":${rest[0]!.results[0]!.n}` : ''
  const summed = rest
    .slice(input.count ? 1 : 0)
    .flatMap((result, i) => totalAnswer(scope, input.totals[i]!, result.results))
  const totalsJson = input.totals.length > 0 ? `,"totals":${JSON.stringify(summed)}` : ''
  return `{"records":[${records.map((row) => row.json).join(',')}],"next":${next}${count}${totalsJson},"seq":${seqRows!.results[0]!.seq}}`
}

type TotalInput = { op: 'sum' | 'average' | 'min' | 'max' | 'count'; field: string }

/** All of a project's records, as the cube has them counted. */
const countOf = (project: Project): Sql =>
  sql`SELECT coalesce(sum(n), 0) AS n FROM cube WHERE project_id = ${project.id} AND field_id = 0 AND axis = 'all'`

/** `where` is null for all records of the project: then the cube knows the sums of money. */
function totalStatement(scope: Scope, { op, field: name }: TotalInput, where: Sql | null, i: number): Sql {
  const field = fieldNamed(scope, name)
  if (!field) throw refuse(`totals.${i}.field`, 'unknownField', { name })
  const type = typeOf(field.type)!
  if (!type.summable) throw refuse(`totals.${i}.field`, 'badMeasure', { name: field.name })
  if (where === null && op === 'sum' && type.kind === 'money')
    return sql`SELECT currency, ${digitsSql(raw('sum(total)'), raw('currency'))} AS value FROM cube
      WHERE project_id = ${scope.project.id} AND field_id = ${field.id} AND axis = 'all' GROUP BY currency HAVING sum(n) > 0`
  const [value, currency = raw("''")] = slotsOf(scope, field) as [Sql, Sql?]
  const fold = { sum: 'sum', average: 'avg', min: 'min', max: 'max', count: 'count' }[op]
  const folded = sql`${raw(fold)}(${type.kind === 'money' ? value : sql`CAST(${value} AS REAL)`})`
  const shown =
    type.kind === 'money' && op !== 'count'
      ? digitsSql(op === 'average' ? sql`CAST(round(${folded}) AS INTEGER)` : folded, currency)
      : sql`CAST(${folded} AS TEXT)`
  return sql`SELECT ${currency} AS currency, ${shown} AS value FROM records r WHERE ${where ?? sql`r.project_id = ${scope.project.id} AND ${live(undefined)}`} AND ${value} IS NOT NULL GROUP BY 1`
}

function totalAnswer(scope: Scope, { op, field }: TotalInput, rows: readonly Row[]) {
  return rows.map((row) => ({
    op,
    field: String(fieldNamed(scope, field)!.id),
    value: row.value,
    currency: row.currency || null,
  }))
}
