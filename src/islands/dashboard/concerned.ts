import { cachedProject } from '../../client/workspace.ts'
import type { ChartAnswer, ProjectAnswer } from '../../core/api/answers.ts'
import { typeOf } from '../../core/fields/index.ts'

/**
 * Charts that may show something else when records of that project changed: those over it, and those over a project that is linked
 * with it and read something beyond their own records. Of one whose settings aren't shown nobody knows.
 */
export const chartsConcerned = (charts: readonly ChartAnswer[], project: string): Set<string> =>
  new Set(charts.filter((chart) => isConcerned(chart, project)).map(({ id }) => id))

function isConcerned(chart: ChartAnswer, project: string): boolean {
  if (!chart.projects) return true
  if (chart.projects.includes(project)) return true
  const chartProjects = chart.projects.flatMap((id) => cachedProject(id) ?? [])
  return chartProjects.some((one) => isLinked(one, project) && looksBeyond(chart, one))
}

const linked = ({ fields }: ProjectAnswer): string[] =>
  fields.flatMap(({ type, config }) => (typeOf(type)?.storage === 'links' ? [String(config.project)] : []))

/** Either may point at the other; what is looked up there may itself be looked up further on. */
function isLinked(project: ProjectAnswer, other: string): boolean {
  const near = linked(project)
  const back = cachedProject(other)
  return (
    near.includes(other) ||
    (back !== undefined && linked(back).includes(project.id)) ||
    near.some((id) => linked(cachedProject(id) ?? project).includes(other))
  )
}

function looksBeyond({ measure, split, then, time, filter }: ChartAnswer, { fields }: ProjectAnswer): boolean {
  const names = JSON.stringify([measure, split, then, time, filter])
  if (/"[^"]+\.[^"]+"/.test(names)) return true
  return fields.some(({ id, name, type }) => {
    const storage = typeOf(type)?.storage
    if (storage !== 'links' && storage !== 'computed') return false
    return names.includes(JSON.stringify(id)) || names.includes(JSON.stringify(name))
  })
}
