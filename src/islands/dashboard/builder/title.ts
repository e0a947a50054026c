import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/builder.ts'
import type { Draft, Measure } from './definition.ts'
import { canOf, isWeighable } from './definition.ts'
import { isDated, labelOf } from './names.ts'

/** "Sum of Amount × probability by Stage": what a chart is called until somebody names it. */
export function titleOf(draft: Draft, projects: readonly ProjectAnswer[]): string {
  const [project] = projects
  const what = measureText(draft.measure, project, projects)
  const can = canOf(draft.kind)
  const split = can.split && draft.split
  const second = can.second && split && draft.second
  const parts = split
    ? say(second ? 'titleByBoth' : 'titleBy', {
        what,
        by: splitText(draft.split!, project),
        second: draft.second ? splitText(draft.second, project) : '',
      })
    : what
  return parts.slice(0, 100)
}

function measureText(
  { op, field, weight }: Measure,
  project: ProjectAnswer | undefined,
  all: readonly ProjectAnswer[],
): string {
  const what =
    op === 'count'
      ? say('countOf', { records: all.map(({ name }) => name).join(' + ') })
      : say(`of.${op}`, { field: labelOf(project, field) })
  if (!weight || !isWeighable(op)) return what
  return say('times', { what, weight: weight === 'probability' ? say('probability') : labelOf(project, weight.field) })
}

const splitText = ({ by, every }: NonNullable<Draft['split']>, project: ProjectAnswer | undefined): string =>
  isDated(project, by) ? say(`per.${every ?? 'month'}`) : labelOf(project, by)
