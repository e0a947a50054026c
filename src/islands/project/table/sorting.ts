import { createMemo, createRoot } from 'solid-js'
import { currentRoute } from '../../../client/route.ts'
import { setSearch } from '../filter.ts'

export interface Sort {
  field: string
  desc: boolean
}

/** what the API takes at most */
export const LEVELS = 5

/** The levels of the order, in the URL: `?sort=-12,title`; the first decides, the next where that is the same. */
export const sortLevels = createRoot(() =>
  createMemo<Sort[]>(() => {
    const keys = currentRoute().search.get('sort')?.split(',').filter(Boolean) ?? []
    return keys.slice(0, LEVELS).map((key) => ({ field: key.replace(/^-/, ''), desc: key.startsWith('-') }))
  }),
)

export const setSortLevels = (levels: Sort[]): void =>
  setSearch('sort', levels.map(({ field, desc }) => (desc ? '-' : '') + field).join(','))

/** Cycles a column's sort: ascending, descending, none. `keepOthers` keeps the other levels. */
export function sortBy(field: string, keepOthers: boolean): void {
  const levels = sortLevels()
  const index = levels.findIndex((level) => level.field === field)
  const current = levels[index]
  const next = !current ? { field, desc: false } : current.desc ? null : { field, desc: true }
  const otherLevels = keepOthers ? levels.filter((_, i) => i !== index) : []
  if (!next || otherLevels.length >= LEVELS) setSortLevels(otherLevels)
  else if (!keepOthers || index < 0) setSortLevels([...otherLevels, next])
  else setSortLevels(levels.map((level, i) => (i === index ? next : level)))
}
