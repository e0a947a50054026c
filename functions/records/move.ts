import type { InferOutput } from 'valibot'
import type { moveInput } from '../../src/core/api/record.ts'
import { atPath, invalid, notFound } from '../../src/core/errors/index.ts'
import { idFrom, type List, type Project } from '../../src/core/model/index.ts'
import { betweenSql } from '../../src/core/model/position.sql.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { enterList } from '../changes/enter-list.ts'
import { Change } from '../changes/index.ts'
import * as columns from '../changes/record-columns.ts'
import type { Context } from '../context/index.ts'
import { guard, mapGuardErrors } from '../db/batch.ts'
import { andVisible, requireLive } from '../db/record-visibility.ts'
import { listNamed, parseRecord } from './input.ts'
import { type RecordOf, selectRecord } from './read.ts'
import { requireReferencesLive, unknownRecord } from './references.ts'

/**
 * Into a list, before or after one of its cards, or to its head. One batch and no reading ahead: places are found in SQL. Beside a
 * card that isn't in that list (any more) there is no place: refused, or the card would stand where nobody put it.
 */
export async function moveRecord(
  context: Context,
  record: RecordOf,
  input: InferOutput<typeof moveInput>,
): Promise<string> {
  const { id, project } = record
  const list = atPath('list', () => listNamed(project, input.list))
  const [before, after] = [neighbour('before', input.before), neighbour('after', input.after)]
  const position = columns.derivedColumn(columns.position, positionSql(context, record, list, before, after))
  const parsed = await parseRecord(context, project, { values: input.values })
  const change = new Change(context)
  change.require(requireLive(id, project), ...requireReferencesLive(context, parsed.references, id))
  for (const [path, one] of [['before', before] as const, ['after', after] as const])
    if (one !== null) {
      const beside = sql`${one} <> ${id} AND EXISTS (SELECT 1 ${neighboursIn(project, list)} AND x.id = ${one})`
      change.require(guard(beside, path))
    }
  change.updateRecords(
    project,
    [columns.list, position, ...enterList(list, context.now), ...parsed.columns],
    [[id, list.id, null, null, null, ...parsed.values]],
    'moved',
  )
  const [[moved]] = await mapGuardErrors(
    {
      gone: notFound,
      unknownRecord: () => unknownRecord(context, parsed.references),
      before: () => invalid('before', 'badPlace', { value: input.before, list: list.name }),
      after: () => invalid('after', 'badPlace', { value: input.after, list: list.name }),
    },
    () => change.commit(selectRecord(context, project, sql`${id}`)),
  )
  return `{"record":${moved!.json},"change":"${change.id}"}`
}

function neighbour(path: string, sent: unknown): number | null {
  if (sent === undefined || sent === null) return null
  const id = idFrom(sent)
  if (id === null) throw invalid(path, 'notId', { value: sent })
  return id
}

/** A list's cards that the reader sees, as `x`. */
const neighboursIn = (project: Project, list: List): Sql =>
  sql`FROM records x WHERE x.list_id = ${list.id} AND x.archived_at IS NULL AND x.deleted_at IS NULL${andVisible(project, 'x')}`

function positionSql(
  context: Context,
  { id, project }: RecordOf,
  list: List,
  before: number | null,
  after: number | null,
): Sql {
  const neighbours = neighboursIn(project, list)
  const positionOf = (neighbour: number) => sql`(SELECT x.position ${neighbours} AND x.id = ${neighbour})`
  const others = sql`${neighbours} AND x.id <> ${id}`
  const first = sql`(SELECT min(x.position) ${others})`
  const bounds =
    before !== null
      ? sql`SELECT (SELECT max(x.position) ${others} AND x.position < ${positionOf(before)}) AS low, ${positionOf(before)} AS high`
      : after !== null
        ? sql`SELECT ${positionOf(after)} AS low, (SELECT min(x.position) ${others} AND x.position > ${positionOf(after)}) AS high`
        : sql`SELECT NULL AS low, ${first} AS high`
  return sql`(SELECT ${betweenSql(raw('b.low'), raw('b.high'), context.now)} FROM (${bounds}) b)`
}
