import { sql as drizzleSql } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { fieldInput, fieldPatch } from '../../src/core/api/field.ts'
import { invalid, issue, Problem } from '../../src/core/errors/index.ts'
import { mayBeUnique, typeOf, type UniqueIdConfig } from '../../src/core/fields/index.ts'
import { type Field, isSameJson, type Json, type Project } from '../../src/core/model/index.ts'
import { inProject } from '../../src/core/query/index.sql.ts'
import { raw, sql } from '../../src/core/sql/index.ts'
import { numberAll } from '../changes/auto-number.ts'
import { Change, type Pending } from '../changes/index.ts'
import { createUniqueIndex } from '../changes/unique.ts'
import type { Context } from '../context/index.ts'
import { mapGuardErrors } from '../db/batch.ts'
import { newPosition, reloadProject } from '../projects/index.ts'
import { defaultThatStillFits, storedDefault } from './default-value.ts'
import { configOf } from './field-config.ts'
import { requireAvailableFieldName } from './field-name.ts'
import { requireDistinctValues } from './make-unique.ts'
import { requireUnusedIds } from './option-ids.ts'
import { requireUnusedOptions } from './options-in-use.ts'
import { retype } from './retype.ts'
import { claimSlots, freeSlots } from './slots.ts'

interface FieldOf {
  project: Project
  field: Field
}

export type FieldInput = InferOutput<typeof fieldInput>

export async function createField(context: Context, project: Project, input: FieldInput) {
  const type = typeOf(input.type)
  if (!type) throw invalid('type', 'unknownType', { value: input.type })
  requireAvailableFieldName(project, input.name)
  const change = new Change(context)
  // Where statements name its column, that has to be known.
  const numbered = type.counted === true
  const slots = numbered || input.unique ? await claimSlots(context, change, project, type) : undefined
  const { config, created } = addField(context, change, project, input, slots)
  if (slots && input.unique) change.add(createUniqueIndex(project, { type: input.type, slot: slots.slot }))
  if (slots && numbered) change.add(...numberAll(project, slots.slot, config as unknown as UniqueIdConfig))
  await mapGuardErrors(slotsFull, () => change.commit())
  return { field: await reloadField(context, project, created.result[0]!.id), change: change.id }
}

export async function updateField(
  context: Context,
  { project, field }: FieldOf,
  { before, after, misfits, base, ...patch }: InferOutput<typeof fieldPatch>,
) {
  if (base !== undefined) await requireUnchangedConfig(context, project, field, base as Json)
  if (patch.name !== undefined) requireAvailableFieldName(project, patch.name, field)
  const change = new Change(context)
  const retyped =
    patch.type !== undefined && patch.type !== field.type
      ? await retype(context, change, project, field, {
          type: patch.type,
          config: patch.config,
          misfits,
          unique: patch.unique ?? field.unique,
        })
      : null
  const config =
    retyped || patch.config === undefined
      ? undefined
      : configOf(context, project, typeOf(field.type)!, patch.config, field)
  const target = (of: unknown) => (of as { project?: string }).project
  if (config !== undefined && target(config) !== target(field.config)) throw invalid('config.project', 'targetFixed')
  const changed: Field = { ...field, ...(config !== undefined && { config: config as Json }), ...retyped }
  const unique = patch.unique ?? (field.unique && mayBeUnique(changed.type))
  const initial =
    patch.default === undefined
      ? defaultThatStillFits(context, project, changed, retyped ? null : field.default)
      : storedDefault(context, project, changed, patch.default as Json)
  if (config !== undefined || retyped) await requireUnusedIds(context, field, changed)
  if (config !== undefined) await requireUnusedOptions(context, change, project, field, changed)
  if (config !== undefined && typeOf(field.type)?.kind === 'money')
    await requireUnusedCurrencies(context, project, field, changed)
  change.updateEntity('field', project.id, field.id, {
    ...retyped,
    name: patch.name,
    ...(config !== undefined && { config: config as Json }),
    required: patch.required,
    unique: unique === field.unique ? undefined : unique,
    initial: isSameJson(initial, field.default) ? undefined : initial,
    hidden: patch.hidden,
    help: patch.help,
    section: patch.section,
    position: newPosition(project.fields, { before, after }, field.id),
  })
  if (unique && retyped) change.add(createUniqueIndex(project, changed))
  else if (unique && !field.unique) await requireDistinctValues(context, change, project, changed)
  await mapGuardErrors(slotsFull, () => change.commit())
  return { field: await reloadField(context, project, field.id), change: change.id }
}

/** The field after a write, read from the reloaded catalog. */
export const reloadField = async (context: Context, project: Project, id: number) =>
  (await reloadProject(context, project.id)).fields.find((one) => one.id === String(id))

const slotsFull = { slotsFull: () => invalid('type', 'slotsFull') } as const

/** Its slot and values stay, so that undo brings them back. */
export async function deleteField(context: Context, { project, field }: FieldOf) {
  const change = new Change(context)
  change.updateEntity('field', project.id, field.id, { deletedAt: context.now }, 'deleted')
  await change.commit()
  return { change: change.id }
}

/** Adds a field within a change; several may be added in one. Answers its settings as they are kept. */
export function addField(
  context: Context,
  change: Change,
  project: Project,
  input: FieldInput,
  slots?: { slot: number | null; slot2: number | null },
): { config: Json; created: Pending<{ id: number }[]> } {
  const type = typeOf(input.type)!
  const config = configOf(context, project, type, input.config) as Json
  if (input.unique && !mayBeUnique(input.type)) throw invalid('unique', 'neverUnique')
  const field = { name: input.name, type: input.type, config }
  const created = change.createEntity('field', project.id, {
    projectId: project.id,
    ...field,
    ...(slots ?? freeSlots(change, project, type)),
    required: input.required,
    unique: input.unique,
    initial: storedDefault(context, project, field, input.default as Json),
    hidden: input.hidden,
    help: input.help,
    section: input.section,
    position: drizzleSql`(SELECT coalesce(max(position), 0) + 1 FROM fields WHERE project_id = ${project.id})`,
  })
  return { config, created }
}

/** Settings are sent whole, so from an old reading they would take away what somebody else has added since. */
async function requireUnchangedConfig(context: Context, project: Project, { id }: Field, base: Json) {
  const current = (await reloadField(context, project, id))?.config
  if (inOrder(current) !== inOrder(base)) throw new Problem(409, [issue('config', 'conflict', { current })])
}

/** As JSON, whatever order the keys came in. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

/** A currency that amounts are kept in stays: they would be taken for others. */
async function requireUnusedCurrencies(context: Context, project: Project, field: Field, changed: Field) {
  const codes = ({ config }: Field) => {
    const { currency, others } = config as { currency: string; others: string[] }
    return [currency, ...others]
  }
  const removed = codes(field).filter((code) => !codes(changed).includes(code))
  if (removed.length === 0) return
  const slot = raw(`s${field.slot2}`)
  const [[used]] = await context.batch(
    sql<{
      currency: string
      n: number
    }>`SELECT ${slot} AS currency, count(*) AS n FROM records WHERE ${inProject(project, 'records')}
      AND ${slot} IN (SELECT value FROM json_each(${JSON.stringify(removed)})) GROUP BY 1`,
  )
  if (used) throw invalid('config.others', 'currencyInUse', { currency: used.currency, count: used.n })
}
