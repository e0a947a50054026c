import * as v from 'valibot'
import { invalid, issue, Problem } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
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
import { type Field, idFrom, type Json, type Project } from '../../src/core/model/index.ts'
import { slotsOf, worldOf } from '../../src/core/query/index.ts'
import { join, raw, type Sql, sql } from '../../src/core/sql/index.ts'
import type { Change } from '../changes/change.ts'
import { jsonChunks } from '../changes/json-chunks.ts'
import { fieldColumn } from '../changes/record-columns.ts'
import { searchTextStatements } from '../changes/search-text.ts'
import { recountCube } from '../changes/totals-cube.ts'
import type { Context } from '../context.ts'
import { guard } from '../db/batch.ts'
import { findPart } from '../projects/ordering.ts'
import { scopeOf } from '../records/input.ts'
import { configOf } from './field-config.ts'
import { claimSlots } from './slots.ts'

const EXAMPLES = 20

interface RetypeInput {
  type: string
  config?: unknown
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

export const retypeInput = v.strictObject({ type: v.string(), config: v.optional(v.record(v.string(), v.unknown())) })

/** What would become of a field's values: how many fit the new type, and the first that don't, with their reasons. */
export async function previewRetype(context: Context, sent: string, body: unknown) {
  const { project, thing: field } = findPart(context, 'fields', idFrom(sent), 'manage')
  const asked = parse(retypeInput, body)
  const { config, fits, misfits } = await convertValues(context, project, field, asked)
  return {
    type: asked.type,
    config: config as Json,
    records: fits.length + misfits.length,
    converts: fits.length,
    misfits: misfits.length,
    examples: misfits.slice(0, EXAMPLES),
  }
}

/**
 * Gives a field another type within a write: its values, read as the new type reads them, go into columns of their own. The
 * old ones stay where they are, so that undo has them back whole. Formulas and filters go on naming the same field.
 */
export async function retype(context: Context, write: Change, project: Project, field: Field, asked: RetypeInput) {
  const { type, config, fits, misfits } = await convertValues(context, project, field, asked)
  if (misfits.length > 0 && asked.misfits !== 'empty')
    throw new Problem(422, [issue('type', 'misfits', { count: misfits.length, examples: misfits.slice(0, EXAMPLES) })])
  if (asked.unique) requireDistinct(field, fits)
  // Nothing was written since the values were read.
  const until = context.seq
  write.add(guard(sql`(SELECT coalesce(max(seq), 0) FROM history) = ${until}`, 'stale'))
  const slots = await claimSlots(context, write, project, type)
  const now: Field = { ...field, type: asked.type, config: config as Json, ...slots }
  const column = fieldColumn(now)
  const rows = fits.map(([id, stored]) => [id, stored.length === 1 ? stored[0] : stored])
  for (const [, payload] of jsonChunks(rows))
    write.add(
      sql`UPDATE records AS r SET ${join(column.assignments(1).map(([name, value]) => sql`${raw(name)} = ${value}`))}
        FROM json_each(${payload}) p WHERE r.id = p.value ->> 0 AND +r.project_id = ${project.id}`,
    )
  write.add(...searchTextStatements([column], rows))
  if (typeOf(field.type)?.kind === 'money' || type.kind === 'money') {
    const fields = project.fields.map((one) => (one.id === field.id ? now : one))
    write.add(...recountCube({ ...project, fields }, context.catalog.workspace.zone))
  }
  const past = [...field.past, { until, type: field.type, config: field.config }]
  return {
    field: { type: now.type, config: now.config, ...slots },
    columns: { type: now.type, config: JSON.stringify(config), ...slots, past: JSON.stringify(past) },
  }
}

/** Two texts may be one number. */
function requireDistinct(field: Field, fits: readonly Fit[]): void {
  const seen = new Set<string>()
  for (const [, [value]] of fits) {
    const at = String(value).toLowerCase()
    if (seen.has(at)) throw invalid('type', 'notDistinct', { name: field.name, value: String(value) })
    seen.add(at)
  }
}

type Fit = readonly [id: number, stored: Primitive[]]

async function convertValues(context: Context, project: Project, field: Field, asked: RetypeInput) {
  const type = typeOf(asked.type)
  if (!type) throw invalid('type', 'unknownType', { value: asked.type })
  const from = typeOf(field.type)!
  const stays = (one: FieldType) => (one.storage !== 'slot' && one.storage !== 'money') || one.settable === false
  if (stays(type) || (stays(from) && from.storage !== 'links')) throw invalid('type', 'typeFixed', { type: asked.type })
  const values = await valuesOf(context, project, field, from)
  const bare = values.map(({ answered }) => bareValue(from, type, answered, context.catalog.workspace, field.config))
  const config = configOf(context, project, type, proposedConfig(type, asked.config, bare, field))
  const world = worldOf(scopeOf(context, project), field.name)
  const fits: Fit[] = []
  const misfits: IncompatibleValue[] = []
  for (const [i, { id, title }] of values.entries())
    try {
      const value = type.parse(bare[i], config, world)
      if (value !== null) fits.push([id, encodeValue(type, value)])
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      const { code, message } = problem.issues[0]!
      misfits.push({ record: { id: String(id), title }, value: shown(bare[i]), code, message })
    }
  return { type, config, fits, misfits }
}

const shown = (bare: unknown): string =>
  typeof bare === 'object' ? (Array.isArray(bare) ? bare.join(', ') : JSON.stringify(bare)) : String(bare)

/** Every record's value, of those in the archive and in the bin too, as the API answers it. */
async function valuesOf(context: Context, project: Project, field: Field, from: FieldType) {
  const world = worldOf(scopeOf(context, project), field.name)
  if (from.storage === 'links') {
    const [result] = await context.batch(
      sql`SELECT r.id, r.title, json_group_array(json_object('id', CAST(o.id AS TEXT), 'title', o.title)) AS links
        FROM links l JOIN records r ON r.id = l.from_id JOIN records o ON o.id = l.to_id
        WHERE l.field_id = ${field.id} AND o.deleted_at IS NULL GROUP BY r.id`,
    )
    return result!.results.map((row) => ({
      id: Number(row.id),
      title: String(row.title),
      answered: JSON.parse(String(row.links)) as Json,
    }))
  }
  const slots = slotsOf({ row: 'r' }, field)
  const columns: Sql = join(slots.map((slot, i) => sql`${slot} AS ${raw(`v${i}`)}`))
  const [result] = await context.batch(
    sql`SELECT r.id, r.title, ${columns} FROM records r WHERE r.project_id = ${project.id} AND ${slots[0]!} IS NOT NULL`,
  )
  return result!.results.map((row) => {
    const value = decodeValue(from, [row.v0 ?? null, row.v1 ?? null].slice(0, slots.length))
    return {
      id: Number(row.id),
      title: String(row.title),
      answered: valueToJson(from, value, field.config, world),
    }
  })
}
