import type { Language } from '../../core/model/language.ts'
import { fillPhrase, language } from '../index.ts'
import type { Phrase } from '../phrase.ts'
import { SCREEN_EN, type ScreenKey } from './screen-en.ts'
import { SCREEN_KM } from './screen-km.ts'

const WORDS: Record<Language, Record<ScreenKey, Phrase>> = { en: SCREEN_EN, km: SCREEN_KM }

/** The words of the pages where forms are built: only those load them. As `t`. */
export const sayForm = (key: ScreenKey, parts: Record<string, string | number> = {}): string =>
  fillPhrase(WORDS[language()][key], parts)
