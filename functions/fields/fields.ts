import * as v from 'valibot'
import { atPath, invalid, issue, Problem } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { isSettable, mayBeUnique, typeOf, type UniqueIdConfig } from '../../src/core/fields/index.ts'
import { type Field, idFrom, type Json, type Project } from '../../src/core/model/index.ts'
import { BUILT_IN, inProject, worldOf } from '../../src/core/query/index.ts'
import { raw, sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import { numberAll } from '../changes/auto-number.ts'
import { Change } from '../changes/change.ts'
import { createUniqueIndex, makeUnique } from '../changes/unique.ts'
import type { Context } from '../context.ts'
import { mapGuardErrors } from '../db/batch.ts'
import { findPart, positionBetween } from '../projects/ordering.ts'
import { reloadProject } from '../projects/projects.ts'
import { defaultNow } from '../records/defaults.ts'
import { scopeOf } from '../records/input.ts'
import { configOf } from './field-config.ts'
import { retype } from './retype.ts'
import { claimSlots, freeSlots } from './slots.ts'

export const fieldName = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100))
const fieldShape = {
  name: fieldName,
  config: v.record(v.string(), v.unknown()),
  required: v.boolean(),
  unique: v.boolean(),
  /** as a value is sent; dates also {"relative": …}, people also "me" */
  default: v.unknown(),
  hidden: v.boolean(),
  help: v.pipe(v.string(), v.maxLength(500)),
  section: v.pipe(v.string(), v.maxLength(100)),
}
export const fieldInput = v.strictObject({
  name: fieldName,
  type: v.string(),
  config: v.optional(fieldShape.config, {}),
  required: v.optional(fieldShape.required, false),
  unique: v.optional(fieldShape.unique, false),
  default: v.optional(fieldShape.default, null),
  hidden: v.optional(fieldShape.hidden, false),
  help: v.optional(fieldShape.help, ''),
  section: v.optional(fieldShape.section, ''),
})
export const fieldPatch = v.partial(
  v.strictObject({
    ...fieldShape,
    type: v.string(),
    misfits: v.picklist(['refuse', 'empty']),
    before: v.string(),
    after: v.string(),
  }),
)

export async function createField(context: Context, projectId: number | null, body: unknown) {
  const project = context.project(projectId, 'manage')
  const input = parse(fieldInput, body)
  const type = typeOf(input.type)
  if (!type) throw invalid('type', 'unknownType', { value: input.type })
  requireFreeFieldName(context.unfilteredProject(project), input.name)
  const write = new Change(context)
  // Where statements name its column, that has to be known.
  const numbered = input.type === 'uniqueId'
  const slots = numbered || input.unique ? await claimSlots(context, write, project, type) : undefined
  const config = addField(context, write, project, input, slots)
  if (slots && input.unique) write.add(createUniqueIndex(project, slots.slot))
  if (slots && numbered) write.add(...numberAll(project, slots.slot, config as unknown as UniqueIdConfig))
  const { change, rows } = await mapGuardErrors(slotsFull, () => write.commit(sql`SELECT max(id) AS id FROM fields`))
  return { field: await reloadField(context, project, Number(rows[0]![0]!.id)), change }
}

export async function updateField(context: Context, sent: string, body: unknown) {
  const { project, thing: field } = findPart(context, 'fields', idFrom(sent), 'manage')
  const input = parse(fieldPatch, body)
  if (input.name !== undefined) requireFreeFieldName(context.unfilteredProject(project), input.name, field)
  const write = new Change(context)
  const retyped =
    input.type !== undefined && input.type !== field.type
      ? await retype(context, write, project, field, {
          ...input,
          type: input.type,
          unique: input.unique ?? field.unique,
        })
      : null
  const config =
    retyped || input.config === undefined
      ? undefined
      : configOf(context, project, typeOf(field.type)!, input.config, field)
  const target = (of: unknown) => (of as { project?: string }).project
  if (config !== undefined && target(config) !== target(field.config)) throw invalid('config.project', 'targetFixed')
  const now = { ...field, ...(config !== undefined && { config: config as Field['config'] }), ...retyped?.field }
  const unique = input.unique ?? (field.unique && mayBeUnique(now.type))
  const initial =
    input.default === undefined
      ? defaultThatStillFits(context, project, now, retyped ? null : field.default)
      : defaultFrom(context, project, now, input.default as Json)
  if (config !== undefined && field.type === 'currency') await requireUnusedCurrencies(context, project, field, now)
  write.updateEntity('field', project.id, field.id, {
    ...retyped?.columns,
    ...(input.name !== undefined && { name: input.name }),
    ...(config !== undefined && { config: JSON.stringify(config) }),
    ...(input.required !== undefined && { required: input.required ? 1 : 0 }),
    ...(unique !== field.unique && { is_unique: unique ? 1 : 0 }),
    ...(JSON.stringify(initial) !== JSON.stringify(field.default) && { initial: JSON.stringify(initial) }),
    ...(input.hidden !== undefined && { hidden: input.hidden ? 1 : 0 }),
    ...(input.help !== undefined && { help: input.help }),
    ...(input.section !== undefined && { section: input.section }),
    ...((input.before ?? input.after) !== undefined && { position: positionBetween(project.fields, input, field.id) }),
  })
  if (unique && retyped) write.add(createUniqueIndex(project, now.slot!))
  else if (unique && !field.unique) await makeUnique(context, write, project, now)
  const { change } = await mapGuardErrors(slotsFull, () => write.commit())
  return { field: await reloadField(context, project, field.id), change }
}

