import type { InboundMapping, Mapped } from '../../src/core/api/outside/inbound.ts'
import { namesInTemplate } from '../../src/core/automations/template.ts'
import { IssueCollector, invalid } from '../../src/core/errors/index.ts'
import { isSettable, typeOf } from '../../src/core/fields/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import { fieldNamed } from '../../src/core/query/index.ts'
import { isSameName } from '../../src/core/text/identity.ts'
import type { Context } from '../context/index.ts'
import { findable } from '../imports/index.ts'

/** Places of a record that are no fields. */
const BUILT_IN = ['title', 'description', 'list', 'due', 'tags', 'assignees'] as const
export type BuiltIn = (typeof BUILT_IN)[number]

export const builtInNamed = (name: string): BuiltIn | undefined => BUILT_IN.find((one) => isSameName(one, name))

/** A mapping as it is kept: fields by ids. All that is wrong with it is told at once, each by its place. */
export function storedMapping(
  context: Context,
  project: Project,
  mapping: readonly Mapped[] | null,
  key: string | null,
): InboundMapping | null {
  if (mapping === null) return null
  const issues = new IssueCollector()
  const filled = new Set<string>()
  const entries = mapping.map((entry, i) => {
    const to = issues.try(`mapping.${i}.to`, () => placeNamed(context, project, entry.to))
    if (to !== undefined && filled.has(to)) issues.try(`mapping.${i}.to`, () => refuseTwice(entry.to))
    if (to !== undefined) filled.add(to)
    if ('text' in entry)
      issues.try(`mapping.${i}.text`, () => {
        const [name] = namesInTemplate(entry.text)
        if (name !== undefined) throw invalid('', 'unknownField', { name })
      })
    return { ...entry, to: to ?? entry.to }
  })
  const by = key === null ? null : issues.try('key', () => keyNamed(context, project, key, filled))
  issues.throwIfAny()
  return { entries, key: by ?? null }
}

function placeNamed(context: Context, project: Project, name: string): string {
  const field = fieldNamed(context.scope(project), name)
  if (!field) {
    const builtIn = builtInNamed(name)
    if (!builtIn) throw invalid('', 'unknownField', { name })
    return builtIn
  }
  if (!isSettable(field.type) || typeOf(field.type)!.storage === 'files')
    throw invalid('', 'notSettable', { name: field.name })
  if (field.fixed) throw invalid('', 'fixedField', { name: field.name })
  return String(field.id)
}

function refuseTwice(name: string): never {
  throw invalid('', 'mappedTwice', { name })
}

/** Records are found by what has a folded text. */
function keyNamed(context: Context, project: Project, name: string, filled: ReadonlySet<string>): string {
  const field = fieldNamed(context.scope(project), name)
  if (!field && builtInNamed(name) !== 'title') throw invalid('', 'unknownField', { name })
  if (field && !findable(typeOf(field.type)!.kind, field)) throw invalid('', 'keyNotText', { name: field.name })
  const by = field ? String(field.id) : 'title'
  if (!filled.has(by)) throw invalid('', 'keyNotMapped', { name: field?.name ?? project.titleName })
  return by
}
