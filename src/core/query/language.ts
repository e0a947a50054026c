import type { Catalog, Project } from '../model/index.ts'
import { matcher } from './filters/match.ts'
import { operandNamed } from './operands/names.ts'
import type { Language, Scope } from './scope.ts'

export const LANGUAGE: Language = { matcher, operand: operandNamed }

/** A scope in which only names and types are looked at: nobody asks, and no clock runs. */
export const scopeOfNames = (catalog: Catalog, project: Project): Scope => ({
  catalog,
  project,
  me: 0,
  now: 0,
  row: 'r',
  language: LANGUAGE,
})
