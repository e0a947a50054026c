import type { ChartAnswer } from '../../../core/api/answers.ts'
import { isByList, isFieldless } from '../../../core/charts/measures.ts'
import type { Filter } from '../../../core/query/filters/ast.ts'

export type Kind = ChartAnswer['kind']
export type Measure = NonNullable<ChartAnswer['measure']>
export type Op = Measure['op']
export type Split = NonNullable<ChartAnswer['split']>
export type Time = NonNullable<ChartAnswer['time']>
export type GoalDraft = NonNullable<ChartAnswer['goal']>

/** A chart while it is built. What its kind has no use for stays in it, for when it becomes another. */
export interface Draft {
  kind: Kind
  /** '' while it names itself */
  name: string
  projects: string[]
  measure: Measure
  filter: Filter | null
  time: Time | null
  split: Split | null
  second: Split | null
  compare: boolean
  goal: GoalDraft | null
  stacked: boolean
  horizontal: boolean | null
  mergeNames: boolean
}

export const KINDS: readonly Kind[] = ['stat', 'bar', 'line', 'area', 'pie', 'funnel', 'table', 'goal', 'leaderboard']

/** What a kind can show. */
const CAN: Record<Kind, { split?: 'may' | 'must'; second?: true; goal?: true }> = {
  stat: {},
  goal: { goal: true },
  bar: { split: 'must', second: true },
  line: { split: 'must', second: true },
  area: { split: 'must', second: true },
  pie: { split: 'must' },
  funnel: { split: 'must' },
  table: { split: 'must', second: true },
  leaderboard: { split: 'must', goal: true },
}
export const canOf = (kind: Kind) => CAN[kind]

/** Only a time with both ends has one before it. */
export const isClosed = (time: Time | null): boolean =>
  time !== null && (time.relative !== undefined || (time.from !== undefined && time.to !== undefined))

export const isWeighable = (op: Op): boolean => op === 'sum' || op === 'count'

/** What is still to be chosen before it can be drawn; null where nothing is. */
export function missing({
  kind,
  projects,
  measure,
  split,
  goal,
}: Draft): 'projects' | 'measure' | 'split' | 'goal' | null {
  if (projects.length === 0) return 'projects'
  if (!isFieldless(measure.op) && !measure.field) return 'measure'
  if (CAN[kind].split === 'must' && !split && !isByList(measure.op)) return 'split'
  return kind === 'goal' && !goal ? 'goal' : null
}

/** As it is sent: nothing that its kind has no use for. */
export function definitionOf(draft: Draft, name: string): Record<string, unknown> {
  const can = CAN[draft.kind]
  const { op, field, weight } = draft.measure
  const split = can.split && !isByList(op) ? draft.split : null
  const second = can.second && split ? draft.second : null
  const style = {
    ...(draft.stacked && (draft.kind === 'line' || draft.kind === 'area') && { stacked: true }),
    ...(draft.horizontal !== null && draft.kind === 'bar' && { horizontal: draft.horizontal }),
  }
  return {
    name,
    kind: draft.kind,
    projects: draft.projects,
    measure: { op, ...(!isFieldless(op) && field && { field }), ...(weight && isWeighable(op) && { weight }) },
    ...(draft.filter && { filter: draft.filter }),
    ...(draft.time && { time: draft.time }),
    ...(split && { split }),
    // biome-ignore lint/suspicious/noThenProperty: the contract's name
    ...(second && { then: second }),
    ...(draft.compare && isClosed(draft.time) && { compare: 'previous' }),
    ...(can.goal && draft.goal && { goal: draft.goal }),
    ...(Object.keys(style).length > 0 && { style }),
    ...(!draft.mergeNames && draft.projects.length > 1 && { mergeNames: false }),
  }
}

const PARTS = ['filter', 'time', 'split', 'then', 'compare', 'goal', 'style', 'mergeNames'] as const

/** The same for a chart that is there: what it has no more is taken away. */
export const patchOf = (draft: Draft, name: string): Record<string, unknown> => ({
  ...Object.fromEntries(PARTS.map((part) => [part, null])),
  ...definitionOf(draft, name),
})

export function draftOf(chart: ChartAnswer): Draft {
  const { kind, name, projects, measure, filter, time, split, then, compare, goal, style, mergeNames } = chart
  // What the query holds is a store's.
  return JSON.parse(
    JSON.stringify({
      kind,
      name,
      projects: projects ?? [],
      measure: measure ?? { op: 'count' },
      filter: filter ?? null,
      time: time ?? null,
      split: split ?? null,
      second: then ?? null,
      compare: compare !== undefined,
      goal: goal ?? null,
      stacked: style?.stacked ?? false,
      horizontal: style?.horizontal ?? null,
      mergeNames: mergeNames !== false,
    } satisfies Draft),
  ) as Draft
}

export const newDraft = (project: string | undefined): Draft => ({
  kind: 'bar',
  name: '',
  projects: project ? [project] : [],
  measure: { op: 'count' },
  filter: null,
  time: null,
  split: { by: 'createdAt', every: 'month' },
  second: null,
  compare: false,
  goal: null,
  stacked: false,
  horizontal: null,
  mergeNames: true,
})

/** How large a new one is: enough for its kind. */
export const sizeOf = (kind: Kind): { w: number; h: number } =>
  kind === 'stat' || kind === 'goal' ? { w: 3, h: 2 } : { w: 6, h: 4 }
