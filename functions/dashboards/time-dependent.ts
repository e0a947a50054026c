import type { Catalog } from '../../src/core/model/index.ts'
import { TIME_DEPENDENT } from '../../src/core/query/index.ts'
import type { Context } from '../context/index.ts'

const found = new WeakMap<Catalog, boolean>()

/** Whether what charts ask for depends on the minute. Looked for once a catalog: it reads all their definitions. */
export function hasTimeDependentCharts({ catalog }: Pick<Context, 'catalog'>): boolean {
  const known = found.get(catalog)
  if (known !== undefined) return known
  const isSo = TIME_DEPENDENT.test(JSON.stringify(catalog.dashboards))
  found.set(catalog, isSo)
  return isSo
}
