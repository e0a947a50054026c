import { api } from '../../client/api.ts'
import { cache, clearCache } from '../../client/cache.ts'
import { forgetAll } from '../../client/changes/undo-stack.ts'
import { currentRoute, navigateTo } from '../../client/route.ts'
import { sameOriginPath } from '../../client/same-origin-path.ts'
import { meQuery } from '../../client/workspace.ts'
import { LANGUAGES, type Language, language, setLanguage } from '../../i18n/index.ts'

let selectedLanguage: Language | undefined

/** The language selected on the sign-in page. */
export function chooseLanguage(next: Language): void {
  selectedLanguage = next
}

/** After sign-in: clears the cache of the previous user and what they could take back, applies the language and continues to `next`. */
export async function afterSignIn(): Promise<void> {
  clearCache()
  forgetAll()
  await applyLanguage().catch(() => undefined)
  await navigateTo(sameOriginPath(currentRoute().search.get('next'), location.origin))
}

/** A language selected on the sign-in page is saved for the person; else their saved language is applied. Who has none keeps this one. */
async function applyLanguage(): Promise<void> {
  if (selectedLanguage) {
    await api('PUT', '/api/me/preferences', { language: selectedLanguage })
    selectedLanguage = undefined
    return
  }
  const { person } = await cache.fetchQuery(meQuery)
  const savedLanguage = person.language as Language | null
  if (!savedLanguage) await api('PUT', '/api/me/preferences', { language: language() })
  if (savedLanguage && savedLanguage in LANGUAGES && savedLanguage !== language()) await setLanguage(savedLanguage)
}
