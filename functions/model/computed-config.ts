import { refuse } from '../../src/core/errors/index.ts'
import {
  environment,
  FormulaError,
  findCycle,
  parseFormula,
  storedIds,
  toStored,
} from '../../src/core/formula/index.ts'
import type { Field, Project } from '../../src/core/model/index.ts'
import {
  compileFilter,
  fieldNamed,
  filterSchema,
  foldable,
  formulaFields,
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
  const named =
    type === 'formula'
      ? formulaConfig(scope, config as { formula: string }, field)
      : type === 'lookup'
        ? lookupConfig(scope, config)
        : rollupConfig(scope, config)
  if (field) prove(scope, { ...field, config: named as Field['config'] })
  return named
}

/** Checked as it is written, kept by ids. What is wrong is told with its place in the text and what was probably meant. */
function formulaConfig(scope: Scope, { formula }: { formula: string }, field?: Field): unknown {
  const all = environment(formulaFields(scope))
  try {
    const stored = toStored(formula, all)
    refuseCircle(scope, stored, field)
    parseFormula(stored, environment(formulaFields(scope, field ? [field.id] : [])), {
      zone: scope.catalog.workspace.zone,
    })
    return { formula: stored }
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    const { at, length, code, message, suggestion } = error
    throw refuse('config.formula', 'formula', {
      reason: message,
      what: code,
      at,
      length,
      ...(suggestion && { suggestion }),
    })
  }
}

function refuseCircle(scope: Scope, stored: string, field?: Field): void {
  if (!field) return
  const formulas = scope.project.fields.filter((one) => one.type === 'formula' && one.id !== field.id)
  const graph = new Map(
    [
      ...formulas.map((one) => [one.id, one.name, (one.config as { formula: string }).formula] as const),
      [field.id, field.name, stored] as const,
    ].map(([id, name, text]) => [id, { name, uses: storedIds(text) }]),
  )
  const circle = findCycle(graph)
  if (circle) throw refuse('config.formula', 'circle', { names: circle.join(' → ') })
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
