import * as v from 'valibot'
import { fault, Problem, refuse } from '../../src/core/errors/index.ts'
import { type FieldType, typeOf } from '../../src/core/fields/index.ts'
import { type Field, idFrom, type Project } from '../../src/core/model/index.ts'
import { BUILT_IN } from '../../src/core/query/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import type { Context } from '../context.ts'
import { computedConfig } from './computed-config.ts'
import { guard, refusing } from './database.ts'
import { parse } from './parse.ts'
import { between, owning } from './places.ts'
import { projectNow } from './projects.ts'
import { SLOTS } from './schema/records.ts'
import { Write } from './write.ts'

export const fieldName = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100))
const shape = {
  name: fieldName,
  config: v.record(v.string(), v.unknown()),
  required: v.boolean(),
  help: v.pipe(v.string(), v.maxLength(500)),
  section: v.pipe(v.string(), v.maxLength(100)),
}
const createSchema = v.strictObject({
  name: fieldName,
  type: v.string(),
  config: v.optional(shape.config, {}),
  required: v.optional(shape.required, false),
  help: v.optional(shape.help, ''),
  section: v.optional(shape.section, ''),
})
const patchSchema = v.partial(v.strictObject({ ...shape, type: v.string(), before: v.string(), after: v.string() }))

export async function createField(context: Context, projectId: number | null, body: unknown) {
  const project = context.project(projectId, 'manage')
  const input = parse(createSchema, body)
  const type = typeOf(input.type)
  if (!type) throw refuse('type', 'unknownType', { value: input.type })
  free(project, input.name)
  const write = new Write(context)
  addField(context, write, project, input)
  const { change, rows } = await refusing({ slotsFull: [422, () => fault('type', 'slotsFull')] }, () =>
    write.commit(sql`SELECT max(id) AS id FROM fields`),
  )
  const now = await projectNow(context, project.id)
  return { field: now.fields.find((one) => one.id === String(rows[0]![0]!.id)), change }
}

export async function updateField(context: Context, sent: string, body: unknown) {
  const { project, thing: field } = owning(context, 'fields', idFrom(sent), 'manage')
  const input = parse(patchSchema, body)
  if (input.type !== undefined && input.type !== field.type) throw refuse('type', 'typeFixed')
  if (input.name !== undefined) free(project, input.name, field)
  const config =
    input.config === undefined ? undefined : configOf(context, project, typeOf(field.type)!, input.config, field)
  const target = (of: unknown) => (of as { project?: string }).project
  if (config !== undefined && target(config) !== target(field.config)) throw refuse('config.project', 'targetFixed')
  const write = new Write(context)
  write.updateThing('field', project.id, field.id, {
    ...(input.name !== undefined && { name: input.name }),
    ...(config !== undefined && { config: JSON.stringify(config) }),
    ...(input.required !== undefined && { required: input.required ? 1 : 0 }),
    ...(input.help !== undefined && { help: input.help }),
    ...(input.section !== undefined && { section: input.section }),
    ...((input.before ?? input.after) !== undefined && { position: between(project.fields, input, field.id) }),
  })
  const { change } = await write.commit()
  const now = await projectNow(context, project.id)
  return { field: now.fields.find((one) => one.id === String(field.id)), change }
}

/** Its slot and values stay, so that undo brings them back. */
export async function deleteField(context: Context, sent: string) {
  const { project, thing: field } = owning(context, 'fields', idFrom(sent), 'manage')
  const write = new Write(context)
  write.updateThing('field', project.id, field.id, { deleted_at: context.now }, 'deleted')
  return { change: (await write.commit()).change }
}

export function configOf(context: Context, project: Project, type: FieldType, sent: unknown, field?: Field): unknown {
  const result = v.safeParse(type.config, sent)
  if (!result.success)
    throw new Problem(
      422,
      result.issues.map((issue) =>
        fault(['config', ...(issue.path ?? []).map((item) => String(item.key))].join('.'), 'badConfig', {
          reason: issue.message,
        }),
      ),
    )
  const config = result.output as { project?: string }
  if (type.home === 'links' && !context.catalog.projects.some((one) => String(one.id) === config.project))
    throw refuse('config.project', 'unknownProject')
  return type.home === 'computed' ? computedConfig(context, project, type.type, result.output, field) : config
}

export type FieldInput = v.InferOutput<typeof createSchema>

/** Adds a field within a write; several may be added in one. */
export function addField(context: Context, write: Write, project: Project, input: FieldInput): void {
  const type = typeOf(input.type)!
  const width = type.home === 'slot' ? 1 : type.home === 'money' ? 2 : 0
  const next = sql`(SELECT coalesce(max(max(coalesce(slot, 0), coalesce(slot2, 0))), 0) + 1 FROM fields WHERE project_id = ${project.id})`
  // A deleted field keeps its columns, so that it can come back with its values.
  if (width > 0) write.add(guard(sql`${next} + ${width} <= ${SLOTS + 1}`, 'slotsFull'))
  write.createThing('field', project.id, {
    project_id: project.id,
    name: input.name,
    type: input.type,
    config: JSON.stringify(configOf(context, project, type, input.config)),
    slot: width > 0 ? next : null,
    slot2: width > 1 ? sql`${next} + 1` : null,
    required: input.required ? 1 : 0,
    help: input.help,
    section: input.section,
    position: sql`(SELECT coalesce(max(position), 0) + 1 FROM fields WHERE project_id = ${project.id})`,
  })
}

/** Names that JSON in JavaScript can't carry as a key. */
const RESERVED = ['__proto__', 'constructor', 'prototype']

/** Names are unique in a project without case, and what is built in keeps its own. */
export function free(project: Project, wanted: string, but?: Field): void {
  if (project.fields.some((field) => field !== but && fold(field.name) === fold(wanted)))
    throw refuse('name', 'nameTaken', { name: wanted })
  if ([...BUILT_IN, ...RESERVED].some((one) => one.toLowerCase() === wanted.toLowerCase()))
    throw refuse('name', 'nameReserved', { name: wanted })
}
