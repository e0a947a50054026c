import type { Language } from '../core/model/language.ts'
import { fillPhrase, language } from './index.ts'
import { LATER_EN, type LaterKey } from './later-en.ts'
import { LATER_KM } from './later-km.ts'
import type { Phrase } from './phrase.ts'

export type { LaterKey }

const LATER: Record<Language, Record<LaterKey, Phrase>> = { en: LATER_EN, km: LATER_KM }

/** The words of what is opened later (the import, a project's other pages, search): the first screen never loads them. As `t`. */
export const sayLater = (key: LaterKey, parts: Record<string, string | number> = {}): string =>
  fillPhrase(LATER[language()][key], parts)
