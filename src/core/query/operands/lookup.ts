import { typeOf } from '../../fields/index.ts'
import type { Field, Project } from '../../model/index.ts'
import { isLive, type Row } from '../row.ts'
import type { Operand } from '../scope.ts'
import { projectAt, type Scope, through, within } from '../scope.ts'
import { fieldNamed } from './field-named.ts'

/** What a lookup field is: a reference of its project, and what is shown of the records it points at. */
export interface Lookup<S extends Scope = Scope> {
  reference: Field
  /** the project pointed at */
  target: Project
  /** a field's id or a built-in name there */
  name: string
  /** the row pointed at, for what is asked of it */
  scope: S
}

/** The parts of a lookup field; null where its reference, or the project it points at, is gone or may not be seen. */
export function lookupOf<S extends Scope>(scope: S, field: Pick<Field, 'config'>): Lookup<S> | null {
  const { reference, field: name } = field.config as { reference: string; field: string }
  const inner = within(scope)
  return partsOf(inner, fieldNamed(inner, reference), name)
}

/** The same of what somebody sends: only what they see can be named. */
export const lookupNamed = <S extends Scope>(scope: S, reference: string, name: string): Lookup<S> | null =>
  partsOf(scope, fieldNamed(scope, reference), name)

/** `Customer.Country`: a dot follows a reference. An exact field name has been looked for before. */
export function lookupAt<S extends Scope>(scope: S, path: string): Lookup<S> | null {
  const dot = path.indexOf('.')
  return dot > 0 ? partsOf(scope, fieldNamed(scope, path.slice(0, dot)), path.slice(dot + 1)) : null
}

/** What is looked up by that name: by a field of its own, or along a dotted path. Null for what stands in the record itself. */
export const lookupBy = <S extends Scope>(scope: S, field: Field | null, name: string): Lookup<S> | null => {
  if (!field) return lookupAt(scope, name)
  return typeOf(field.type)?.computed === 'lookup' ? lookupOf(scope, field) : null
}

function partsOf<S extends Scope>(scope: S, reference: Field | null, name: string): Lookup<S> | null {
  if (!reference || typeOf(reference.type)?.storage !== 'links') return null
  const target = projectAt(scope, (reference.config as { project: string }).project)
  if (!target) return null
  const targetScope = through(scope, target)
  return { reference, target, name, scope: name === 'title' ? { ...targetScope, titleOnly: true } : targetScope }
}

/** The reference points at one record at most, so its looked-up value is joined and not gathered. */
export const isSingle = ({ reference }: Lookup): boolean =>
  (reference.config as { multiple?: boolean }).multiple !== true

/** Lookups copy nothing: `inner`, the operand of what is looked up, is read from the referenced records each time. */
export function lookupOperand({ reference, scope }: Lookup, inner: Operand, name: string) {
  const rows = (row: Row) => row.links(reference.id).filter(isLive)
  return {
    name,
    kind: inner.kind,
    read: inner.read,
    of(row: Row) {
      const [first] = rows(row)
      return first ? inner.of(first) : null
    },
    through: { scope, operand: inner, rows },
  } satisfies Operand
}
