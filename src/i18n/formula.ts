import type { FormulaError } from '../core/formula/index.ts'
import type { FormulaHelp } from './formula-en.ts'
import type { Language } from './index.ts'

export type { FormulaHelp }

export const formulaHelp = async (language: Language): Promise<FormulaHelp> =>
  language === 'km' ? (await import('./formula-km.ts')).HELP_KM : (await import('./formula-en.ts')).HELP_EN

/** What is wrong with a formula, in the reader's language. */
export async function formulaSentence(error: FormulaError, language: Language): Promise<string> {
  const { fill } = await import('../core/errors/index.ts')
  const { SENTENCES } = await import('../core/formula/index.ts')
  if (language === 'en') return fill(SENTENCES[error.code], error.parts)
  const { SENTENCES_KM, inKhmer } = await import('./formula-km.ts')
  return fill(SENTENCES_KM[error.code], inKhmer(error.parts))
}
