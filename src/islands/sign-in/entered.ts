import { cache } from '../../client/cache.ts'
import { go, here } from '../../client/route.ts'

/** Somebody is signed in: what was read before was another's; on to where they wanted to go. */
export async function entered(): Promise<void> {
  cache.clear()
  await go(nextOf(here().search.get('next')))
}

/** Only a path of ours: never another site's address out of the URL. */
const nextOf = (next: string | null): string => (next?.startsWith('/') && !/^\/[/\\]/.test(next) ? next : '/')
