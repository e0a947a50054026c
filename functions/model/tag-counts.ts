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
  const [result] = await context.ask(
    sql`SELECT c.day AS tag_id, c.field_id, c.currency, sum(c.n) AS n, ${digitsSql(raw('sum(c.total)'), raw('c.currency'))} AS value
      FROM cube c WHERE c.project_id = ${project.id} AND c.axis = 'tag' AND c.day <> ''
        AND c.field_id IN (SELECT value FROM json_each(${JSON.stringify([0, field?.id ?? 0])}))
      GROUP BY 1, 2, 3 HAVING sum(c.n) > 0`,
  )
  return project.tags.map((tag): TagAnswer & { count: number; totals: Total[] } => {
    const rows = result!.results.filter((row) => row.tag_id === String(tag.id))
    return {
      id: String(tag.id),
      name: tag.name,
      color: tag.color,
      count: Number(rows.find((row) => row.field_id === 0)?.n ?? 0),
      totals: rows
        .filter((row) => row.field_id !== 0)
        .map((row) => ({
          op: 'sum',
          field: String(field!.id),
          value: String(row.value),
          currency: row.currency as string,
        })),
    }
  })
}
