import type { InferOutput } from 'valibot'
import type { retypeInput } from '../../src/core/api/field.ts'
import { invalid, issue, Problem } from '../../src/core/errors/index.ts'
import {
  bareValue,
  decodeValue,
  encodeValue,
  type FieldType,
  type Primitive,
  proposedConfig,
  typeOf,
  valueToJson,
} from '../../src/core/fields/index.ts'
import type { Field, Json, Project } from '../../src/core/model/index.ts'
import { slotsOf } from '../../src/core/query/index.sql.ts'
import { worldOf } from '../../src/core/query/index.ts'
import { join, raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { identityOf } from '../../src/core/text/identity.ts'
import type { Change } from '../changes/change.ts'
import { jsonChunks } from '../changes/json-chunks.ts'
import { fieldColumn } from '../changes/record-columns.ts'
import { searchTextStatements } from '../changes/search-text.ts'
import { projectsUnchanged, valuesUnchanged } from '../changes/unchanged-since.ts'
import type { Context } from '../context/index.ts'
import { configOf } from './field-config.ts'
import { claimSlots } from './slots.ts'

const EXAMPLES = 20

interface RetypeOptions {
  type: string
  config?: unknown
  /** what to do with values that don't fit; refused where it isn't said */
  misfits?: 'refuse' | 'empty' | undefined
  /** its values must differ afterwards too */
  unique?: boolean
}

interface IncompatibleValue {
  record: { id: string; title: string }
  /** as people read it now */
  value: string
  code: string
  message: string
}

/** What would become of a field's values: how many fit the new type, and the first that don't, with their reasons. */
export async function previewRetype(
  context: Context,
  { project, field }: { project: Project; field: Field },
  input: InferOutput<typeof retypeInput>,
) {
  const { config, fits, incompatible } = await convertValues(context, project, field, input)
  return {
    type: input.type,
    config: config as Json,
    records: fits.length + incompatible.length,
    converts: fits.length,
    misfits: incompatible.length,
    examples: incompatible.slice(0, EXAMPLES),
  }
}

/**
 * Gives a field another type within a change: its values, read as the new type reads them, go into columns of their own. The
 * old ones stay where they are, so that undo has them back whole. Formulas and filters go on naming the same field. Answers what
 * of the field is different now.
 */
export async function retype(
  context: Context,
  change: Change,
  project: Project,
  field: Field,
  input: RetypeOptions,
): Promise<Pick<Field, 'type' | 'config' | 'slot' | 'slot2' | 'past'>> {
  const { type, config, fits, incompatible, until } = await convertValues(context, project, field, input)
  if (incompatible.length > 0 && input.misfits !== 'empty')
    throw new Problem(422, [
      issue('type', 'misfits', { count: incompatible.length, examples: incompatible.slice(0, EXAMPLES) }),
    ])
  if (input.unique) requireDistinct(field, fits)
  // Of links the titles were read, too.
  change.add(
    typeOf(field.type)?.storage === 'links'
      ? projectsUnchanged([project.id, Number((field.config as { project: string }).project)], until)
      : valuesUnchanged(project.id, field.id, until),
  )
  const slots = await claimSlots(context, change, project, type)
  const retyped: Field = { ...field, type: input.type, config: config as Json, ...slots }
  const column = fieldColumn(retyped)
  const rows = fits.map(([id, stored]) => [id, stored.length === 1 ? stored[0] : stored])
  for (const [, payload] of jsonChunks(rows))
    change.add(
      sql`UPDATE records AS r SET ${join(column.assignments(1).map(([name, value]) => sql`${raw(name)} = ${value}`))}
        FROM json_each(${payload}) p WHERE r.id = p.value ->> 0 AND +r.project_id = ${project.id}`,
    )
  change.add(...searchTextStatements([column], rows))
  const past = [...field.past, { until, type: field.type, config: field.config }]
  return { type: retyped.type, config: retyped.config, ...slots, past }
}

/** Two texts may be one number. */
function requireDistinct(field: Field, fits: readonly Fit[]): void {
  const seen = new Set<string>()
  for (const [, [value]] of fits) {
    const key = identityOf(String(value))
    if (seen.has(key)) throw invalid('type', 'notDistinct', { name: field.name, value: String(value) })
    seen.add(key)
  }
}

type Fit = readonly [id: number, stored: Primitive[]]

async function convertValues(context: Context, project: Project, field: Field, input: RetypeOptions) {
  const type = typeOf(input.type)
  if (!type) throw invalid('type', 'unknownType', { value: input.type })
  const from = typeOf(field.type)!
  const stays = (one: FieldType) => (one.storage !== 'slot' && one.storage !== 'money') || one.settable === false
  if (stays(type) || (stays(from) && from.storage !== 'links')) throw invalid('type', 'typeFixed', { type: input.type })
  const values = await valuesOf(context, project, field, from)
  const until = context.seq
  const bare = values.map(({ json }) => bareValue(from, type, json, context.catalog.workspace, field.config))
  const config = configOf(context, project, type, proposedConfig(type, input.config, bare, field), field)
  const world = worldOf(context.scope(project), field.name)
  const fits: Fit[] = []
  const incompatible: IncompatibleValue[] = []
  for (const [i, { id, title }] of values.entries())
    try {
      const value = type.parse(bare[i], config, world)
      if (value !== null) fits.push([id, encodeValue(type, value)])
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      const { code, message } = problem.issues[0]!
      incompatible.push({ record: { id: String(id), title }, value: asText(bare[i]), code, message })
    }
  return { type, config, fits, incompatible, until }
}

const asText = (bare: unknown): string =>
  typeof bare === 'object' ? (Array.isArray(bare) ? bare.join(', ') : JSON.stringify(bare)) : String(bare)

/** Every record's value, of those in the archive and in the bin too, as the API answers it. */
async function valuesOf(context: Context, project: Project, field: Field, from: FieldType) {
  const world = worldOf(context.scope(project), field.name)
  if (from.storage === 'links') {
    const [rows] = await context.batch(
      sql<{
        id: number
        title: string
        links: string
      }>`SELECT r.id, r.title, json_group_array(json_object('id', CAST(o.id AS TEXT), 'title', o.title)) AS links
        FROM links l JOIN records r ON r.id = l.from_id JOIN records o ON o.id = l.to_id
        WHERE l.field_id = ${field.id} AND o.deleted_at IS NULL GROUP BY r.id`,
    )
    return rows.map(({ id, title, links }) => ({ id, title, json: JSON.parse(links) as Json }))
  }
  const slots = slotsOf({ row: 'r' }, field)
  const columns: Sql = join(slots.map((slot, i) => sql`${slot} AS ${raw(`v${i}`)}`))
  const [rows] = await context.batch(
    sql<{
      id: number
      title: string
      v0: Primitive
      v1?: Primitive
    }>`SELECT r.id, r.title, ${columns} FROM records r WHERE r.project_id = ${project.id} AND ${slots[0]!} IS NOT NULL`,
  )
  return rows.map(({ id, title, v0, v1 = null }) => {
    const value = decodeValue(from, [v0, v1].slice(0, slots.length))
    return { id, title, json: valueToJson(from, value, field.config, world) }
  })
}
