import { type Catalog, memoize } from '../../src/core/model/index.ts'
import { TIME_DEPENDENT } from '../../src/core/query/index.ts'
import type { Context } from '../context/index.ts'

/** Whether what charts ask for depends on the minute. Looked for once a catalog: it reads all their definitions. */
export const hasTimeDependentCharts = ({ catalog }: Pick<Context, 'catalog'>): boolean => isTimeDependent(catalog)

const isTimeDependent = memoize(({ dashboards }: Catalog) => TIME_DEPENDENT.test(JSON.stringify(dashboards)))
