import { createMemo, createRoot } from 'solid-js'
import { here } from '../../../client/route.ts'
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
    const named = here().search.get('sort')?.split(',').filter(Boolean) ?? []
    return named.slice(0, LEVELS).map((one) => ({ field: one.replace(/^-/, ''), desc: one.startsWith('-') }))
  }),
)

export const setSortLevels = (levels: Sort[]): void =>
  setSearch('sort', levels.map(({ field, desc }) => (desc ? '-' : '') + field).join(','))

/** A click on a head: up, down, and as it was; `also` keeps the other levels. */
export function sortBy(field: string, also: boolean): void {
  const levels = sortLevels()
  const at = levels.findIndex((one) => one.field === field)
  const now = levels[at]
  const next = !now ? { field, desc: false } : now.desc ? null : { field, desc: true }
  const others = also ? levels.filter((_, i) => i !== at) : []
  if (!next || others.length >= LEVELS) setSortLevels(others)
  else if (!also || at < 0) setSortLevels([...others, next])
  else setSortLevels(levels.map((one, i) => (i === at ? next : one)))
}
