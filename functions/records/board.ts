import type { InferOutput } from 'valibot'
import type { boardInput } from '../../src/core/api/record.ts'
import { atPath } from '../../src/core/errors/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import {
  afterCursor,
  CARDS,
  cardSql,
  compileFilter,
  cursorColumns,
  encodeCursor,
  inProject,
  live,
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
    WHERE ${inProject(project, 'r', true)} AND ${where}${andVisible(project)}), `
  const after = input.cursor === undefined ? sql`` : sql` AND ${afterCursor(CARDS, input.cursor)}`
  const first = sql`SELECT r.id FROM ${raw(visible ? 'visible' : 'records')} r
    WHERE r.list_id = l.value${visible ? sql`` : sql` AND ${where}`}${after} ORDER BY ${CARDS.by} LIMIT ${input.perList}`
  const card = cardSql(scope, shown, keys)
  const cards = sql<BoardRow>`WITH ${visible ?? sql``}page AS MATERIALIZED (
      SELECT r.list_id AS list, row_number() OVER (PARTITION BY r.list_id ORDER BY ${CARDS.by}) AS place,
        ${cursorColumns(CARDS)} AS cursor, ${card.columns}
      FROM json_each(${JSON.stringify(lists.map((list) => list.id))}) l CROSS JOIN records r ON r.id IN (${first}))
    SELECT page.list AS id, group_concat(${card.json}, ',' ORDER BY page.place) AS json,
      max(page.cursor) FILTER (WHERE page.place = ${input.perList}) AS last, NULL AS gone FROM page GROUP BY page.list
    UNION ALL SELECT 0, json_group_object(o.id, o.title) FILTER (WHERE o.deleted_at IS NULL), NULL,
      json_group_array(CAST(o.id AS TEXT)) FILTER (WHERE o.deleted_at IS NOT NULL)
      FROM records o WHERE o.id IN (SELECT e.value FROM page JOIN json_each(${card.linked}) e)`
  const totals = total ? [total] : []
  const counted = aggregate(scope, {
    filter: input.filter,
    where: whereOf(scope, input.filter),
    split: { by: 'list' },
    totals,
    path: () => 'sum',
  })
  const [boardRows, [last], ...rest] = await context.batch(cards, selectSeq(project), ...counted.statements)
  const totalsOf = counted.read(rest)
  const rowOf = new Map(boardRows.map((row) => [row.id, row]))
  const links = rowOf.get(LINKED)
  const gone: string[] = JSON.parse(links?.gone ?? '[]')
  const columns = lists.map(({ id }) => {
    const row = rowOf.get(id)
    const group = totalsOf.get(id)
    const count = group?.n ?? 0
    const sums = group ? counted.measures.flatMap((measured, i) => totalAnswer(scope, measured, group.totals[i]!)) : []
    // A full page has more behind it, unless the whole list was counted and is no longer than that.
    const more = row && row.last !== null && (input.cursor !== undefined || count > input.perList)
    const next = more ? JSON.stringify(encodeCursor(CARDS, row.last!)) : 'null'
    const cards = gone.length > 0 ? withoutLinks(row?.json ?? '', card.linkKeys, gone) : (row?.json ?? '')
    return `{"id":"${id}","count":${count},"totals":${JSON.stringify(sums)},"records":[${cards}],"next":${next}}`
  })
  keepDerived(context, project, { sums: counted.unkept })
  return `{"lists":[${columns.join(',')}],"linked":${links?.json ?? '{}'},"seq":${last?.seq ?? 0}}`
}

interface BoardRow {
  /** the list's id, or LINKED */
  id: number
  /** its cards, JSON objects with commas between them; of LINKED the titles by id */
  json: string | null
  /** where the page ends, as JSON; null where it isn't full */
  last: string | null
  /** of LINKED, as JSON: what lies in the bin */
  gone: string | null
}

/** The row of what all cards together link to. */
const LINKED = 0

/** Links to what lies in the bin are no links. That is rare, so the cards are read only then. */
function withoutLinks(json: string, keys: readonly string[], gone: readonly string[]): string {
  const cards = JSON.parse(`[${json}]`) as { values?: Record<string, string[]> }[]
  for (const { values = {} } of cards)
    for (const key of keys) {
      const left = values[key]?.filter((id) => !gone.includes(id)) ?? []
      if (left.length > 0) values[key] = left
      else delete values[key]
    }
  return JSON.stringify(cards).slice(1, -1)
}

/** The last change of a project: what a reader knows it is up to date by. */
export const selectSeq = (project: Project): Sql<{ seq: number }> =>
  sql`SELECT coalesce(max(seq), 0) AS seq FROM history WHERE project_id = ${project.id}`
