import { DOCS_EN, type DocsWord } from './docs-en.ts'
import { DOCS_KM } from './docs-km.ts'
import { language } from './index.ts'

/** The words of the API's page, which no other screen loads. */
export const say = (word: DocsWord): string => (language() === 'km' ? DOCS_KM : DOCS_EN)[word]
