import { atPath, invalid, Problem } from '../../src/core/errors/index.ts'
import { isSettable, typeOf } from '../../src/core/fields/index.ts'
import type { Field, Json, Project } from '../../src/core/model/index.ts'
import { worldOf } from '../../src/core/query/index.ts'
import type { Context } from '../context/index.ts'
import { defaultNow } from '../records/index.ts'

/** A default as it is kept: a value that the field takes; options by their ids, so that a rename changes nothing. */
export function storedDefault(
  context: Context,
  project: Project,
  field: Pick<Field, 'name' | 'type' | 'config'>,
  initial: Json | undefined,
): Json {
  if (initial === null || initial === undefined) return null
  const type = typeOf(field.type)!
  if (!isSettable(field.type) || type.storage === 'links') throw invalid('default', 'noDefault')
  const scope = context.scope(project)
  const value = atPath('default', () =>
    type.parse(defaultNow(scope, initial), field.config, worldOf(scope, field.name)),
  )
  return type.holds === 'options' ? (value as Json) : initial
}

/** The same default, or none where it no longer fits, since its option is gone. */
export function defaultThatStillFits(context: Context, project: Project, field: Field, initial: Json): Json {
  try {
    return storedDefault(context, project, field, initial)
  } catch (problem) {
    if (problem instanceof Problem) return null
    throw problem
  }
}
