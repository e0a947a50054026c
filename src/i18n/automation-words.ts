import type { Language } from '../core/model/language.ts'
import { AUTOMATION_EN, type AutomationKey } from './automation-en.ts'
import { AUTOMATION_KM } from './automation-km.ts'
import { fillPhrase, language } from './index.ts'
import type { Phrase } from './phrase.ts'

export type { AutomationKey }

const WORDS: Record<Language, Record<AutomationKey, Phrase>> = { en: AUTOMATION_EN, km: AUTOMATION_KM }

/** The words of automations: only their pages load them. As `t`. */
export const say = (key: AutomationKey, parts: Record<string, string | number> = {}): string =>
  fillPhrase(WORDS[language()][key], parts)
