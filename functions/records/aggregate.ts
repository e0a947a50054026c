import { cellSumsSql } from '../../src/core/charts/index.sql.ts'
import { type CubeQuestion, cubeCells, unkeptSums } from '../../src/core/charts/index.ts'
import { onlyAtPath } from '../../src/core/errors/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import type { Field } from '../../src/core/model/index.ts'
import {
  foldSql,
  groupSqlAt,
  type MeasureSql,
  measureSql,
  ratedSql,
  type SqlScope,
} from '../../src/core/query/index.sql.ts'
import {
  type Filter,
  fieldNamed,
  type GroupKey,
  hasReportCurrency,
  type MeasureOp,
  type Period,
  ratedFrom,
} from '../../src/core/query/index.ts'
import { join, type Row, raw, type Sql, sql } from '../../src/core/sql/index.ts'

/** What is counted and folded: of which records, and how they are grouped, if they are. */
export interface AggregateInput {
  filter?: Filter | undefined
  /** the same with all else that narrows the records, compiled (whereOf) */
  where: Sql
  /** `where` asks for more than the filter */
  narrowed?: boolean
  split?: { by: string; every?: Period | undefined } | undefined
  totals: readonly { op: MeasureOp; field: string }[]
  /** `records r`, by an index if one is known to serve */
  from?: Sql | undefined
  /** the path of an issue in the i-th total */
  path(i: number): string
}

/** A group (all records, where nothing groups them): how many there are, and each total's parts. */
export interface GroupTotals {
  label: string | null
  n: number
  totals: Part[][]
}

/** What one currency (and, with a rate table, the day of its rate) adds to a total; '' where there is none. */
export interface Part {
  currency: string
  day: string
  n: number
  /** the fold; of an average the sum */
  value: number | string | null
}

/** A requested total and the measure it computes. */
export interface Measured {
  op: MeasureOp
  measure: MeasureSql
}

export interface Aggregation {
  /** in the order of the request: entry i describes the i-th total of each group */
  measures: readonly Measured[]
  statements: Sql<Row>[]
  read(results: readonly (readonly Row[])[]): Map<GroupKey | null, GroupTotals>
}

/** Uses the totals cube if it holds everything requested; otherwise scans the records once. */
export function aggregate(scope: SqlScope, input: AggregateInput): Aggregation & { unkept: readonly Field[] } {
  const measures = input.totals.map(({ op, field }, i) => ({
    op,
    measure: onlyAtPath(input.path(i), () => measureSql(scope, field, op)),
  }))
  const question = cubeQuestion(scope, input, measures)
  return {
    ...((question && fromCube(scope, question, measures)) ?? fromRecords(scope, input, measures)),
    unkept: question ? unkeptSums(question, scope) : [],
  }
}

/** Null where anything else than counts and sums of money is asked for, or of other records than the cube tells apart. */
function cubeQuestion(
  scope: SqlScope,
  { filter, narrowed, split }: AggregateInput,
  measures: readonly Measured[],
): CubeQuestion | null {
  // The cube's closing days have no entry for open records, which are a group of their own.
  if (narrowed || split?.by === 'closedAt') return null
  const sums = new Set<Field>()
  for (const { op, measure } of measures) {
    const field = fieldNamed(scope, measure.id)
    if (op !== 'sum' || !field || typeOf(field.type)?.kind !== 'money') return null
    sums.add(field)
  }
  return {
    filter,
    split: split && { by: split.by, every: split.every ?? 'day' },
    frame: { from: null, to: null },
    sums: [...sums],
  }
}

function fromCube(scope: SqlScope, question: CubeQuestion, measures: readonly Measured[]): Aggregation | null {
  const cells = cubeCells(question, scope)
  if (!cells) return null
  const slots = measures.map(({ measure }) => fieldNamed(scope, measure.id)!.cubeSlot)
  const ranges = [...new Set(cells.parts.map(({ range }) => range))]
  return {
    measures,
    statements: ranges.map((range) => cellSumsSql(range, question.sums)),
    read(results) {
      const all = new Map<GroupKey | null, GroupTotals>()
      for (const { range, holds, sign, currencyOf } of cells.parts)
        for (const row of results[ranges.indexOf(range)] ?? []) {
          const cell = { list: Number(row.list_id), key: String(row.key), currency: String(row.currency) }
          if (!holds(cell)) continue
          const group = entry(all, { key: cells.groupOf(cell), label: null }, measures.length)
          group.n += sign * Number(row.n)
          for (const [i, slot] of slots.entries())
            add(group.totals[i]!, 'sum', {
              ...ratedFrom(currencyOf(cell)),
              n: sign * Number(row[`n${slot}`]),
              value: sign * Number(row[`t${slot}`]),
            })
        }
      // Cells stay when their last record has gone.
      for (const [key, { n, totals }] of all)
        if (n === 0) all.delete(key)
        else for (const [i, parts] of totals.entries()) totals[i] = parts.filter(({ n }) => n > 0)
      return all
    },
  }
}

