import { api } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { ownPath } from '../../client/own-path.ts'
import { go, here } from '../../client/route.ts'
import { meQuery } from '../../client/workspace.ts'
import { LANGUAGES, type Language, language, setLanguage } from '../../i18n/index.ts'

let chosen: Language | undefined

/** A language chosen at the door, before it is known who it is. */
export function chooseLanguage(next: Language): void {
  chosen = next
}

/** Somebody is signed in: what was read before was another's; on to where they wanted to go, in their language. */
export async function afterSignIn(): Promise<void> {
  cache.clear()
  await speak().catch(() => undefined)
  await go(ownPath(here().search.get('next'), location.origin))
}

/** What was chosen at the door is theirs from now on; else what they chose before, whoever used this browser last. */
async function speak(): Promise<void> {
  if (chosen) {
    await api('PUT', '/api/me/preferences', { language: chosen })
    chosen = undefined
    return
  }
  const { person } = await cache.fetchQuery(meQuery)
  const theirs = person.language as Language | null
  if (theirs && theirs in LANGUAGES && theirs !== language()) await setLanguage(theirs)
}
