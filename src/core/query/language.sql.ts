import type { Catalog, Project } from '../model/index.ts'
import { compileFilter } from './filters/filter.sql.ts'
import { LANGUAGE, scopeOfNames } from './language.ts'
import { operandSql } from './operands/names.sql.ts'
import type { SqlLanguage, SqlScope } from './scope.sql.ts'

export const SQL_LANGUAGE: SqlLanguage = { ...LANGUAGE, condition: compileFilter, operandSql }

/** `scopeOfNames` for whoever must also know whether it can be compiled. */
export const sqlScopeOfNames = (catalog: Catalog, project: Project): SqlScope => ({
  ...scopeOfNames(catalog, project),
  language: SQL_LANGUAGE,
})
