import { compileFilter } from './filter.ts'
import { match } from './match.ts'
import { operandNamed } from './names.ts'
import type { Language } from './scope.ts'

export const LANGUAGE: Language = { condition: compileFilter, matches: match, operand: operandNamed }
