import { createSignal } from 'solid-js'
import { type Language, languageOf } from '../core/model/language.ts'
import { takenByIntl } from '../core/text/locale.ts'
import { en, type Key, type Words } from './en.ts'
import type { Phrase } from './phrase.ts'

export type { Key, Language, Phrase, Words }

interface Translation {
  /** as its readers call it */
  name: string
  /** of numbers, dates and money, where the browser asks for none of that language */
  usual: string
  load: () => Promise<Words>
}

export const LANGUAGES: Record<Language, Translation> = {
  en: { name: 'English', usual: 'en-GB', load: async () => en },
  km: { name: 'ភាសាខ្មែរ', usual: 'km-KH', load: async () => (await import('./km.ts')).km },
}

/** The same key as in the layout's first script, which sets `lang` before anything is painted. */
const KEY = 'tonle.language'

const [current, setCurrent] = createSignal<{ language: Language; words: Words }>({ language: 'en', words: en })

export const language = (): Language => current().language

/** The phrase of that key in the reader's language; `{name}` is filled from `parts`. */
export function t(key: Key, parts: Record<string, string | number> = {}): string {
  return fillPhrase(current().words[key], parts)
}

export function fillPhrase(phrase: Phrase, parts: Record<string, string | number>): string {
  const { language } = current()
  const text = typeof phrase === 'string' ? phrase : plural(phrase, Number(parts.count ?? 0), language)
  return text.replace(/\{(\w+)\}/g, (_, name: string) => show(parts[name], language))
}

const plural = (forms: { one?: string; other: string }, count: number, language: Language): string =>
  (new Intl.PluralRules(language).select(count) === 'one' ? forms.one : undefined) ?? forms.other

const show = (part: string | number | undefined, language: Language): string =>
  typeof part === 'number' ? part.toLocaleString(localeOf(language)) : (part ?? '')

export async function setLanguage(language: Language): Promise<void> {
  const words = await LANGUAGES[language].load()
  setCurrent({ language, words })
  document.documentElement.lang = language
  remember(language)
}

/** What this browser chose last, or what it asks for. */
export function guessLanguage(): Language {
  const chosen = remembered()
  if (chosen && chosen in LANGUAGES) return chosen as Language
  return languageOf(...browserLocales())
}

/** Resolves when the reader's words are there; English needs nothing loaded. */
export const wordsReady: Promise<void> =
  typeof window === 'undefined' || guessLanguage() === 'en' ? Promise.resolve() : setLanguage(guessLanguage())

/** What the browser asks for. Nobody else reads it: Intl throws on some of what there is. */
export function browserLocales(): string[] {
  return takenByIntl(navigator.languages)
}

/** The locale of numbers, dates and money: the browser's own of that language, or its usual one. */
export const localeOf = (of: Language = language()): string =>
  browserLocales().find((locale) => locale.split('-')[0] === of) ?? LANGUAGES[of].usual

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // Private mode: the choice lasts as long as the tab.
  }
}
