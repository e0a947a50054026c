import { currentRoute, navigateTo } from '../../client/route.ts'

/** What of a dashboard stands in its address, so that back, a reload and a link to it do what one expects. */

export const urlFilter = (): string => currentRoute().search.get('filter') ?? ''

/** The past day that is looked at; '' for today. */
export const pastDay = (): string => currentRoute().search.get('at') ?? ''

/** The chart that is edited, 'new', or null. */
export const editedChart = (): string | null => currentRoute().search.get('chart')

export const isArranging = (): boolean => currentRoute().search.has('arrange')

/** `replace`: no step of its own for the back button. */
function go(parts: Record<string, string | null>, replace = false): void {
  const url = new URL(location.href)
  for (const [key, value] of Object.entries(parts))
    if (value === null) url.searchParams.delete(key)
    else url.searchParams.set(key, value)
  void navigateTo(url.pathname + url.search, { replace })
}

export const openBuilder = (chart: string | null): void => go({ chart, arrange: null }, chart === null)
export const setArranging = (arranging: boolean): void => go({ arrange: arranging ? '1' : null }, true)
export const setPastDay = (day: string | null): void => go({ at: day, chart: null, arrange: null }, true)
export const setUrlFilter = (filter: unknown): void => go({ filter: filter ? JSON.stringify(filter) : null }, true)
