import { isKnown, readCell, targetOf } from '../../src/core/csv/index.ts'
import type { Option, OptionsConfig } from '../../src/core/fields/index.ts'
import { COLORS, type Json, type Project } from '../../src/core/model/index.ts'
import { identityOf } from '../../src/core/text/identity.ts'
import { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { newOptionId } from '../fields/index.ts'
import type { ImportJob } from './import-job.ts'
import { fieldFor } from './read-rows.ts'

/**
 * Makes the tags and options that these rows name and that are not there yet, where the mapping says so. The catalog then
 * has them; another chunk that wanted the same at the same time finds its own catalog stale and looks again.
 */
export async function createOptions(
  context: Context,
  { project, plan, change }: ImportJob,
  rows: readonly (readonly string[])[],
): Promise<Context> {
  const part = new Change(context, { part: change })
  let any = false
  for (const column of plan.mapping.filter(isKnown)) {
    if (column.missing !== 'create') continue
    const index = plan.columns.indexOf(column.column)
    const field = fieldFor(project, column)
    const target = targetOf(column, field ? { type: field.type, config: field.config as object } : undefined)
    if (!target || !(column.to === 'tags' || /^(select|multiSelect)$/.test(target.type))) continue
    const names = new Map<string, string>()
    for (const row of rows) {
      const sent = readCell(row[index] ?? '', column, target, plan)
      for (const name of Array.isArray(sent) ? sent : [sent]) {
        const text = typeof name === 'string' ? name.trim().slice(0, 200) : ''
        if (text && !names.has(identityOf(text))) names.set(identityOf(text), text)
      }
    }
    any = (field ? addOptions(part, project, field, names) : addTags(part, project, names)) || any
  }
  if (!any) return context
  await part.commit()
  return context.reload()
}

/** A tag's name has at most 60 letters; longer ones are left to be refused by their row. */
function addTags(part: Change, project: Project, names: Map<string, string>): boolean {
  const existing = new Set(project.tags.map((tag) => identityOf(tag.name)))
  const missing = [...names].filter(([identity, name]) => !existing.has(identity) && name.length <= 60)
  part.createEntities(
    'tag',
    project.id,
    missing.map(([, name], i) => {
      const position = project.tags.length + i + 1
      return { projectId: project.id, name, color: COLORS[position % COLORS.length]!, position }
    }),
  )
  return missing.length > 0
}

/** As many as a field takes; rows that name more are refused. */
const OPTIONS = 1000

function addOptions(
  part: Change,
  project: Project,
  field: Project['fields'][number],
  names: Map<string, string>,
): boolean {
  const { options } = field.config as unknown as OptionsConfig
  const existing = new Set(options.map((option) => identityOf(option.name)))
  const newNames = [...names]
    .filter(([identity]) => !existing.has(identity))
    .slice(0, Math.max(0, OPTIONS - options.length))
    .map(
      ([, name], i): Option => ({ id: newOptionId(), name, color: COLORS[(options.length + i + 1) % COLORS.length]! }),
    )
  if (newNames.length === 0) return false
  part.updateEntity('field', project.id, field.id, {
    config: { ...(field.config as object), options: [...options, ...newNames] } as unknown as Json,
  })
  return true
}
