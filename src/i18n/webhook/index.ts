import type { Language } from '../../core/model/language.ts'
import { fillPhrase, language } from '../index.ts'
import type { Phrase } from '../phrase.ts'
import { WEBHOOK_EN, type WebhookKey } from './en.ts'
import { WEBHOOK_KM } from './km.ts'

const WORDS: Record<Language, Record<WebhookKey, Phrase>> = { en: WEBHOOK_EN, km: WEBHOOK_KM }

/** The words of webhooks and of what comes in: only their pages load them. As `t`. */
export const sayHook = (key: WebhookKey, parts: Record<string, string | number> = {}): string =>
  fillPhrase(WORDS[language()][key], parts)
