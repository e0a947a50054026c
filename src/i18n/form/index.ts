import { type Language, languageOf } from '../../core/model/language.ts'
import { FORM_EN, type FormKey } from './en.ts'
import { FORM_KM } from './km.ts'

export type { FormKey }

/** The words of public forms: the Worker writes them, the site never loads them. */
const FORM_WORDS: Record<Language, Record<FormKey, string>> = { en: FORM_EN, km: FORM_KM }

/** In the language that is nearest to that tag (BCP 47). */
export const formWords = (tag: string): Record<FormKey, string> => FORM_WORDS[languageOf(tag)]
