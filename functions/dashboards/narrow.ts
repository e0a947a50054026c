import * as v from 'valibot'
import type { Chart } from '../../src/core/api/dashboards/chart.ts'
import { invalid } from '../../src/core/errors/index.ts'
import { type Filter, filterSchema } from '../../src/core/query/index.ts'
import type { Context } from '../context/index.ts'
import { compiles } from './plan.ts'

/** A filter as it stands in an address. 422 at `filter` for what is none. */
export function filterFrom(sent: string): Filter {
  try {
    const parsed = v.safeParse(filterSchema, JSON.parse(sent))
    if (parsed.success) return parsed.output
  } catch {}
  throw invalid('filter', 'shape', { reason: 'A filter as JSON is expected.' })
}

/** With the dashboard's filters, if the chart's projects have what they name. */
export function narrowed(
  context: Context,
  chart: Chart,
  filters: readonly Filter[],
): { chart: Chart; isNarrowed: boolean } {
  if (filters.length === 0) return { chart, isNarrowed: true }
  const together = { ...chart, filter: { and: [...(chart.filter ? [chart.filter] : []), ...filters] } }
  // One that can't be answered at all says so by itself.
  if (compiles(context, together) || !compiles(context, chart)) return { chart: together, isNarrowed: true }
  return { chart, isNarrowed: false }
}
