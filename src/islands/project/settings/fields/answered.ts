import type { Resource } from 'solid-js'

/**
 * What a resource or a query has answered so far, if anything. Asked for directly, one without an answer yet would make the
 * whole screen wait for it, and whoever is typing would lose the focus.
 */
export const answered = <T>(of: Resource<T>): T | undefined =>
  of.state === 'ready' || of.state === 'refreshing' ? of.latest : undefined

export const answeredQuery = <T>(of: { isSuccess: boolean; data: T | undefined }): T | undefined =>
  of.isSuccess ? of.data : undefined
