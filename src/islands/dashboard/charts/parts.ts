import { cachedProject } from '../../../client/workspace.ts'
import type { ChartAnswer, ChartPoint, ProjectAnswer } from '../../../core/api/answers.ts'
import { partOpen } from '../../../core/charts/part-open.ts'
import { say } from '../../../i18n/dashboard/words.ts'
import { colorsOf } from './colors.ts'
import { isPeriod } from './periods.ts'
import { everyOf, type Group, numberOf, type Open } from './points.ts'

/** What a second split makes of all points: one row of a legend, one colour, one value for each point. */
export interface Series {
  key: string
  label: string
  color: string
  values: (number | null)[]
  open: Open[]
}

/** More than this can't be told apart: the smallest are together. */
const MOST = 9
export const OTHERS = '\u0000others'

/** `mayMerge`: where there are more than can be told apart, the small ones are together. */
export function seriesOfParts(
  points: readonly ChartPoint[],
  groups: readonly Group[],
  chart: ChartAnswer,
  mayMerge: boolean,
): Series[] {
  const has = new Set(points.flatMap(({ parts }) => parts.map(({ key }) => key)))
  const kinds = inOrder(
    groups.filter(({ key }) => has.has(key)),
    chart,
  )
  const colors = colorsOf(kinds)
  const all = kinds.map((group, i): Series => {
    const parts = points.map(({ parts }) => parts.find(({ key }) => key === group.key))
    return {
      key: group.key,
      label: group.label,
      color: colors[i]!,
      values: parts.map((part) => (part && part.value !== null ? Number(part.value) : null)),
      open: parts.map((part, pointIndex) => (part ? partOpen(points[pointIndex]!, group) : [])),
    }
  })
  if (all.length <= MOST || !mayMerge) return all
  const size = ({ values }: Series) => values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0)
  const largestSeries = new Set([...all].sort((a, b) => size(b) - size(a)).slice(0, MOST - 1))
  const rest = all.filter((one) => !largestSeries.has(one))
  return [
    ...all.filter((one) => largestSeries.has(one)),
    {
      key: OTHERS,
      label: say('others', { count: rest.length }),
      color: 'grey',
      values: points.map((_, i) => rest.reduce((sum, { values }) => sum + (values[i] ?? 0), 0)),
      open: points.map(() => []),
    },
  ]
}

/** Periods as they follow each other, lists, tags and options as their projects have them; everything else as it is answered. */
function inOrder(all: Group[], { then, projects = [] }: ChartAnswer): Group[] {
  if (all.every(({ key }) => key === '' || isPeriod(key, everyOf(then))))
    return all.sort((a, b) => Number(a.key === '') - Number(b.key === '') || (a.key < b.key ? -1 : 1))
  const names = projects.flatMap((id) => namesIn(cachedProject(id), then?.by))
  const placeOf = ({ key, label }: { key: string; label: string }) => {
    const place = names.indexOf(label)
    return key === '' ? Number.POSITIVE_INFINITY : place < 0 ? names.length : place
  }
  return names.length > 0 ? all.sort((a, b) => comparable(placeOf(a), placeOf(b))) : all
}

const comparable = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)

function namesIn(project: ProjectAnswer | undefined, by: string | undefined): string[] {
  if (!project) return []
  const field = project.fields.find(({ id, name }) => id === by || name === by)
  const options = (field?.config.options ?? []) as unknown as { name: string }[]
  const choices = by === 'list' ? project.lists : by === 'tags' ? project.tags : options
  return choices.map(({ name }) => name)
}

/** What stands on top of what: for each point and series from where to where. */
export function stacked(series: readonly Series[]): { from: number; to: number; value: number }[][] {
  const count = series[0]?.values.length ?? 0
  const tops = Array.from({ length: count }, () => ({ up: 0, down: 0 }))
  return series.map(({ values }) =>
    values.map((value, i) => {
      const side = (value ?? 0) < 0 ? 'down' : 'up'
      const from = tops[i]![side]
      tops[i]![side] += value ?? 0
      // Nothing adds nothing: what stands above goes on without a gap.
      return { from, to: tops[i]![side], value: value ?? 0 }
    }),
  )
}

export const sumOf = (points: readonly ChartPoint[]): number =>
  points.reduce((sum, { value }) => sum + numberOf(value), 0)
