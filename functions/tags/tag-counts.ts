import type { TagAnswer, Total } from '../../src/core/api/answers.ts'
import { invalid } from '../../src/core/errors/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import { whereOf } from '../../src/core/query/index.sql.ts'
import { fieldNamed } from '../../src/core/query/index.ts'
import type { Context } from '../context/index.ts'
import { type Paging, pageOfList } from '../db/page.ts'
import { aggregate, keepDerived, totalAnswer } from '../records/index.ts'

/** A project's tags with how many records carry each, and their sum of a currency field: which service sells most (M10). */
export async function readTags(
  context: Context,
  project: Project,
  { sum, ...paging }: Paging & { sum?: string | undefined },
) {
  const scope = context.scope(project)
  if (sum !== undefined && typeOf(fieldNamed(scope, sum)?.type ?? '')?.kind !== 'money')
    throw invalid('sum', 'badMeasure', { name: sum })
  const counted = aggregate(scope, {
    where: whereOf(scope, undefined),
    split: { by: 'tags' },
    totals: sum === undefined ? [] : [{ op: 'sum', field: sum }],
    path: () => 'sum',
  })
  const groups = counted.read(await context.batch(...counted.statements))
  keepDerived(context, project, { sums: counted.unkept })
  const { page, next } = pageOfList('tags', project.tags, paging, ({ position, id }) => [position, id])
  const tags = page.map((tag): TagAnswer & { count: number; totals: Total[] } => {
    const group = groups.get(tag.id)
    return {
      id: String(tag.id),
      name: tag.name,
      color: tag.color,
      count: group?.n ?? 0,
      totals: group ? counted.measures.flatMap((measured, i) => totalAnswer(scope, measured, group.totals[i]!)) : [],
    }
  })
  return { tags, next }
}
