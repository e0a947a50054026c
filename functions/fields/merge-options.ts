import type { InferOutput } from 'valibot'
import type { optionMerge } from '../../src/core/api/field.ts'
import { invalid } from '../../src/core/errors/index.ts'
import { type OptionsConfig, typeOf } from '../../src/core/fields/index.ts'
import type { Field, Json, Project } from '../../src/core/model/index.ts'
import { raw, sql } from '../../src/core/sql/index.ts'
import { Change } from '../changes/index.ts'
import { fieldColumn } from '../changes/record-columns.ts'
import { valuesUnchanged } from '../changes/unchanged-since.ts'
import type { Context } from '../context/index.ts'
import { reloadField } from './fields.ts'

/** Several options become one: records that had any of them have that one. One change, so undo parts them again. */
export async function mergeOptions(
  context: Context,
  { project, field }: { project: Project; field: Field },
  { from, into }: InferOutput<typeof optionMerge>,
) {
  const type = typeOf(field.type)
  if (type?.holds !== 'options') throw unknownOption(field, 'into', into)
  const config = field.config as unknown as OptionsConfig
  const merged = new Set(from.filter((id) => id !== into))
  const named = [['into', into] as const, ...from.map((id, i) => [`from.${i}`, id] as const)]
  for (const [path, id] of named)
    if (!config.options.some((option) => option.id === id)) throw unknownOption(field, path, id)
  const slot = raw(`r.s${field.slot}`)
  const ids = JSON.stringify([...merged])
  const has =
    type.kind === 'option'
      ? sql`${slot} IN (SELECT value FROM json_each(${ids}))`
      : sql`EXISTS (SELECT 1 FROM json_each(${slot}) m WHERE m.value IN (SELECT value FROM json_each(${ids})))`
  const [holders] = await context.batch(
    sql<{
      id: number
      value: string
    }>`SELECT r.id, ${slot} AS value FROM records r WHERE r.project_id = ${project.id} AND ${slot} IS NOT NULL AND ${has}`,
  )
  const change = new Change(context)
  change.add(valuesUnchanged(project.id, field.id, context.seq))
  const valueAfter = (value: string) =>
    type.kind === 'option'
      ? into
      : JSON.stringify([...new Set((JSON.parse(value) as string[]).map((id) => (merged.has(id) ? into : id)))])
  const rows = holders.map(({ id, value }) => [id, valueAfter(value)])
  if (rows.length > 0) change.updateRecords(project, [fieldColumn(field)], rows)
  const initial = Array.isArray(field.default)
    ? [...new Set(field.default.map((id) => (merged.has(String(id)) ? into : id)))]
    : merged.has(String(field.default))
      ? into
      : field.default
  change.updateEntity('field', project.id, field.id, {
    config: { ...config, options: config.options.filter((option) => !merged.has(option.id)) } as unknown as Json,
    initial,
  })
  await change.commit()
  return { field: await reloadField(context, project, field.id), change: change.id }
}

const unknownOption = ({ name }: Field, path: string, value: string) =>
  invalid(path, 'unknownOption', { name, value, options: [] })
