import type { ChartData, ChartPoint } from '../api/answers.ts'
import type { Json } from '../model/json.ts'

type Open = ChartPoint['open']

/**
 * Which records a part of a point is about: those of the point, of which the filters of its group find them too. Not answered with
 * each part: a filter of its own for every cell of months by lists would be most of the answer.
 */
export function partOpen(point: Pick<ChartPoint, 'open'>, group: ChartData['groups'][number] | undefined): Open {
  return point.open.flatMap(({ project, filter }) =>
    (group?.filters ?? [])
      .filter((one) => one.project === project)
      .map((one) => ({ project, filter: { and: [...conditions(filter), one.filter] } as Json })),
  )
}

const conditions = (filter: Json): Json[] => {
  const { and } = filter as { and?: Json[] }
  return and ?? [filter]
}
