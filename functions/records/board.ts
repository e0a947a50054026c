import type { InferOutput } from 'valibot'
import type { boardInput } from '../../src/core/api/record.ts'
import { atPath } from '../../src/core/errors/index.ts'
import { idFrom, type Project } from '../../src/core/model/index.ts'
import {
  afterCursor,
  CARDS,
  type CardSql,
  cardSql,
  compileFilter,
  compileOnce,
  encodeCursor,
  inProject,
  live,
  type ValueKeys,
  whereOf,
} from '../../src/core/query/index.sql.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
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
  // So have those that are asked for by their ids.
  const from = input.records
    ? sql`json_each(${JSON.stringify(input.records.map(idFrom))}) k CROSS JOIN records r ON r.id = k.value`
    : sql`records r`
  const visible =
    (project.recordOwners || input.records) &&
    sql`visible AS MATERIALIZED (SELECT r.id, r.list_id, r.position FROM ${from}
    WHERE ${inProject(project, 'r', true)} AND ${where}${andVisible(project)})`
  const after = input.cursor === undefined ? sql`` : sql` AND ${afterCursor(CARDS, input.cursor)}`
  const inOrder = sql`${after} ORDER BY ${CARDS.by} LIMIT ${input.perList}`
  const page = visible
    ? sql`SELECT r.* FROM (SELECT r.id FROM visible r WHERE r.list_id = l.value${inOrder}) m CROSS JOIN records r ON r.id = m.id`
    : sql`SELECT r.* FROM records r WHERE r.list_id = l.value AND ${where}${inOrder}`
  const once = (part: keyof CardSql) =>
    compileOnce(
      scope,
      `card ${part} ${keys} ${shown.map(({ id }) => id)}`,
      (scope) => cardSql(scope, shown, keys)[part],
    )
  // The parts of one text: SQLite answers one value a list, and within JSON every quote of the cards would be written as two signs.
  const parts = sql`group_concat(card, ',') || ${SEPARATOR} || coalesce(group_concat(titles, ','), '') || ${SEPARATOR}
    || count(*) || ${SEPARATOR} || max(position || ' ' || printf('%016d', id))`
  const cards = sql<BoardRow>`${visible ? sql`WITH ${visible} ` : sql``}SELECT l.value AS id, (SELECT ${parts}
      FROM (SELECT r.id, r.position, ${once('json')} AS card, ${once('titles')} AS titles FROM (${page}) r ${once('joins')})) AS parts
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
  const totalsOf = counted.read(rest)
  const titles: string[] = []
  const columns = boardRows.map(({ id, parts }) => {
    const group = totalsOf.get(id)
    const count = group?.n ?? 0
    const sums = group ? counted.measures.flatMap((measured, i) => totalAnswer(scope, measured, group.totals[i]!)) : []
    const [cards = '', linked = '', n, last = ''] = parts?.split(SEPARATOR) ?? []
    if (linked) titles.push(linked)
    // A full page has more behind it, unless the whole list was counted and is no longer than that.
    const more = !input.records && Number(n) === input.perList && (input.cursor !== undefined || count > input.perList)
    const [position, lastId] = last.split(' ')
    const next = more ? JSON.stringify(encodeCursor(CARDS, JSON.stringify([position, Number(lastId)]))) : 'null'
    return `{"id":"${id}","count":${count},"totals":${JSON.stringify(sums)},"records":[${cards}],"next":${next}}`
  })
  keepDerived(context, project, { sums: counted.unkept })
  // Read once as an object, which has each of them once.
  const linked = JSON.stringify(JSON.parse(`{${titles.join(',')}}`))
  return `{"lists":[${columns.join(',')}],"linked":${linked},"seq":${last?.seq ?? 0}}`
}

/** Stands in no JSON as it is: control characters are written there with a backslash (RFC 8259). */
const SEPARATOR = '\u001e'

interface BoardRow {
  /** the list's id */
  id: number
  /** its cards, the titles that they link to, how many cards there are, and where the page ends; null where there is none */
  parts: string | null
}

/** The last change of a project: what a reader knows it is up to date by. */
export const selectSeq = (project: Project): Sql<{ seq: number }> =>
  sql`SELECT coalesce(max(seq), 0) AS seq FROM history WHERE project_id = ${project.id}`
