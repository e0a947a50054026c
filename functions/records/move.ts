import * as v from 'valibot'
import { atPath, invalid, notFound } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { betweenSql, idFrom, type List, type Project } from '../../src/core/model/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { Change } from '../changes/change.ts'
import * as columns from '../changes/record-columns.ts'
import type { Context } from '../context.ts'
import { mapGuardErrors } from '../db/batch.ts'
import { andVisible, requireLive } from '../db/record-visibility.ts'
import { listNamed, parseRecord } from './input.ts'
import { locate, recordStatement } from './read.ts'
import { requireReferencesLive, unknownRecord } from './references.ts'

export const moveInput = v.strictObject({
  list: v.unknown(),
  before: v.optional(v.nullable(v.unknown())),
  after: v.optional(v.nullable(v.unknown())),
  values: v.optional(v.record(v.string(), v.unknown())),
})

/** Into a list, before or after one of its cards, or to its head. One batch and no reading ahead: places are found in SQL. */
export async function moveRecord(context: Context, sent: unknown, body: unknown): Promise<string> {
  const { id, project } = locate(context, sent, 'edit')
  const input = parse(moveInput, body)
  const list = atPath('list', () => listNamed(project, input.list))
  const place = placeSql(context, project, id, list, neighbour('before', input.before), neighbour('after', input.after))
  const parsed = await parseRecord(context, project, { values: input.values })
  const write = new Change(context)
  write.add(requireLive(id, project), ...requireReferencesLive(context, parsed.references, id))
  write.updateRecords(
    project,
    [
      columns.list,
      columns.derivedColumn(columns.position, place),
      ...enterListColumns(context, list),
      ...parsed.columns,
    ],
    [[id, list.id, null, null, null, ...parsed.values]],
    'moved',
  )
  const { change, rows } = await mapGuardErrors(
    { gone: [404, () => notFound().issues[0]!], unknownRecord: [422, () => unknownRecord(parsed.references)] },
    () => write.commit(recordStatement(context, project, sql`${id}`)),
  )
  return `{"record":${rows[0]![0]!.json},"change":"${change}"}`
}

/** Entering a list starts its clock; entering a won, lost or void one closes the record, an open one opens it again. */
export function enterListColumns(context: Context, list: List): columns.RecordColumn[] {
  const stays = sql`r.list_id = ${list.id}`
  return [
    columns.derivedColumn(columns.enteredListAt, sql`iif(${stays}, r.entered_list_at, ${context.now})`),
    columns.derivedColumn(
      columns.closedAt,
      sql`iif(${stays}, r.closed_at, ${list.kind === 'open' ? null : context.now})`,
    ),
  ]
}

function neighbour(path: string, sent: unknown): number | null {
  if (sent === undefined || sent === null) return null
  const id = idFrom(sent)
  if (id === null) throw invalid(path, 'notId', { value: sent })
  return id
}

/** Among the cards that the reader sees. A neighbour that has left the list meanwhile is no error: the card then goes to the head. */
function placeSql(
  context: Context,
  project: Project,
  id: number,
  list: List,
  before: number | null,
  after: number | null,
): Sql {
  const there = sql`FROM records x WHERE x.list_id = ${list.id} AND x.archived_at IS NULL AND x.deleted_at IS NULL${andVisible(project, 'x')}`
  const at = (neighbour: number) => sql`(SELECT x.position ${there} AND x.id = ${neighbour})`
  const others = sql`${there} AND x.id <> ${id}`
  const first = sql`(SELECT min(x.position) ${others})`
  const bounds =
    before !== null
      ? sql`SELECT (SELECT max(x.position) ${others} AND x.position < ${at(before)}) AS low, coalesce(${at(before)}, ${first}) AS high`
      : after !== null
        ? sql`SELECT ${at(after)} AS low, (SELECT min(x.position) ${others} AND x.position > coalesce(${at(after)}, '')) AS high`
        : sql`SELECT NULL AS low, ${first} AS high`
  return sql`(SELECT ${betweenSql(raw('b.low'), raw('b.high'), context.now)} FROM (${bounds}) b)`
}
