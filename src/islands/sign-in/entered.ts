import { cache } from '../../client/cache.ts'
import { ownPath } from '../../client/own-path.ts'
import { go, here } from '../../client/route.ts'

/** Somebody is signed in: what was read before was another's; on to where they wanted to go. */
export async function entered(): Promise<void> {
  cache.clear()
  await go(ownPath(here().search.get('next'), location.origin))
}
