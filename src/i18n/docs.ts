import type { Language } from '../core/model/language.ts'
import { DOCS_EN, type DocsWord } from './docs-en.ts'
import { DOCS_KM } from './docs-km.ts'
import { SUMMARIES_KM } from './docs-summaries-km.ts'
import { language } from './index.ts'

const DOCS: Record<Language, Record<DocsWord, string>> = { en: DOCS_EN, km: DOCS_KM }

/** The words of the API's page, which no other screen loads. */
export const say = (word: DocsWord): string => DOCS[language()][word]

/** What a route does, or a noun that groups them, in the reader's language. The description itself is in English. */
export const summaryIn = (english: string): string =>
  language() === 'km' ? (SUMMARIES_KM[english] ?? english) : english
