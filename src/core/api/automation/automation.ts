import * as v from 'valibot'
import { type Filter, filterSchema } from '../../query/index.ts'
import { filter, id, idOf, instant, json, named, nameOf } from '../common.ts'
import { type Action, actionsSchema } from './action.ts'
import { type Trigger, triggerSchema } from './trigger.ts'

/** What an automation does, by ids: as it is stored, planned and answered. */
export interface AutomationDefinition {
  triggers: Trigger[]
  conditions: Filter | null
  actions: Action[]
}

/** Why an automation stands still, as an issue: its code and what its sentence names. */
export const pause = v.strictObject({ code: v.string(), what: v.string() })
export type Pause = v.InferOutput<typeof pause>

/** with whose rights it acts: oneself, or somebody whose rights one includes */
const owner = idOf('person', 'somebody, by id')

const definition = {
  triggers: v.pipe(v.array(triggerSchema), v.minLength(1), v.maxLength(10)),
  conditions: v.optional(v.nullable(filterSchema), null),
  actions: v.pipe(actionsSchema, v.minLength(1)),
}

const about = {
  name: nameOf(100),
  description: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(1000)), ''),
  on: v.optional(v.boolean(), false),
  /** knowingly lets it write what not everybody who sees the record may see; an admin's to say, and audited */
  open: v.optional(v.boolean(), false),
}

export const automationInput = v.strictObject({ ...about, owner: v.optional(owner), ...definition })
export type AutomationInput = v.InferOutput<typeof automationInput>

export const automationPatch = v.partial(
  v.strictObject({
    name: nameOf(100),
    description: v.pipe(v.string(), v.trim(), v.maxLength(1000)),
    on: v.boolean(),
    open: v.boolean(),
    owner,
    /** the `version` that this goes by; another one is a 409 */
    base: v.string(),
    triggers: definition.triggers,
    conditions: v.nullable(filterSchema),
    actions: definition.actions,
  }),
)
export type AutomationPatch = v.InferOutput<typeof automationPatch>

const answered = v.record(v.string(), json) as v.GenericSchema<Record<string, unknown>>

/** Of one that reads what the reader may not see there are no triggers, conditions and actions. */
export const automation = v.strictObject({
  id,
  project: id,
  name: v.string(),
  description: v.string(),
  on: v.boolean(),
  owner: v.nullable(named),
  paused: v.nullable(pause),
  /** another one whenever what it does, is called or acts for is changed */
  version: v.string(),
  /** who made that change */
  changedBy: v.nullable(named),
  lastRunAt: v.nullable(instant),
  nextDueAt: v.nullable(instant),
  triggers: v.optional(v.array(answered)),
  conditions: v.optional(v.nullable(filter)),
  actions: v.optional(v.array(answered)),
})
export type AutomationAnswer = v.InferOutput<typeof automation>

const days = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(90)), 30)
/** Templates by any name, and the record that fills them. */
export const previewInput = v.strictObject({
  record: idOf('record', 'a record of the project'),
  texts: v.pipe(
    v.record(v.pipe(v.string(), v.maxLength(40)), v.pipe(v.string(), v.maxLength(20_000))),
    v.maxEntries(10),
  ),
})
export type PreviewInput = v.InferOutput<typeof previewInput>
export const preview = v.strictObject({ texts: v.record(v.string(), v.string()) })

/** A draft against what is saved. */
export const rehearsalInput = v.strictObject({ days, draft: v.optional(v.strictObject(definition)) })

/** One that isn't saved yet. */
export const draftRehearsalInput = v.strictObject({ days, draft: v.strictObject(definition) })
