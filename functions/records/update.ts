import { invalid, issue, notFound } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import type { Project } from '../../src/core/model/index.ts'
import { balanced, literal, type Sql, sql } from '../../src/core/sql/index.ts'
import { Change } from '../changes/change.ts'
import type { RecordColumn } from '../changes/record-columns.ts'
import type { Context } from '../context.ts'
import { guard, mapGuardErrors } from '../db/batch.ts'
import { requireLive } from '../db/record-visibility.ts'
import { parseRecord, recordSchema } from './input.ts'
import { locate, recordStatement } from './read.ts'
import { requireReferencesLive, unknownRecord } from './references.ts'

/** Sets what was sent and nothing else, so that two people who edit different fields both win. */
export async function updateRecord(context: Context, sent: unknown, body: unknown): Promise<string> {
  const { id, project } = locate(context, sent, 'edit')
  const { base, ...input } = parse(recordSchema, body)
  if (input.list !== undefined) throw invalid('list', 'notSettable', { name: 'list' })
  const parsed = await parseRecord(context, project, input)
  if (parsed.columns.length === 0) throw invalid('', 'required', { name: 'values' })
  const write = new Change(context)
  write.add(requireLive(id, project), ...(base === undefined ? [] : [unchangedSince(id, base, parsed.columns)]))
  write.add(...requireReferencesLive(context, parsed.references, id))
  write.updateRecords(project, parsed.columns, [[id, ...parsed.values]])
  const { change, rows } = await mapGuardErrors(
    {
      gone: [404, () => notFound().issues[0]!],
      unknownRecord: [422, () => unknownRecord(parsed.references)],
      conflict: [409, () => conflict(context, project, id, base!, parsed.columns)],
    },
    () => write.commit(recordStatement(context, project, sql`${id}`)),
  )
  return `{"record":${rows[0]![0]!.json},"change":"${change}"}`
}

/** Stops the batch if one of these columns was written after version `base` was read. */
function unchangedSince(id: number, base: number, columns: readonly RecordColumn[]): Sql {
  const touched = balanced(
    columns.map(({ key }) => sql`json_type(h.fields, ${literal(`$."${key}"`)}) IS NOT NULL`),
    'OR',
  )
  return guard(
    sql`NOT EXISTS (SELECT 1 FROM history h WHERE h.kind = 'record' AND h.thing_id = ${id} AND h.version > ${base} AND ${touched})`,
    'conflict',
  )
}

async function conflict(
  context: Context,
  project: Project,
  id: number,
  base: number,
  columns: readonly RecordColumn[],
) {
  const [result, since] = await context.batch(
    recordStatement(context, project, sql`${id}`),
    sql`SELECT fields FROM history WHERE kind = 'record' AND thing_id = ${id} AND version > ${base}`,
  )
  const record = JSON.parse(String(result?.results[0]?.json ?? '{}'))
  const changed = new Set(since!.results.flatMap((row) => Object.keys(JSON.parse(String(row.fields)))))
  const key = columns.find((column) => changed.has(column.key))?.key ?? columns[0]!.key
  const own = Object.hasOwn(record.values ?? {}, key)
  return issue(own ? `values.${key}` : key, 'conflict', {
    current: own ? record.values[key] : record[key],
    version: record.version,
  })
}
