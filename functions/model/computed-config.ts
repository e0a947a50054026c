import { refuse } from '../../src/core/errors/index.ts'
import type { Field, Project } from '../../src/core/model/index.ts'
import {
  compileFilter,
  fieldNamed,
  filterSchema,
  foldable,
  lookupOf,
  operandNamed,
  type Rollup,
  rollupOf,
  type Scope,
  through,
} from '../../src/core/query/index.ts'
import type { Context } from '../context.ts'
import { parse } from './parse.ts'
import { atPath } from './records/create.ts'
import { scopeOf } from './records/input.ts'

/** The config of a lookup or rollup with its names as ids, so that a rename breaks nothing. What leads nowhere is refused. */
export function computedConfig(
  context: Context,
  project: Project,
  type: string,
  config: unknown,
  field?: Field,
): unknown {
  const scope = scopeOf(context, project)
  const named = type === 'lookup' ? lookupConfig(scope, config) : rollupConfig(scope, config)
  if (field) prove(scope, { ...field, config: named as Field['config'] })
  return named
}

function lookupConfig(scope: Scope, config: unknown): unknown {
  const lookup = lookupOf(scope, { config } as Field)
  if (!lookup) throw refuse('config.reference', 'unknownField', { name: (config as { reference: string }).reference })
  const target = through(scope, lookup.target)
  const other = fieldNamed(target, lookup.name)
  atPath('config.field', () => operandNamed(target, lookup.name))
  return { reference: String(lookup.reference.id), field: other ? String(other.id) : lookup.name }
}

function rollupConfig(scope: Scope, sent: unknown): unknown {
  const config = sent as {
    project: string
    reference: string
    measure: { op: Rollup['op']; field?: string }
    filter?: unknown
  }
  const source = scope.catalog.projects.find((one) => String(one.id) === config.project)
  if (!source) throw refuse('config.project', 'unknownProject')
  const other = through(scope, source)
  const measured = config.measure.field === undefined ? null : fieldNamed(other, config.measure.field)
  if (config.measure.op !== 'count') {
    if (!measured) throw refuse('config.measure.field', 'unknownField', { name: config.measure.field ?? '' })
    if (!foldable(config.measure.op, measured))
      throw refuse('config.measure.field', 'badMeasure', { name: measured.name })
  }
  const filter = config.filter === undefined ? undefined : atPath('config', () => parse(filterSchema, config.filter))
  if (filter) atPath('config', () => compileFilter(filter, other))
  const rollup = rollupOf(scope, { config: { ...config, filter } as Field['config'] })
  if (!rollup) throw refuse('config.reference', 'unknownField', { name: config.reference })
  return {
    project: config.project,
    reference: String(rollup.reference.id),
    measure: { op: config.measure.op, ...(measured && { field: String(measured.id) }) },
    ...(filter && { filter }),
  }
}

/** A field that others read already may come to read itself: as if it were changed, it must still lead somewhere. */
function prove(scope: Scope, field: Field): void {
  const change = (project: Project): Project =>
    project.id === scope.project.id
      ? { ...project, fields: project.fields.map((one) => (one.id === field.id ? field : one)) }
      : project
  const catalog = { ...scope.catalog, projects: scope.catalog.projects.map(change) }
  atPath('config', () => operandNamed({ ...scope, catalog, project: change(scope.project) }, String(field.id)))
}
