import { isSettable } from '../../src/core/fields/index.ts'
import type { Json, Project } from '../../src/core/model/index.ts'
import { fieldNamed, relativeDay, type Scope, today } from '../../src/core/query/index.ts'

/** A default as a value is sent: relative days become dates. */
export const defaultNow = (scope: Scope, initial: Json): unknown => relativeDay(initial, today(scope)) ?? initial

/** What a new record is given, with the defaults of the fields that its maker could have set and said nothing of. */
export function withDefaults(scope: Scope, project: Project, values: Record<string, unknown>): Record<string, unknown> {
  const given = new Set(Object.keys(values).map((name) => fieldNamed(scope, name)?.id))
  const more = project.fields
    .filter((field) => field.default !== null && !field.fixed && !given.has(field.id) && isSettable(field.type))
    .map((field) => [String(field.id), defaultNow(scope, field.default)] as const)
  return { ...values, ...Object.fromEntries(more) }
}
