import { fill, type IssueCode, SENTENCES } from '../core/errors/index.ts'
import { language } from './index.ts'

/** A fault of the API or of a field's own check, as a sentence in the reader's language. Loaded when something is refused. */
export async function issueSentence(fault: {
  code: string
  message: string
  [part: string]: unknown
}): Promise<string> {
  const sentences: Record<string, string> =
    language() === 'km' ? (await import('./km-errors.ts')).SENTENCES_KM : SENTENCES
  const sentence = sentences[fault.code as IssueCode]
  return sentence ? fill(sentence, fault) : fault.message
}
