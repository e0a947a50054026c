import { typeOf, type World } from '../../fields/index.ts'
import type { Field } from '../../model/index.ts'
import { findNamed } from '../../text/identity.ts'
import { inputsOf, type Scope } from '../scope.ts'

export const BUILT_IN = [
  'title',
  'list',
  'listKind',
  'tags',
  'assignees',
  'due',
  'description',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'number',
  'enteredListAt',
  'timeInList',
  'closedAt',
  'lastActivity',
  'lastContacted',
  'nextStep',
  'stale',
  'overdue',
  'archived',
  'bin',
] as const

/** One that is only being made has -1. */
const IS_ID = /^-?\d+$/

/** A field by its exact name, by id, or by name without case; null where the project has none (or it may not be seen). */
export function fieldNamed({ project, inside }: Pick<Scope, 'project' | 'inside'>, name: string): Field | null {
  const fields = inside ? inputsOf(project) : project.fields
  return (
    fields.find((field) => field.name === name) ??
    (IS_ID.test(name) ? fields.find((field) => String(field.id) === name) : undefined) ??
    findNamed(fields, name) ??
    null
  )
}

export const worldOf = (scope: Pick<Scope, 'catalog' | 'me'>, name: string): World => ({
  name,
  country: scope.catalog.workspace.country,
  zone: scope.catalog.workspace.zone,
  people: scope.catalog.people,
  me: scope.me,
})

/** The built-in that a field shows under a name of its own; undefined for every other field. */
export const builtInOf = (field: Pick<Field, 'type'>): string | undefined => typeOf(field.type)?.builtIn
