import { onMount } from 'solid-js'
import { cache } from './cache.ts'

/** ms within which an answer is new enough: that of the page which opens just now. */
const NEW_ENOUGH = 300

/**
 * Reads a query anew when the part that shows it opens, where the query itself stays mounted above it. For what no live event
 * tells: how runs, deliveries and submissions fare.
 */
export function refreshOnMount(...queryKeys: (readonly string[])[]): void {
  onMount(() => {
    for (const queryKey of queryKeys) {
      const { dataUpdatedAt } = cache.getQueryState(queryKey) ?? {}
      if (dataUpdatedAt && Date.now() - dataUpdatedAt > NEW_ENOUGH)
        void cache.invalidateQueries({ queryKey }, { cancelRefetch: false })
    }
  })
}
