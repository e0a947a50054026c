import type { Language } from '../core/model/language.ts'
import { DOCS_EN, type DocsWord } from './docs-en.ts'
import { DOCS_KM } from './docs-km.ts'
import { language } from './index.ts'

const DOCS: Record<Language, Record<DocsWord, string>> = { en: DOCS_EN, km: DOCS_KM }

/** The words of the API's page, which no other screen loads. */
export const say = (word: DocsWord): string => DOCS[language()][word]
