import { invalid } from '../../src/core/errors/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import type { TagAnswer, Total } from '../../src/core/model/index.ts'
import { fieldNamed, whereOf } from '../../src/core/query/index.ts'
import type { Context } from '../context.ts'
import { aggregate } from '../records/aggregate.ts'
import { scopeOf } from '../records/input.ts'
import { totalAnswer } from '../records/totals.ts'

/** A project's tags with how many records carry each, and their sum of a currency field: which service sells most (M10). */
export async function readTags(context: Context, projectId: number | null, sum: string | undefined) {
  const project = context.project(projectId, 'view')
  const scope = scopeOf(context, project)
  if (sum !== undefined && typeOf(fieldNamed(scope, sum)?.type ?? '')?.kind !== 'money')
    throw invalid('sum', 'badMeasure', { name: sum })
  const counted = aggregate(scope, {
    where: whereOf(scope, undefined),
    split: { by: 'tags' },
    totals: sum === undefined ? [] : [{ op: 'sum', field: sum }],
    path: () => 'sum',
  })
  const results = await context.batch(...counted.statements)
  const tallied = counted.read(results.map((result) => result.results))
  return project.tags.map((tag): TagAnswer & { count: number; totals: Total[] } => {
    const mine = tallied.get(tag.id)
    return {
      id: String(tag.id),
      name: tag.name,
      color: tag.color,
      count: mine?.n ?? 0,
      totals: mine ? counted.measures.flatMap((measured, i) => totalAnswer(scope, measured, mine.totals[i]!)) : [],
    }
  })
}
