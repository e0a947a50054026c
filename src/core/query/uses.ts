import { type Computation, typeOf } from '../fields/index.ts'
import { type Graph, storedIds } from '../formula/index.ts'
import type { Catalog, Field, Project } from '../model/index.ts'
import type { Filter } from './filters/ast.ts'
import { fieldNamed } from './operands/field-named.ts'
import { lookupAt, lookupOf } from './operands/lookup.ts'
import { rollupParts } from './operands/rollup.ts'
import { type Scope, through, within } from './scope.ts'

/**
 * Which fields a field that is worked out reads, of its own project and of others: what a circle is looked for in, and what
 * decides whether someone may see it. A field that holds its own value reads none.
 */
export function usesOf(scope: Scope, field: Worked): number[] {
  const computed = typeOf(field.type)?.computed
  return computed ? USES[computed](scope, field) : []
}

type Worked = Pick<Field, 'type' | 'config'>

const USES: Record<Computation, (scope: Scope, field: Worked) => number[]> = {
  formula: (_scope, field) => storedIds((field.config as { formula: string }).formula),
  lookup(scope, field) {
    const lookup = lookupOf(scope, field)
    return lookup ? [lookup.reference.id, ...pathIds(lookup.scope, lookup.name)] : idsNamed(field.config)
  },
  rollup(scope, field) {
    const rollup = rollupParts(scope, field)
    if (!rollup) return idsNamed(field.config)
    const other = through(within(scope), rollup.source)
    const named = rollup.filter ? namesIn(rollup.filter).flatMap((name) => pathIds(other, name)) : []
    return [rollup.reference.id, ...(rollup.measured ? [rollup.measured.id] : []), ...named]
  },
  duration(_scope, field) {
    const { from, to } = field.config as { from: { field?: string }; to: { field?: string } }
    return [from.field, to.field].flatMap((id) => (id === undefined ? [] : [Number(id)]))
  },
  builtIn: () => [],
  nothing: () => [],
}

/** The fields that a filter names, as they are spelt there. */
export function namesIn(filter: Filter): string[] {
  if ('and' in filter) return filter.and.flatMap(namesIn)
  if ('or' in filter) return filter.or.flatMap(namesIn)
  return 'not' in filter ? namesIn(filter.not) : [filter.field]
}

/** A lookup whose reference or field is deleted still counts as reading them, so that restoring them can't reveal anything. */
function idsNamed(config: unknown): number[] {
  const { reference, field, measure, filter } = config as {
    reference: string
    field?: string
    measure?: { field?: string }
    filter?: Filter
  }
  return [reference, field, measure?.field, ...(filter ? namesIn(filter) : [])]
    .flatMap((name) => name?.split('.') ?? [])
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

/** `Customer.Country` reads the reference and what stands behind it. */
function pathIds(scope: Scope, name: string): number[] {
  const field = fieldNamed(scope, name)
  if (field) return [field.id]
  const lookup = lookupAt(scope, name)
  return lookup ? [lookup.reference.id, ...pathIds(lookup.scope, lookup.name)] : []
}

/** Every field that is worked out, with what it reads; names tell the project where it isn't `home`. */
export function graphOf(scope: Scope, catalog: Catalog, home: Project): Graph {
  const graph: Map<number, { name: string; uses: number[] }> = new Map()
  for (const project of catalog.projects)
    for (const field of project.fields) {
      if (typeOf(field.type)?.storage !== 'computed') continue
      const name = project.id === home.id ? field.name : `${project.name}: ${field.name}`
      graph.set(field.id, { name, uses: usesOf({ ...scope, catalog, project }, field) })
    }
  return graph
}
