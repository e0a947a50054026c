import type { Language } from '../core/model/language.ts'
import { MAIL_EN, type MailKey } from './mail-en.ts'
import { MAIL_KM } from './mail-km.ts'

export type { MailKey }

/** The words of mails, apart from the screens': the Worker writes them, the site never loads them. */
export const MAIL_WORDS: Record<Language, Record<MailKey, string>> = { en: MAIL_EN, km: MAIL_KM }
