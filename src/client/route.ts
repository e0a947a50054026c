import { createSignal } from 'solid-js'

/**
 * The current route. A screen (`/p/…`, `/d/…`) is one static page for many URLs: navigation within it uses history.pushState,
 * so a panel opens at once; between screens Astro's router swaps the page.
 */
export interface Route {
  path: string
  /** the path's parts: ['p', '12', 'table'] */
  parts: string[]
  search: URLSearchParams
}

const readRoute = (): Route => ({
  path: location.pathname,
  parts: location.pathname.split('/').filter(Boolean).map(decodeURIComponent),
  search: new URLSearchParams(location.search),
})

const [route, setRoute] = createSignal<Route>(readRoute())

export const currentRoute = route

const screenOf = (path: string): string => path.split('/')[1] ?? ''

/**
 * Ends what is being typed before the page under it goes. An input that is removed with the focus reports its change in the middle
 * of that, and whoever stores it would read what is half disposed of. Editors of values store by themselves what they are removed with.
 */
function endTyping(): void {
  const input = document.activeElement
  if (input?.matches('input, textarea, select') && !input.closest('[data-stores-when-removed]'))
    (input as HTMLElement).blur()
}

/** Navigates to a URL of this origin, within the same screen without loading a page. */
export async function navigateTo(href: string, options: { replace?: boolean } = {}): Promise<void> {
  const url = new URL(href, location.href)
  if (url.pathname !== location.pathname) endTyping()
  if (screenOf(url.pathname) !== screenOf(location.pathname)) {
    const { navigate } = await import('astro:transitions/client')
    return navigate(url.pathname + url.search, { history: options.replace ? 'replace' : 'auto' })
  }
  // Astro's router reads index and scroll from the state of every entry it comes back to.
  const index = ((history.state as { index?: number } | null)?.index ?? 0) + (options.replace ? 0 : 1)
  const state = { index, scrollX: 0, scrollY: 0 }
  if (options.replace) history.replaceState(state, '', url)
  else history.pushState(state, '', url)
  setRoute(readRoute())
}

/**
 * `step`, as long as the page is the one on which this was called. For what follows an answer or a pause: a person who has gone
 * elsewhere meanwhile must not be taken back, nor what they typed here be applied there.
 */
export function whileHere<Args extends unknown[], Result>(
  step: (...args: Args) => Result,
): (...args: Args) => Result | undefined {
  const { path } = route()
  return (...args) => (route().path === path ? step(...args) : undefined)
}

function onClick(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link?.href || link.target || link.hasAttribute('download')) return
  const url = new URL(link.href)
  if (url.origin !== location.origin || screenOf(url.pathname) !== screenOf(location.pathname)) return
  if (url.pathname === location.pathname && url.search === location.search && url.hash) return
  event.preventDefault()
  void navigateTo(url.href)
}

function onPopState(event: PopStateEvent): void {
  if (location.pathname !== route().path) endTyping()
  if (screenOf(route().path) === screenOf(location.pathname)) event.stopImmediatePropagation()
  setRoute(readRoute())
}

if (typeof window !== 'undefined') {
  // In the capture phase, so that we come before Astro's own listeners.
  document.addEventListener('click', onClick, { capture: true })
  window.addEventListener('popstate', onPopState, { capture: true })
  document.addEventListener('astro:after-swap', () => setRoute(readRoute()))
}
