import { invalid, Problem } from '../errors/index.ts'
import type { Field, Project } from '../model/index.ts'
import type { Operand } from './scope.ts'

/** Whether a field is read only because an admin opened a field that reads it: it may be computed with, and never named. */
export const isHiddenInput = (project: Project, field: Pick<Field, 'id'> | null): boolean =>
  field !== null && !project.fields.some(({ id }) => id === field.id)

/** A hidden input under the name of the opened field that reads it: an error must not reveal the input's own name or options. */
export function withHiddenErrors<O extends Operand>(inner: O, project: Project, field: Field | null, name: string): O {
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
  // Inherits instead of copying: an operand may have getters that compile its SQL, which copying would set off.
  const outer: O = Object.create(inner)
  return Object.assign(outer, {
    name,
    read: silent(inner.read),
    ...(inner.currency && { currency: { ...inner.currency, of: silent(inner.currency.of) } }),
  })
}
