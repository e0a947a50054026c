/** The role that this tab looks through (M80), kept as long as the tab lives. What is asked then is answered as that role is. */
const KEY = 'tonle.viewAs'

export interface ViewAs {
  id: string
  name: string
}

export function viewAs(): ViewAs | null {
  const stored = typeof sessionStorage === 'undefined' ? null : sessionStorage.getItem(KEY)
  return stored ? (JSON.parse(stored) as ViewAs) : null
}

/** Everything that was read before was read with other eyes: the page begins anew. */
export function startViewAs(role: ViewAs | null): void {
  if (role) sessionStorage.setItem(KEY, JSON.stringify(role))
  else sessionStorage.removeItem(KEY)
  location.assign(role ? '/' : '/settings/roles')
}