function entry(all: Map<GroupKey | null, GroupTotals>, row: Row, totals: number): GroupTotals {
  const key = (row.key ?? null) as GroupKey | null
  let one = all.get(key)
  if (!one) {
    one = { label: null, n: 0, totals: Array.from({ length: totals }, () => []) }
    all.set(key, one)
  }
  one.label ??= row.label === null || row.label === undefined ? null : String(row.label)
  return one
}

/** So many groups at most are looked at. */
const MOST = 20_000

function fromRecords(
  scope: SqlScope,
  { where, split, from: records = raw('records r') }: AggregateInput,
  measures: readonly Measured[],
): Aggregation {
  const group = split && groupSqlAt('group.by', scope, split.by, split.every ?? 'day')
  const parts = measures.map(({ op, measure }, i) => {
    const rated = measure.kind === 'money' && hasReportCurrency(scope) && (op === 'sum' || op === 'average')
    const single = !rated && measure.currency.text === "''"
    const currency = rated ? ratedSql(scope, measure.currency, raw('r.closed_at')) : measure.currency
    return { op, measure, currency, single, v: raw(`v${i}`), c: raw(`c${i}`) }
  })
  const rows = sql`SELECT ${join([
    sql`${group?.key ?? raw("''")} AS key`,
    sql`${group?.label ?? raw('NULL')} AS label`,
    ...parts.map(({ measure, currency, v, c }) => sql`${measure.value} AS ${v}, ${currency} AS ${c}`),
  ])} FROM ${records} ${group?.from ?? raw('')} WHERE ${where}`
  // A stored column is cheap to read twice; a computed value is put in a subquery, so that it is computed once.
  const plain = measures.every(({ measure }) => measure.plain)
  const folds = parts.map(({ op, measure, v }, i) => {
    const fold = foldSql(op === 'average' ? 'sum' : op, measure.kind, v)
    return sql`count(${v}) AS n${raw(String(i))}, ${fold} AS f${raw(String(i))}`
  })
  // What is the same for all needs no grouping: sorting a hundred thousand by nothing takes time.
  const by = [...(group ? [raw('key')] : []), ...parts.filter(({ single }) => !single).map(({ c }) => c)]
  const grouped = by.length > 0 ? sql`GROUP BY ${join(by)}` : raw('')
  // Of tags there are no more than the project has.
  const most = split?.by === 'tags' ? raw('') : sql`LIMIT ${raw(String(MOST))}`
  const ordered = group ? sql`ORDER BY key IS NULL, coalesce(min(label), key) ${most}` : raw('')
  const from = plain ? sql`(${rows})` : raw('m')
  const folded = sql`SELECT ${join([raw('key, min(label) AS label, count(*) AS n'), ...parts.map(({ c }) => c), ...folds])}
    FROM ${from} ${grouped} ${ordered}`
  return {
    measures,
    statements: [plain ? (folded as Sql<Row>) : sql`WITH m AS MATERIALIZED (${rows}) ${folded}`],
    read([found = []]) {
      const all = new Map<GroupKey | null, GroupTotals>()
      for (const row of found) {
        const one = entry(all, row, measures.length)
        one.n += Number(row.n)
        measures.forEach(({ op }, i) => {
          const n = Number(row[`n${i}`])
          if (n > 0)
            add(one.totals[i]!, op, { ...ratedFrom(String(row[`c${i}`] ?? '')), n, value: row[`f${i}`] ?? null })
        })
      }
      return all
    },
  }
}

/** Rows differ in the other totals' currencies too: what belongs to one part is put together again. */
function add(parts: Part[], op: MeasureOp, part: Part): void {
  const same = parts.find((one) => one.currency === part.currency && one.day === part.day)
  if (!same) {
    parts.push(part)
    return
  }
  const [a, b] = [same.value!, part.value!]
  same.n += part.n
  if (op === 'min' || op === 'max') same.value = (op === 'min') === a < b ? a : b
  else same.value = Number(a) + Number(b)
}
