import { atPath, invalid, onlyAtPath } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { type Computation, type DurationConfig, typeOf } from '../../src/core/fields/index.ts'
import { parseCompilable } from '../../src/core/formula/index.sql.ts'
import { environment, FormulaError, findCycle, toStored } from '../../src/core/formula/index.ts'
import { type Catalog, type Field, PLAIN_FIELD, type Project } from '../../src/core/model/index.ts'
import { compileFilter, formulaFields, measureSql, operandSql, type SqlScope } from '../../src/core/query/index.sql.ts'
import {
  fieldNamed,
  filterById,
  filterSchema,
  graphOf,
  lookupNamed,
  type MeasureOp,
  rollupParts,
  through,
} from '../../src/core/query/index.ts'
import type { Context } from '../context/index.ts'
import { requireWithinLimits } from '../db/d1-limits.ts'

/** The config of a lookup or rollup with its names as ids, so that a rename breaks nothing. What leads nowhere is refused. */
export function computedConfig(
  context: Context,
  project: Project,
  type: string,
  config: unknown,
  field?: Field,
): unknown {
  const scope = context.scope(project)
  const known = CONFIGS[typeOf(type)!.computed!]
  if (!known) return config
  const named = known(scope, config, field)
  prove(context, scope, { ...(field ?? newField(type)), config: named as Field['config'] })
  return named
}

/** Where a config names other things; null where there is nothing to check. */
const CONFIGS: Record<Computation, ((scope: SqlScope, config: unknown, field?: Field) => unknown) | null> = {
  formula: (scope, config, field) => formulaConfig(scope, config as { formula: string }, field),
  lookup: lookupConfig,
  rollup: rollupConfig,
  duration: (scope, config) => durationConfig(scope, config as DurationConfig),
  builtIn: null,
  nothing: null,
}

/** Checked with names, stored with ids. An error has its place in the text and what was probably meant. */
function formulaConfig(scope: SqlScope, { formula }: { formula: string }, field?: Field): unknown {
  const all = environment(formulaFields(scope))
  try {
    const stored = toStored(formula, all)
    if (field) refuseCircle(scope, { ...field, config: { formula: stored } }, 'config.formula')
    parseCompilable(stored, environment(formulaFields(scope, field ? [field.id] : [])), {
      zone: scope.catalog.workspace.zone,
    })
    return { formula: stored }
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    const { at, length, code, message, suggestion } = error
    throw invalid('config.formula', 'formula', {
      reason: message,
      what: code,
      at,
      length,
      ...(suggestion && { suggestion }),
    })
  }
}

function lookupConfig(scope: SqlScope, config: unknown): unknown {
  const { reference, field } = config as { reference: string; field: string }
  // It may name what its maker sees, but no hidden input of an opened field.
  const lookup = lookupNamed(scope, reference, field)
  if (!lookup) throw invalid('config.reference', 'unknownField', { name: reference })
  const target = lookup.scope
  const other = fieldNamed(target, lookup.name)
  // One step a lookup: a longer way is a lookup of a lookup, each with rights of its own.
  if (!other && lookup.name.includes('.')) throw invalid('config.field', 'unknownField', { name: field })
  onlyAtPath('config.field', () => operandSql(target, lookup.name))
  return { reference: String(lookup.reference.id), field: other ? String(other.id) : lookup.name }
}

function rollupConfig(scope: SqlScope, sent: unknown): unknown {
  const config = sent as {
    project: string
    reference: string
    measure: { op: MeasureOp; field?: string }
    filter?: unknown
  }
  const source = scope.catalog.projects.find((one) => String(one.id) === config.project)
  if (!source) throw invalid('config.project', 'unknownProject')
  const other = through(scope, source)
  const measured = config.measure.field === undefined ? null : fieldNamed(other, config.measure.field)
  if (config.measure.op !== 'count') {
    if (!measured) throw invalid('config.measure.field', 'unknownField', { name: config.measure.field ?? '' })
    onlyAtPath('config.measure.field', () => measureSql(other, String(measured.id), config.measure.op))
  }
  const filter = config.filter === undefined ? undefined : atPath('config', () => parse(filterSchema, config.filter))
  if (filter) atPath('config', () => compileFilter(filter, other))
  const rollup = rollupParts(scope, { config: { ...config, filter } as Field['config'] })
  if (!rollup || !fieldNamed(other, config.reference))
    throw invalid('config.reference', 'unknownField', { name: config.reference })
  return {
    project: config.project,
    reference: String(rollup.reference.id),
    measure: { op: config.measure.op, ...(measured && { field: String(measured.id) }) },
    ...(filter && { filter: filterById(filter, other) }),
  }
}

/** As it will be, under an id that no field has. */
const newField = (type: string): Field => ({
  ...PLAIN_FIELD,
  id: -1,
  name: '',
  type,
  config: null,
  slot: null,
  slot2: null,
  position: 0,
})

/** A field that others read already may come to read itself: as if it were changed, it must still lead somewhere. */
function prove(context: Context, scope: SqlScope, field: Field): void {
  refuseCircle(scope, field, 'config')
  const catalog = changed(scope, field)
  // For everyone, also for who sees more fields than they who made this one.
  const unfiltered = { ...scope, catalog: context.unfilteredCatalog, project: context.unfilteredProject(scope.project) }
  requireWithinLimits(unfiltered, changed(unfiltered, field), 'config')
  const project = catalog.projects.find((one) => one.id === scope.project.id)!
  atPath('config', () => operandSql({ ...scope, catalog, project }, String(field.id)))
}

/** The catalog as it would be. */
function changed(scope: SqlScope, field: Field): Catalog {
  const change = (project: Project): Project =>
    project.id === scope.project.id
      ? { ...project, fields: [...project.fields.filter((one) => one.id !== field.id), field] }
      : project
  return { ...scope.catalog, projects: scope.catalog.projects.map(change) }
}

/** Fields that read each other in a circle, through whatever and in whichever projects, have no value. */
function refuseCircle(scope: SqlScope, field: Field, path: string): void {
  const circle = findCycle(graphOf(scope, changed(scope, field), scope.project))
  if (circle) throw invalid(path, 'circle', { names: circle.join(' → ') })
}

function durationConfig(scope: SqlScope, config: DurationConfig): unknown {
  for (const side of ['from', 'to'] as const) {
    const event = config[side]
    if (event.event === 'entered' && !scope.project.lists.some((list) => String(list.id) === event.list))
      throw invalid(`config.${side}.list`, 'unknownList', { name: event.list })
    if (event.event !== 'field') continue
    const field = fieldNamed(scope, event.field)
    if (!field) throw invalid(`config.${side}.field`, 'unknownField', { name: event.field })
    if (!isMoment(field)) throw invalid(`config.${side}.field`, 'notMoment', { name: field.name })
  }
  return config
}

/** A day or an instant that somebody gave the record. */
function isMoment({ type }: Field): boolean {
  const { storage, kind } = typeOf(type)!
  return storage === 'slot' && (kind === 'date' || kind === 'instant')
}
