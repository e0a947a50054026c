import type { RecordInput } from '../../src/core/api/record.ts'
import { invalid, issue, notFound, Problem } from '../../src/core/errors/index.ts'
import { balanced, literal, sql } from '../../src/core/sql/index.ts'
import { Change } from '../changes/index.ts'
import type { RecordColumn } from '../changes/record-columns.ts'
import type { Context } from '../context/index.ts'
import { type Guard, guard, mapGuardErrors } from '../db/batch.ts'
import { requireLive } from '../db/record-visibility.ts'
import { parseRecord } from './input.ts'
import { type RecordOf, selectRecord } from './read.ts'
import { requireReferencesLive, unknownRecord } from './references.ts'

/** Sets only what was sent, so that two people who edit different fields at once both succeed. `also` adds to the same batch. */
export async function updateRecord(
  context: Context,
  record: RecordOf,
  input: RecordInput,
  also?: (change: Change) => void,
): Promise<string> {
  const { id, project } = record
  const { base, ...patch } = input
  if (patch.list !== undefined) throw invalid('list', 'notSettable', { name: 'list' })
  const parsed = await parseRecord(context, project, patch)
  if (parsed.columns.length === 0) throw invalid('', 'required', { name: 'values' })
  const change = new Change(context)
  change.require(requireLive(id, project), ...(base === undefined ? [] : [unchangedSince(id, base, parsed.columns)]))
  change.require(...requireReferencesLive(context, parsed.references, id))
  change.updateRecords(project, parsed.columns, [[id, ...parsed.values]])
  also?.(change)
  const [[updated]] = await mapGuardErrors(
    {
      gone: notFound,
      unknownRecord: () => unknownRecord(context, parsed.references),
      conflict: () => conflict(context, record, base!, parsed.columns),
    },
    () => change.commit(selectRecord(context, project, sql`${id}`)),
  )
  return `{"record":${updated!.json},"change":"${change.id}"}`
}

/** Stops the batch if one of these columns was written after version `base` was read. */
function unchangedSince(id: number, base: number, columns: readonly RecordColumn[]): Guard {
  const touched = balanced(
    columns.map(({ key }) => sql`json_type(h.fields, ${literal(`$."${key}"`)}) IS NOT NULL`),
    'OR',
  )
  return guard(
    sql`NOT EXISTS (SELECT 1 FROM history h WHERE h.kind = 'record' AND h.thing_id = ${id} AND h.version > ${base} AND ${touched})`,
    'conflict',
  )
}

/** Which of the fields was changed meanwhile, by which changes, and what it is now. */
async function conflict(
  context: Context,
  { id, project }: RecordOf,
  base: number,
  columns: readonly RecordColumn[],
): Promise<Problem> {
  const [[row], since] = await context.batch(
    selectRecord(context, project, sql`${id}`),
    sql<{
      change_id: number
      fields: string
    }>`SELECT change_id, fields FROM history WHERE kind = 'record' AND thing_id = ${id} AND version > ${base}`,
  )
  const record = JSON.parse(row?.json ?? '{}')
  const written = since.map(({ change_id, fields }) => ({ change: `${change_id}`, fields: JSON.parse(fields) }))
  const isIn = (fields: object) => columns.find(({ key }) => Object.hasOwn(fields, key))
  const touching = written.filter(({ fields }) => isIn(fields))
  const { key } = isIn(Object.assign({}, ...touching.map(({ fields }) => fields))) ?? columns[0]!
  const isField = Object.hasOwn(record.values ?? {}, key)
  const found = {
    current: isField ? record.values[key] : record[key],
    version: record.version,
    changes: touching.map(({ change }) => change),
  }
  return new Problem(409, [issue(isField ? `values.${key}` : key, 'conflict', found)])
}