/** A field as it stands after a write. */
export async function reloadField(context: Context, project: Project, id: number) {
  return (await reloadProject(context, project.id)).fields.find((one) => one.id === String(id))
}

const slotsFull = { slotsFull: [422, () => issue('type', 'slotsFull')] } as const

/** Its slot and values stay, so that undo brings them back. */
export async function deleteField(context: Context, sent: string) {
  const { project, thing: field } = findPart(context, 'fields', idFrom(sent), 'manage')
  const write = new Change(context)
  write.updateEntity('field', project.id, field.id, { deleted_at: context.now }, 'deleted')
  return { change: (await write.commit()).change }
}

export type FieldInput = v.InferOutput<typeof fieldInput>

/** Adds a field within a write; several may be added in one. Answers its settings as they are kept. */
export function addField(
  context: Context,
  write: Change,
  project: Project,
  input: FieldInput,
  slots?: { slot: number | null; slot2: number | null },
): Field['config'] {
  const type = typeOf(input.type)!
  const config = configOf(context, project, type, input.config) as Field['config']
  const field = { name: input.name, type: input.type, config }
  if (input.unique && !mayBeUnique(input.type)) throw invalid('unique', 'neverUnique')
  const initial = defaultFrom(context, project, field, input.default as Json)
  write.createEntity('field', project.id, {
    project_id: project.id,
    name: input.name,
    type: input.type,
    config: JSON.stringify(config),
    ...(slots ?? freeSlots(write, project, type)),
    required: input.required ? 1 : 0,
    is_unique: input.unique ? 1 : 0,
    initial: JSON.stringify(initial),
    hidden: input.hidden ? 1 : 0,
    help: input.help,
    section: input.section,
    position: sql`(SELECT coalesce(max(position), 0) + 1 FROM fields WHERE project_id = ${project.id})`,
  })
  return config
}

/** A default as it is kept: a value that the field takes; options by their ids, so that a rename changes nothing. */
function defaultFrom(
  context: Context,
  project: Project,
  field: Pick<Field, 'name' | 'type' | 'config'>,
  initial: Json | undefined,
): Json {
  if (initial === null || initial === undefined) return null
  const type = typeOf(field.type)!
  if (!isSettable(field.type) || type.storage === 'links') throw invalid('default', 'noDefault')
  const scope = scopeOf(context, project)
  const value = atPath('default', () =>
    type.parse(defaultNow(scope, initial), field.config, worldOf(scope, field.name)),
  )
  return field.type === 'select' || field.type === 'multiSelect' ? (value as Json) : initial
}

/** One that no longer fits, since its option is gone, goes with it. */
function defaultThatStillFits(context: Context, project: Project, field: Field, initial: Json): Json {
  try {
    return defaultFrom(context, project, field, initial)
  } catch (problem) {
    if (problem instanceof Problem) return null
    throw problem
  }
}

/** A currency that amounts are kept in stays: they would be taken for others. */
async function requireUnusedCurrencies(context: Context, project: Project, field: Field, now: Field): Promise<void> {
  const codes = ({ config }: Field) => {
    const { currency, others } = config as { currency: string; others: string[] }
    return [currency, ...others]
  }
  const gone = codes(field).filter((code) => !codes(now).includes(code))
  if (gone.length === 0) return
  const slot = raw(`s${field.slot2}`)
  const [found] = await context.batch(
    sql`SELECT ${slot} AS currency, count(*) AS n FROM records WHERE ${inProject(project, 'records')} AND ${slot} IN (SELECT value FROM json_each(${JSON.stringify(gone)})) GROUP BY 1`,
  )
  const [used] = found!.results
  if (used) throw invalid('config.others', 'currencyInUse', { currency: used.currency, count: used.n })
}

/** Names that JSON in JavaScript can't carry as a key. */
const RESERVED = ['__proto__', 'constructor', 'prototype']

/** Fields of the whole project: for who sees all of them, two of one name could not be told apart. */
export function requireFreeFieldName({ fields }: Project, wanted: string, but?: Field): void {
  if (fields.some((field) => field.id !== but?.id && fold(field.name) === fold(wanted)))
    throw invalid('name', 'nameTaken', { name: wanted })
  // What is all digits is an id.
  if (/^\d+$/.test(wanted)) throw invalid('name', 'nameReserved', { name: wanted })
  if ([...BUILT_IN, ...RESERVED].some((one) => one.toLowerCase() === wanted.toLowerCase()))
    throw invalid('name', 'nameReserved', { name: wanted })
}
