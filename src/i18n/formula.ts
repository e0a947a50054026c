import type { FormulaError } from '../core/formula/index.ts'
import type { Language } from '../core/model/language.ts'
import type { FormulaHelp } from './formula-en.ts'

export type { FormulaHelp }

const LOAD_HELP: Record<Language, () => Promise<FormulaHelp>> = {
  en: async () => (await import('./formula-en.ts')).HELP_EN,
  km: async () => (await import('./formula-km.ts')).HELP_KM,
}

export const formulaHelp = (language: Language): Promise<FormulaHelp> => LOAD_HELP[language]()

const SENTENCE: Record<
  Language,
  (error: FormulaError) => Promise<readonly [string, Readonly<Record<string, unknown>>]>
> = {
  en: async ({ code, parts }) => [(await import('../core/formula/index.ts')).SENTENCES[code], parts],
  km: async ({ code, parts }) => {
    const { SENTENCES_KM, inKhmer } = await import('./formula-km.ts')
    return [SENTENCES_KM[code], inKhmer(parts)]
  },
}

/** A formula's error as a sentence in the reader's language. */
export async function formulaSentence(error: FormulaError, language: Language): Promise<string> {
  const { fill } = await import('../core/errors/index.ts')
  return fill(...(await SENTENCE[language](error)))
}
