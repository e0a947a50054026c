import * as v from 'valibot'
import { atPath, notFound, refuse } from '../../../src/core/errors/index.ts'
import { betweenSql, idFrom, type List, type Project } from '../../../src/core/model/index.ts'
import { raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context.ts'
import * as columns from '../columns.ts'
import { refusing } from '../database.ts'
import { parse } from '../parse.ts'
import { Write } from '../write.ts'
import { listNamed, parseRecord } from './input.ts'
import { locate, recordStatement } from './read.ts'
import { referencesLive, unknownRecord } from './references.ts'
import { andSeen, recordLives } from './seen.ts'

export const schema = v.strictObject({
  list: v.unknown(),
  before: v.optional(v.nullable(v.unknown())),
  after: v.optional(v.nullable(v.unknown())),
  values: v.optional(v.record(v.string(), v.unknown())),
})

/** Into a list, before or after one of its cards, or to its head. One batch and no reading ahead: places are found in SQL. */
export async function moveRecord(context: Context, sent: unknown, body: unknown): Promise<string> {
  const { id, project } = locate(context, sent, 'edit')
  const input = parse(schema, body)
  const list = atPath('list', () => listNamed(project, input.list))
  const place = placeSql(context, project, id, list, neighbour('before', input.before), neighbour('after', input.after))
  const parsed = await parseRecord(context, project, { values: input.values })
  const write = new Write(context)
  write.add(recordLives(id, project), ...referencesLive(context, parsed.references, id))
  write.update(
    project,
    [columns.list, columns.computed(columns.position, place), ...entering(context, list), ...parsed.columns],
    [[id, list.id, null, null, null, ...parsed.values]],
    'moved',
  )
  const { change, rows } = await refusing(
    { gone: [404, () => notFound().faults[0]!], unknownRecord: [422, () => unknownRecord(parsed.references)] },
    () => write.commit(recordStatement(context, project, sql`${id}`)),
  )
  return `{"record":${rows[0]![0]!.json},"change":"${change}"}`
}

/** Entering a list starts its clock; entering a won, lost or void one closes the record, an open one opens it again. */
export function entering(context: Context, list: List): columns.Column[] {
  const stays = sql`r.list_id = ${list.id}`
  return [
    columns.computed(columns.enteredListAt, sql`iif(${stays}, r.entered_list_at, ${context.now})`),
    columns.computed(columns.closedAt, sql`iif(${stays}, r.closed_at, ${list.kind === 'open' ? null : context.now})`),
  ]
}

function neighbour(path: string, sent: unknown): number | null {
  if (sent === undefined || sent === null) return null
  const id = idFrom(sent)
  if (id === null) throw refuse(path, 'notId', { value: sent })
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
  const there = sql`FROM records x WHERE x.list_id = ${list.id} AND x.archived_at IS NULL AND x.deleted_at IS NULL${andSeen(project, 'x')}`
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
