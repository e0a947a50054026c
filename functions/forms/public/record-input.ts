import type { RecordInput } from '../../../src/core/api/record.ts'
import { Problem } from '../../../src/core/errors/index.ts'
import { typeOf } from '../../../src/core/fields/index.ts'
import type { Project } from '../../../src/core/model/index.ts'
import { worldOf } from '../../../src/core/query/index.ts'
import type { Context } from '../../context/index.ts'
import type { LiveForm } from './open-form.ts'

export type Values = Readonly<Record<string, unknown>>

/** What was sent and what the form adds to it unasked, as a record is made of it: list, tags and assignees are a new one's only. */
export function recordInput(form: LiveForm, sent: Values, captured: Readonly<Record<string, string>>): RecordInput {
  const { definition, project, context } = form
  const { title, description, ...values } = { ...hiddenValues(form, captured), ...sent }
  return {
    title: typeof title === 'string' ? title : null,
    ...(description !== undefined && { description: String(description) }),
    values,
    ...(project.lists.some(({ id }) => String(id) === definition.list) && { list: definition.list! }),
    tags: definition.tags.filter((tag) => project.tags.some(({ id }) => String(id) === tag)),
    assignees: activePeople(context, definition.assignees),
  }
}

/** Whoever has left is assigned nothing more. */
export const activePeople = ({ catalog }: Context, ids: readonly string[]): string[] =>
  ids.filter((id) => catalog.people.some((one) => String(one.id) === id && !one.deactivated))

/** What the page's address says comes first; where it doesn't fit the field, what the form says. */
function hiddenValues({ definition, project, context }: LiveForm, captured: Readonly<Record<string, string>>): Values {
  const values: Record<string, unknown> = {}
  for (const { field: key, value, from } of definition.hidden) {
    const candidates = [from === null ? undefined : captured[from], value]
    const fitting = candidates.find(
      (one) => one !== undefined && one !== null && one !== '' && fits(context, project, key, one),
    )
    if (fitting !== undefined) values[key] = fitting
  }
  return values
}

/** Whether the field is there, may be written, and takes that value. */
export function fits(context: Context, project: Project, key: string, value: unknown): boolean {
  if (key === 'title' || key === 'description') return typeof value === 'string'
  const field = project.fields.find(({ id }) => String(id) === key)
  if (!field || field.fixed) return false
  try {
    return typeOf(field.type)!.parse(value, field.config, worldOf(context.scope(project), field.name)) !== null
  } catch (problem) {
    if (problem instanceof Problem) return false
    throw problem
  }
}
