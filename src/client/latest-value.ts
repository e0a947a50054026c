import { type Accessor, createEffect, createSignal, type Resource, untrack } from 'solid-js'

/**
 * What has been answered so far, without making the screen wait for it. Read directly in what is shown, a resource or the
 * `data` of a query without an answer (and even of one that is cached, for a tick) suspends the nearest Suspense: that takes
 * its whole content out of the document, and whoever is typing there loses the focus; effects wait that long, too. So
 * whatever is shown later than its screen reads through here. What an effect reads is never waited for.
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
