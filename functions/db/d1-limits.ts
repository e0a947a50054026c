import { invalid, Problem } from '../../src/core/errors/index.ts'
import { depthOf } from '../../src/core/formula/index.sql.ts'
import type { Catalog } from '../../src/core/model/index.ts'
import { recordJson, type SqlScope } from '../../src/core/query/index.sql.ts'

/** Of D1's 100 KB a statement and 100 levels an expression, what a whole record may take: the rest is for the question around it. */
const LONGEST = 70_000
const DEEPEST = 88

/**
 * Formulas and lookups that are each small enough may be too much together, also in other projects that look them up: then no
 * record could be read. Tried with the catalog as it would be.
 */
export function requireWithinLimits(scope: SqlScope, catalog: Catalog, path: string): void {
  for (const project of catalog.projects) {
    let text: string
    try {
      text = recordJson({ ...scope, catalog, project }, project.fields).text
    } catch (problem) {
      if (problem instanceof Problem) continue
      throw problem
    }
    if (text.length > LONGEST || depthOf(text) > DEEPEST) throw invalid(path, 'tooMuch')
  }
}
