import * as v from 'valibot'
import { invalid } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import type { OptionsConfig } from '../../src/core/fields/index.ts'
import { idFrom } from '../../src/core/model/index.ts'
import { raw, sql } from '../../src/core/sql/index.ts'
import { Change } from '../changes/change.ts'
import { fieldColumn } from '../changes/record-columns.ts'
import type { Context } from '../context.ts'
import { guard } from '../db/batch.ts'
import { findPart } from '../projects/ordering.ts'
import { reloadField } from './fields.ts'

export const optionMerge = v.strictObject({
  from: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(1000)),
  into: v.string(),
})

/** Several options become one: records that had any of them have that one. One change, so undo parts them again. */
export async function mergeOptions(context: Context, sent: string, body: unknown) {
  const { project, thing: field } = findPart(context, 'fields', idFrom(sent), 'manage')
  const { from, into } = parse(optionMerge, body)
  if (field.type !== 'select' && field.type !== 'multiSelect')
    throw invalid('into', 'unknownOption', told(field.name, into))
  const config = field.config as unknown as OptionsConfig
  const gone = new Set(from.filter((id) => id !== into))
  for (const [path, id] of [['into', into], ...from.map((one, i) => [`from.${i}`, one])] as [string, string][])
    if (!config.options.some((option) => option.id === id)) throw invalid(path, 'unknownOption', told(field.name, id))
  const slot = raw(`r.s${field.slot}`)
  const ids = JSON.stringify([...gone])
  const has =
    field.type === 'select'
      ? sql`${slot} IN (SELECT value FROM json_each(${ids}))`
      : sql`EXISTS (SELECT 1 FROM json_each(${slot}) m WHERE m.value IN (SELECT value FROM json_each(${ids})))`
  const [found] = await context.batch(
    sql`SELECT r.id, ${slot} AS value FROM records r WHERE r.project_id = ${project.id} AND ${slot} IS NOT NULL AND ${has}`,
  )
  const write = new Change(context)
  write.add(guard(sql`(SELECT coalesce(max(seq), 0) FROM history) = ${context.seq}`, 'stale'))
  const merged = (value: unknown) =>
    field.type === 'select'
      ? into
      : JSON.stringify([...new Set((JSON.parse(String(value)) as string[]).map((id) => (gone.has(id) ? into : id)))])
  const rows = found!.results.map((row) => [row.id, merged(row.value)])
  if (rows.length > 0) write.updateRecords(project, [fieldColumn(field)], rows)
  const options = config.options.filter((option) => !gone.has(option.id))
  const initial = Array.isArray(field.default)
    ? [...new Set(field.default.map((id) => (gone.has(String(id)) ? into : id)))]
    : gone.has(String(field.default))
      ? into
      : field.default
  write.updateEntity('field', project.id, field.id, {
    config: JSON.stringify({ ...config, options }),
    initial: JSON.stringify(initial),
  })
  const { change } = await write.commit()
  return { field: await reloadField(context, project, field.id), change }
}

const told = (name: string, value: string) => ({ name, value, options: [] })
