import { type Accessor, createEffect, createSignal, type Resource } from 'solid-js'

/**
 * What a resource has answered so far, if anything. Asked for directly, one without an answer yet would make the whole
 * screen wait for it, and whoever is typing would lose the focus.
 */
export const answered = <T>(of: Resource<T>): T | undefined =>
  of.state === 'ready' || of.state === 'refreshing' ? of.latest : undefined

/** The same of a query. What an effect reads is never waited for. */
export function answersOf<T>(query: { isSuccess: boolean; data: T | undefined }): Accessor<T | undefined> {
  const [data, setData] = createSignal<T>()
  createEffect(() => {
    if (query.isSuccess) setData(() => query.data)
  })
  return data
}
