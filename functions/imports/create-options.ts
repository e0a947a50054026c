import { isKnown, type PlannedColumn, readCell, type Target, targetOf } from '../../src/core/csv/index.ts'
import { type Option, type OptionsConfig, typeOf } from '../../src/core/fields/index.ts'
import { type Field, freeColors, type Json, type Project } from '../../src/core/model/index.ts'
import { identityOf } from '../../src/core/text/identity.ts'
import { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { newOptionId } from '../fields/index.ts'
import type { ImportJob, ImportPlan } from './import-job.ts'
import { fieldFor, readRows } from './read-rows.ts'

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
  let accepted: readonly (readonly string[])[] | undefined
  for (const column of plan.mapping.filter(isKnown)) {
    const field = fieldFor(project, column)
    const target = makes(column, field)
    if (!target || missingFrom(project, field, namesIn(rows, column, target, plan)).length === 0) continue
    accepted ??= acceptedRows(context, project, plan, rows)
    const names = missingFrom(project, field, namesIn(accepted, column, target, plan))
    any = (field ? addOptions(part, project, field, names) : addTags(part, project, names)) || any
  }
  if (!any) return context
  await part.commit()
  return context.reload()
}

/** Rows that are refused for another column leave no option behind that nothing has. */
function acceptedRows(context: Context, project: Project, plan: ImportPlan, rows: readonly (readonly string[])[]) {
  const mapping = plan.mapping.filter((column) => !isKnown(column) || !makes(column, fieldFor(project, column)))
  return readRows(context, project, { ...plan, mapping }, 1, rows).read.map(({ row }) => rows[row - 1]!)
}

/** The kind of value of a column that makes tags or options; null for any other. */
function makes(column: PlannedColumn, field: Field | null): Target | null {
  const target = targetOf(column, field ? { type: field.type, config: field.config as object } : undefined)
  if (!target || column.missing !== 'create') return null
  return column.to === 'tags' || typeOf(target.type)?.holds === 'options' ? target : null
}

/** The longest name of an option; what is longer is left to be refused by its row. */
const LONGEST = 200

/** By identity, in the spelling that comes first. */
function namesIn(rows: readonly (readonly string[])[], column: PlannedColumn, target: Target, plan: ImportPlan) {
  const index = plan.columns.indexOf(column.column)
  const names = new Map<string, string>()
  for (const row of rows) {
    const sent = readCell(row[index] ?? '', column, target, plan)
    for (const name of Array.isArray(sent) ? sent : [sent]) {
      const text = typeof name === 'string' ? name.trim() : ''
      if (text && text.length <= LONGEST && !names.has(identityOf(text))) names.set(identityOf(text), text)
    }
  }
  return names
}

function missingFrom(project: Project, field: Field | null, names: ReadonlyMap<string, string>): string[] {
  const existing = field ? (field.config as unknown as OptionsConfig).options : project.tags
  const known = new Set(existing.map(({ name }) => identityOf(name)))
  return [...names].filter(([identity]) => !known.has(identity)).map(([, name]) => name)
}

/** A tag's name has at most 60 letters; longer ones are left to be refused by their row. */
function addTags(part: Change, project: Project, missing: readonly string[]): boolean {
  const names = missing.filter((name) => name.length <= 60)
  const first = project.tags.length + 1
  const colors = freeColors(names.length, project.tags)
  part.createEntities(
    'tag',
    project.id,
    names.map((name, i) => ({ projectId: project.id, name, color: colors[i]!, position: first + i })),
  )
  return names.length > 0
}

/** As many as a field takes; rows that name more are refused. */
const OPTIONS = 1000

function addOptions(part: Change, project: Project, field: Field, missing: readonly string[]): boolean {
  const { options } = field.config as unknown as OptionsConfig
  const names = missing.slice(0, Math.max(0, OPTIONS - options.length))
  const colors = freeColors(names.length, options)
  const added = names.map((name, i): Option => ({ id: newOptionId(), name, color: colors[i]! }))
  if (added.length === 0) return false
  part.updateEntity('field', project.id, field.id, {
    config: { ...(field.config as object), options: [...options, ...added] } as unknown as Json,
  })
  return true
}
