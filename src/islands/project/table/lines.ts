import type { GroupAnswer, Total } from '../../../core/api/answers.ts'

/** The lines of the table: records, by id, and, when grouped, group heads. */
export type Line =
  | { kind: 'record'; key: string; id: string }
  | { kind: 'group'; key: string; group: GroupAnswer }
  /** a row that is being loaded */
  | { kind: 'waiting'; key: string; group: GroupAnswer }
  /** there are more of them */
  | { kind: 'more'; key: string; group: GroupAnswer; shown: number }

export interface Foot {
  count: number
  totals: Total[]
}

/** The row source of the grid: flat (table-store.ts) or grouped (group-store.ts). */
export interface Rows {
  lines: () => Line[]
  foot: () => Foot
  state: () => 'loading' | 'ready' | 'failed' | 'refused'
  load: () => Promise<void>
  /** reads these records again, and what is counted */
  refresh: (ids: ReadonlySet<string>) => Promise<void>
  /** loads the next page; resolves to whether there was one */
  loadMore: (limit?: number) => Promise<boolean>
  /** called with the rendered lines */
  onVisible: (lines: Line[]) => void
  moreOf: (group: GroupAnswer) => void
  moreGroups: () => boolean
}
