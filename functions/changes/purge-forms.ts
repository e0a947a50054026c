/** By which the edge knows the pages of forms. */
export const FORM_PAGES = 'forms'

/** The edge keeps no page of a form any more: the next visitor gets it as it was saved. Where this fails it is a minute old at most. */
export async function purgeForms(cache?: CacheContext): Promise<void> {
  await cache?.purge({ tags: [FORM_PAGES] }).catch(() => undefined)
}
