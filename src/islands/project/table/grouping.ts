import { createMemo, createRoot, createSignal } from 'solid-js'
import { currentRoute } from '../../../client/route.ts'
import { setSearches } from '../filter.ts'

export const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Period = (typeof PERIODS)[number]

export interface Grouping {
  by: string
  every?: Period
}

/** What the table's rows are grouped by, in the URL: `?group=closedAt&every=month`. */
export const grouping = createRoot(() =>
  createMemo<Grouping | null>(
    () => {
      const by = currentRoute().search.get('group')
      const every = PERIODS.find((period) => period === currentRoute().search.get('every'))
      return by ? { by, ...(every ? { every } : {}) } : null
    },
    null,
    { equals: (a, b) => a?.by === b?.by && a?.every === b?.every },
  ),
)

export function setGrouping(next: Grouping | null): void {
  setClosed(new Set<string>())
  setSearches({ group: next?.by ?? '', every: next?.every ?? '' })
}

const [closed, setClosed] = createSignal<ReadonlySet<string>>(new Set())

/** Collapsed groups. */
export { closed, setClosed }

export function toggleClosed(key: string): void {
  const next = new Set(closed())
  if (!next.delete(key)) next.add(key)
  setClosed(next)
}

/** Set by the table while it shows groups: what "close all" closes. */
let keys: () => string[] = () => []

export const setGroupKeys = (next: () => string[]): void => {
  keys = next
}

export const closeAll = (): void => void setClosed(new Set(keys()))
export const openAll = (): void => void setClosed(new Set<string>())
