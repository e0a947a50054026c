import type { Chart } from '../../src/core/api/dashboards/chart.ts'
import { dependenciesOf } from '../../src/core/charts/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import { LAST_SEQ } from '../db/history-seq.ts'

/** What of a project a chart's answer may hang on besides its records. */
const SHAPE = new Set(['project', 'list', 'field', 'tag'])

/** After so many changes everything is asked again. */
const MOST = 500

/** Those of the charts that may answer something else than they did at that row of history: a look at the changes costs less than a chart. */
export async function changedSince<C extends { chart: Chart }>(
  context: Context,
  charts: readonly C[],
  since: number,
): Promise<readonly C[]> {
  const projects = [...new Set(charts.flatMap(({ chart }) => chart.projects))]
  const [[last], changes] = await context.batch(
    sql<{ seq: number }>`SELECT ${LAST_SEQ} AS seq`,
    sql<{
      project: number
      kind: string
      what: string
      key: string | null
    }>`SELECT DISTINCT h.project_id AS project, h.kind, h.what, j.key
      FROM history h LEFT JOIN json_each(h.fields) j
      WHERE h.project_id IN (SELECT CAST(value AS INTEGER) FROM json_each(${JSON.stringify(projects)})) AND h.seq > ${since} AND h.seq <= ${since + MOST}`,
  )
  if (last!.seq - since > MOST) return charts
  return charts.filter(({ chart }) =>
    chart.projects.some((id) => {
      const projectChanges = changes.filter(({ project }) => String(project) === id)
      const project = context.catalog.projects.find((one) => String(one.id) === id)
      const keys = project && dependenciesOf(chart, context.scope(project))
      // What a chart reads of other projects is in none of its own changes.
      if (!keys) return true
      return projectChanges.some(
        ({ kind, what, key }) =>
          SHAPE.has(kind) || (kind === 'record' && (what === 'created' || (key !== null && keys.has(key)))),
      )
    }),
  )
}
