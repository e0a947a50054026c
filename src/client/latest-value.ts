import { type Accessor, createEffect, createSignal, type Resource, untrack } from 'solid-js'

/**
 * The latest value of a query without suspending. Read directly in JSX, a resource or the
 * `data` of a pending query (and of a cached one, for a tick) suspends the nearest Suspense: that removes
 * its whole content from the document, so that an input in it loses the focus, and holds back effects. So
 * everything that may load after its screen is read through this function; reads in effects never suspend.
 */
export function trackLatestValue<T>(query: { isPending: boolean; data: T | undefined }): Accessor<T | undefined> {
  const currentData = () => (query.isPending ? undefined : query.data)
  const [data, setData] = createSignal(untrack(currentData))
  createEffect(() => setData(() => currentData()))
  return data
}

/** The same for a resource. */
export const latestValue = <T>(resource: Resource<T>): T | undefined =>
  resource.state === 'ready' || resource.state === 'refreshing' ? resource.latest : undefined
