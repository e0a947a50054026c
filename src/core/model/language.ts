/** The languages that Tonle speaks, as BCP 47 tags. What has words of its own is a Record of them: adding one here names every file that lacks it. */
export const LANGUAGES = ['en', 'km'] as const
export type Language = (typeof LANGUAGES)[number]

/** The language of these locales that is spoken here. English last: many who read another one list it too. */
export const languageOf = (...locales: readonly (string | null | undefined)[]): Language =>
  LANGUAGES.findLast((language) => locales.some((locale) => locale?.split('-')[0] === language)) ?? 'en'
