import { invalid, Problem } from '../errors/index.ts'
import type { Field, Project } from '../model/index.ts'
import type { Operand } from './scope.ts'

/** Whether a field lies beneath one that was opened: read there, and named nowhere. */
export const isHiddenInput = (project: Project, field: Pick<Field, 'id'> | null): boolean =>
  field !== null && !project.fields.some(({ id }) => id === field.id)

/** What lies beneath is asked under the name of what shows it: no refusal tells its own, nor its options. */
export function withHiddenErrors(inner: Operand, project: Project, field: Field | null, name: string): Operand {
  if (!isHiddenInput(project, field)) return inner
  const silent =
    <T>(read: (sent: unknown) => T) =>
    (sent: unknown): T => {
      try {
        return read(sent)
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem
        throw invalid('value', 'badOperand', { op: name })
      }
    }
  // Its key is only put together where it is asked for.
  const outer: Operand = Object.create(inner)
  return Object.assign(outer, {
    name,
    read: silent(inner.read),
    ...(inner.currency && { currency: { ...inner.currency, of: silent(inner.currency.of) } }),
  })
}
