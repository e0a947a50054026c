import { IssueCollector, invalid } from '../../src/core/errors/index.ts'
import type { Field } from '../../src/core/model/index.ts'
import { fieldNamed, type Scope } from '../../src/core/query/index.ts'

/** The fields that a request asks for, by id or name; all of the project where it names none. 422 `unknownField` at `fields.N`. */
export function fieldsNamed(scope: Scope, names: readonly string[] | undefined): readonly Field[] {
  if (!names) return scope.project.fields
  const issues = new IssueCollector()
  const fields = names.map((name, i) =>
    issues.try(`fields.${i}`, () => {
      const field = fieldNamed(scope, name)
      if (!field) throw invalid('', 'unknownField', { name })
      return field
    }),
  )
  issues.throwIfAny()
  return fields as Field[]
}
