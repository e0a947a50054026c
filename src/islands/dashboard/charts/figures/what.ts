import { cachedProject } from '../../../../client/workspace.ts'
import type { ChartAnswer } from '../../../../core/api/answers.ts'
import { isFieldless } from '../../../../core/charts/measures.ts'
import { say } from '../../../../i18n/dashboard/words.ts'

/** "Sum of Amount × probability": what a number is, where nothing else is told of it. */
export function whatItIs({ measure, projects }: ChartAnswer): string {
  const chartProjects = (projects ?? []).flatMap((id) => cachedProject(id) ?? [])
  if (!measure || chartProjects.length === 0) return ''
  const nameOf = (name: string | undefined) =>
    chartProjects[0]!.fields.find((field) => field.id === name || field.name === name)?.name
  const { op, field, weight } = measure
  const named = nameOf(field)
  if (op !== 'count' && isFieldless(op)) return say(`of.${op}`)
  if (op !== 'count' && !named) return ''
  const what = op === 'count' ? chartProjects.map(({ name }) => name).join(' + ') : say(`of.${op}`, { field: named! })
  if (!weight) return what
  const by = weight === 'probability' ? say('probability') : nameOf(weight.field)
  return by ? say('times', { what, weight: by }) : what
}
