import { fill, type IssueCode, SENTENCES } from '../core/errors/index.ts'
import type { Language } from '../core/model/language.ts'
import { language } from './index.ts'

const LOAD: Record<Language, () => Promise<Record<IssueCode, string>>> = {
  en: async () => SENTENCES,
  km: async () => (await import('./km-errors.ts')).SENTENCES_KM,
}

/** An issue of the API or of a field's own check, as a sentence in the reader's language. Loaded when something is refused. */
export async function issueSentence(issue: {
  code: string
  message: string
  [part: string]: unknown
}): Promise<string> {
  const sentences: Record<string, string> = await LOAD[language()]()
  const sentence = sentences[issue.code]
  return sentence ? fill(sentence, issue) : issue.message
}
