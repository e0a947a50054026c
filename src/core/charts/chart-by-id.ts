import type { Chart } from '../api/dashboards/chart.ts'
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
    measure: {
      ...chart.measure,
      ...(chart.measure.field !== undefined && { field: id(chart.measure.field) }),
      ...(typeof chart.measure.weight === 'object' && { weight: { field: id(chart.measure.weight.field) } }),
    },
    ...(chart.time && { time: { ...chart.time, by: id(chart.time.by) } }),
    ...(chart.filter && { filter: filterById(chart.filter, scope) }),
    ...(chart.split && { split: { ...chart.split, by: id(chart.split.by) } }),
    // biome-ignore lint/suspicious/noThenProperty: the contract's name
    ...(chart.then && { then: { ...chart.then, by: id(chart.then.by) } }),
  }
}
