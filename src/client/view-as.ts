/** The role that this tab views the CRM as (M80), in sessionStorage. Requests then carry `view-as`. */
const KEY = 'tonle.viewAs'

export interface ViewAs {
  id: string
  name: string
}

export function viewAs(): ViewAs | null {
  const stored = typeof sessionStorage === 'undefined' ? null : sessionStorage.getItem(KEY)
  return stored ? (JSON.parse(stored) as ViewAs) : null
}

/** Cached data was read with other rights, so the page is loaded afresh. */
export function startViewAs(role: ViewAs | null): void {
  if (role) sessionStorage.setItem(KEY, JSON.stringify(role))
  else sessionStorage.removeItem(KEY)
  location.assign(role ? '/' : '/settings/roles')
}
