import type { Chart } from '../api/chart.ts'
import { filterById, nameById, type Scope } from '../query/index.ts'

/**
 * A chart of one project names its fields by id, so that a rename breaks nothing. Over several projects it keeps the names:
 * there a field is what is called so in each.
 */
export function chartById(chart: Chart, scopes: readonly Scope[]): Chart {
  const [scope] = scopes
  if (!scope || scopes.length > 1) return chart
  const id = (name: string): string => nameById(name, scope)
  return {
    ...chart,
    measure: chart.measure.field === undefined ? chart.measure : { ...chart.measure, field: id(chart.measure.field) },
    ...(chart.filter && { filter: filterById(chart.filter, scope) }),
    ...(chart.split && { split: { ...chart.split, by: id(chart.split.by) } }),
  }
}
