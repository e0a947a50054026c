import { type IssueCode, SENTENCES } from '../core/errors/index.ts'
import type { Language } from '../core/model/language.ts'
import { SENTENCES_KM } from './km-errors.ts'

/** What is said of what doesn't fit, where the Worker writes it into a file; the site loads one language (issue.ts). */
export const ERROR_SENTENCES: Record<Language, Record<IssueCode, string>> = { en: SENTENCES, km: SENTENCES_KM }

/** The column of refused rows that has it. */
export const REASON: Record<Language, string> = { en: 'Why it was refused', km: 'មូលហេតុដែលមិនទទួល' }
