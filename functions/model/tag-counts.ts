import { refuse } from '../../src/core/errors/index.ts'
import { digitsSql, typeOf } from '../../src/core/fields/index.ts'
import type { TagAnswer, Total } from '../../src/core/model/index.ts'
import { fieldNamed } from '../../src/core/query/index.ts'
import { raw, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context.ts'
import { scopeOf } from './records/input.ts'

/** A project's tags with how many records carry each, and their sum of a currency field: which service sells most (M10). */
export async function readTags(context: Context, projectId: number | null, sum: string | undefined) {
  const project = context.project(projectId, 'view')
  const field = sum === undefined ? null : fieldNamed(scopeOf(context, project), sum)
  if (sum !== undefined && typeOf(field?.type ?? '')?.kind !== 'money') throw refuse('sum', 'badMeasure', { name: sum })
  const amount = field ? raw(`r.s${field.slot}`) : raw('NULL')
  const currency = field ? raw(`r.s${field.slot2}`) : raw("''")
  const [result] = await context.ask(
    sql`SELECT rt.tag_id, ${currency} AS currency, count(*) AS n, ${digitsSql(sql`sum(${amount})`, currency)} AS value
      FROM tags t CROSS JOIN record_tags rt ON rt.tag_id = t.id CROSS JOIN records r ON r.id = rt.record_id
      WHERE t.project_id = ${project.id} AND t.deleted_at IS NULL AND r.archived_at IS NULL AND r.deleted_at IS NULL GROUP BY 1, 2`,
  )
  return project.tags.map((tag): TagAnswer & { count: number; totals: Total[] } => {
    const rows = result!.results.filter((row) => row.tag_id === tag.id)
    return {
      id: String(tag.id),
      name: tag.name,
      color: tag.color,
      count: rows.reduce((count, row) => count + Number(row.n), 0),
      totals: rows
        .filter((row) => field && row.currency !== null)
        .map((row) => ({
          op: 'sum',
          field: String(field!.id),
          value: String(row.value),
          currency: row.currency as string,
        })),
    }
  })
}
