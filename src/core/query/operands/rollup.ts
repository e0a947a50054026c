import { Problem } from '../../errors/index.ts'
import { typeOf } from '../../fields/index.ts'
import type { Field, Project } from '../../model/index.ts'
import type { Filter } from '../filters/ast.ts'
import { foldRows, type Measure, type MeasureOp, measureNamed } from '../measure.ts'
import { isLive, type Row } from '../row.ts'
import type { Operand } from '../scope.ts'
import { projectAt, type Scope, through, within } from '../scope.ts'
import { withHiddenErrors } from '../with-hidden-errors.ts'
import { fieldNamed } from './field-named.ts'
import { numberOf } from './read.ts'

/** What a rollup field is: records of another project that point here by a reference, and what is made of them. */
export interface RollupParts {
  source: Project
  reference: Field
  op: MeasureOp
  /** null where records are counted */
  measured: Field | null
  filter: Filter | undefined
}

export interface Rollup extends RollupParts {
  measure: Measure | null
}

interface Config {
  project: string
  reference: string
  measure: { op: MeasureOp; field?: string }
  filter?: Filter
}

/** Its parts; null where the other project, its reference or the measured field is gone or may not be seen. */
export function rollupParts(scope: Scope, field: Pick<Field, 'config'>): RollupParts | null {
  const { project, reference: name, measure, filter } = field.config as unknown as Config
  const inner = within(scope)
  const source = projectAt(inner, project)
  if (!source) return null
  const other = through(inner, source)
  const reference = fieldNamed(other, name)
  const points =
    reference &&
    typeOf(reference.type)?.storage === 'links' &&
    (reference.config as { project: string }).project === String(scope.project.id)
  const measured = measure.op === 'count' ? null : fieldNamed(other, measure.field ?? '')
  if (!reference || !points || (measure.op !== 'count' && !measured)) return null
  return { source, reference, op: measure.op, measured, filter }
}

/** The same with its measure; null also where that can't be folded so, or the filter names what is no more. */
export function rollupOf(scope: Scope, field: Pick<Field, 'config'>): Rollup | null {
  const parts = rollupParts(scope, field)
  if (!parts) return null
  const { measured, source, op, filter } = parts
  return ifReadable(() => {
    const other = through(within(scope), source)
    const measure = measured && measureNamed(other, String(measured.id), op)
    if (filter) scope.language.matcher(filter, other)
    return { ...parts, measure }
  })
}

/** Null where a step finds a problem: what a rollup is made of may have been deleted or changed since. */
export function ifReadable<T>(step: () => T): T | null {
  try {
    return step()
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    return null
  }
}

/**
 * Read from the records that point here, where they stand. Amounts of several currencies are never added up: then there is
 * no value.
 */
export function rollupOperand(scope: Scope, rollup: Rollup, name: string): Operand {
  const { measure, measured, source } = rollup
  const of = (row: Row) => folded(scope, rollup, row).value
  if (!measure || !measured) return { name, kind: 'number', of, read: numberOf(name) }
  const inner = scope.language.operand(through(within(scope), source), String(measured.id))
  const { kind, read, currency } = withHiddenErrors(inner, source, measured, name)
  if (!currency) return { name, kind, of, read }
  return { name, kind, of, read, currency: { of: currency.of, in: (row) => folded(scope, rollup, row).currency } }
}

function folded(scope: Scope, { source, reference, measure, filter, op }: Rollup, row: Row) {
  const matches = filter && scope.language.matcher(filter, through(within(scope), source))
  const rows = row
    .pointing(reference.id)
    .filter((one) => isLive(one) && one.archivedAt === null && (!matches || matches(one)))
  if (!measure) return { value: rows.length, currency: '' }
  const filled = rows.filter((one) => measure.of(one) !== null)
  const currencies = [...new Set(filled.map((one) => measure.in(one)))].sort()
  const mixed = measure.kind === 'money' && currencies.length > 1
  const value = mixed ? null : foldRows(op, measure.kind, filled.map(measure.of))
  return { value, currency: currencies.at(-1) ?? null }
}
