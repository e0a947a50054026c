import type { CubeAxis } from './axes.ts'

/** Where a cell stands on its axis. */
export interface CellKey {
  list: number
  key: string
}

/** A cell of the cube with one of its counts and sums. */
export interface Cell extends CellKey {
  currency: string
  n: number
  value: number
}

/** Cells of one axis that are read together. */
export interface CellRange {
  project: number
  axis: CubeAxis
  /** null: of all */
  lists: readonly number[] | null
  /** keys, both of them in it; null where there is no bound */
  from: string | null
  to: string | null
}

/** Whether all cells of `inner` are in `outer` too. */
export const covers = (outer: CellRange, inner: CellRange): boolean =>
  outer.project === inner.project &&
  outer.axis === inner.axis &&
  (outer.lists === null || (inner.lists?.every((list) => outer.lists!.includes(list)) ?? false)) &&
  (outer.from === null || (inner.from !== null && inner.from >= outer.from)) &&
  (outer.to === null || (inner.to !== null && inner.to <= outer.to))
