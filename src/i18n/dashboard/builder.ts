import type { Language } from '../../core/model/language.ts'
import { fillPhrase, language } from '../index.ts'
import type { Phrase } from '../phrase.ts'
import { BUILDER_EN, type BuilderKey } from './builder-en.ts'
import { BUILDER_KM } from './builder-km.ts'
import { DASHBOARD_EN, type DashboardKey } from './en.ts'
import { DASHBOARD_KM } from './km.ts'

type Key = BuilderKey | DashboardKey

const WORDS: Record<Language, Record<Key, Phrase>> = {
  en: { ...DASHBOARD_EN, ...BUILDER_EN },
  km: { ...DASHBOARD_KM, ...BUILDER_KM },
}

/** The words of dashboards, and of the form where charts are built, which only that loads. As `t`. */
export const say = (key: Key, parts: Record<string, string | number> = {}): string =>
  fillPhrase(WORDS[language()][key], parts)
