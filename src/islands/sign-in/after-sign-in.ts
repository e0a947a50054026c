import { api } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { currentRoute, navigateTo } from '../../client/route.ts'
import { sameOriginPath } from '../../client/same-origin-path.ts'
import { meQuery } from '../../client/workspace.ts'
import { LANGUAGES, type Language, language, setLanguage } from '../../i18n/index.ts'

let selectedLanguage: Language | undefined

/** A language chosen at the door, before it is known who it is. */
export function chooseLanguage(next: Language): void {
  selectedLanguage = next
}

/** Somebody is signed in: what was read before was another's; on to where they wanted to go, in their language. */
export async function afterSignIn(): Promise<void> {
  cache.clear()
  await applyLanguage().catch(() => undefined)
  await navigateTo(sameOriginPath(currentRoute().search.get('next'), location.origin))
}

/** What was chosen at the door is theirs from now on; else what they chose before, whoever used this browser last. */
async function applyLanguage(): Promise<void> {
  if (selectedLanguage) {
    await api('PUT', '/api/me/preferences', { language: selectedLanguage })
    selectedLanguage = undefined
    return
  }
  const { person } = await cache.fetchQuery(meQuery)
  const savedLanguage = person.language as Language | null
  if (savedLanguage && savedLanguage in LANGUAGES && savedLanguage !== language()) await setLanguage(savedLanguage)
}
