import type { Language } from '../../core/model/language.ts'
import { fillPhrase, language } from '../index.ts'
import type { Phrase } from '../phrase.ts'
import { DASHBOARD_EN, type DashboardKey } from './en.ts'
import { DASHBOARD_KM } from './km.ts'

export type { DashboardKey }

const WORDS: Record<Language, Record<DashboardKey, Phrase>> = { en: DASHBOARD_EN, km: DASHBOARD_KM }

/** The words of dashboards: only their screen loads them. As `t`. */
export const say = (key: DashboardKey, parts: Record<string, string | number> = {}): string =>
  fillPhrase(WORDS[language()][key], parts)
