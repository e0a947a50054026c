import { Problem } from '../../errors/index.ts'
import { digitsSql, instantSql } from '../../fields/index.sql.ts'
import { typeOf } from '../../fields/index.ts'
import { tidySql } from '../../formula/index.sql.ts'
import type { Field, Project } from '../../model/index.ts'
import { raw, type Sql, sql } from '../../sql/index.ts'
import { numberOf } from '../columns.ts'
import type { Filter } from '../filters/ast.ts'
import { foldRows, foldSql, type Measure, type MeasureOp, measureNamed } from '../measure.ts'
import { visibleTarget } from '../record-visibility.ts'
import { isLive, type Row } from '../row.ts'
import type { Operand } from '../scope.ts'
import { col, projectAt, type Scope, through, within } from '../scope.ts'
import { withHiddenErrors } from '../with-hidden-errors.ts'
import { fieldNamed } from './field-named.ts'

/** What a rollup field is: records of another project that point here by a reference, and what is made of them. */
interface Parts {
  source: Project
  reference: Field
  op: MeasureOp
  /** null where records are counted */
  measured: Field | null
  filter: Filter | undefined
}

export interface Rollup extends Parts {
  measure: Measure | null
  /** of the records that are folded; null where all are */
  condition: Sql | null
}

interface Config {
  project: string
  reference: string
  measure: { op: MeasureOp; field?: string }
  filter?: Filter
}

/** Its parts; null where the other project, its reference or the measured field is gone or may not be seen. */
export function rollupParts(scope: Scope, field: Pick<Field, 'config'>): Parts | null {
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

/** The same in SQL; null also where that can't be folded so, or the filter names what is no more. */
export function rollupOf(scope: Scope, field: Pick<Field, 'config'>): Rollup | null {
  const parts = rollupParts(scope, field)
  if (!parts) return null
  const { measured, source, op } = parts
  try {
    const other = through(within(scope), source)
    return {
      ...parts,
      measure: measured && measureNamed(other, String(measured.id), op),
      condition: parts.filter ? scope.language.condition(parts.filter, other) : null,
    }
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
  const key = folded(scope, rollup, foldOf(rollup))
  const of = (row: Row) => foldedRows(scope, rollup, row).value
  if (!measure || !measured) return { name, kind: 'number', key, of, read: numberOf(name) }
  const inner = scope.language.operand(through(within(scope), source), String(measured.id))
  const { kind, read, currency } = withHiddenErrors(inner, source, measured, name)
  if (!currency) return { name, kind, key, of, read }
  const inside = (row: Row) => foldedRows(scope, rollup, row).currency
  return {
    name,
    kind,
    key,
    of,
    read,
    currency: { key: folded(scope, rollup, raw('max(c)')), of: currency.of, in: inside },
  }
}

/** The SQL of its answered form. */
export function rollupJson(scope: Scope, rollup: Rollup): Sql {
  const value = foldOf(rollup)
  if (rollup.measure?.kind === 'instant') return instantSql(folded(scope, rollup, value))
  if (rollup.measure?.kind !== 'money') return folded(scope, rollup, value)
  const code = raw('max(c)')
  return folded(
    scope,
    rollup,
    sql`iif(${value} IS NULL, NULL, json_object('amount', ${digitsSql(sql`(${value})`, code)}, 'currency', ${code}))`,
  )
}

/** `v` is the value, `c` its currency ('' where it has none): more than one of those and the fold is empty. */
function foldOf({ measure, op }: Rollup): Sql {
  if (!measure) return raw('count(*)')
  const fold = foldSql(op, measure.kind)
  if (measure.kind === 'money') return sql`iif(count(DISTINCT c) > 1, NULL, ${fold})`
  return measure.kind === 'number' ? tidySql(fold) : fold
}

/** The same in JavaScript. */
function foldedRows(scope: Scope, { source, reference, measure, filter, op }: Rollup, row: Row) {
  const other = through(within(scope), source)
  const rows = row
    .pointing(reference.id)
    .filter((one) => isLive(one) && one.archivedAt === null && (!filter || scope.language.matches(filter, other, one)))
  if (!measure) return { value: rows.length, currency: '' }
  const filled = rows.filter((one) => measure.of(one) !== null)
  const currencies = [...new Set(filled.map((one) => measure.in(one)))].sort()
  const mixed = measure.kind === 'money' && currencies.length > 1
  const value = mixed ? null : foldRows(op, measure.kind, filled.map(measure.of))
  return { value, currency: currencies.at(-1) ?? null }
}

function folded(scope: Scope, { source, reference, measure, condition }: Rollup, fold: Sql): Sql {
  const other = through(within(scope), source)
  const filtered = condition ? sql` AND ${condition}` : sql``
  const rows = sql`SELECT ${measure?.value ?? raw('1')} AS v, ${measure?.currency ?? raw("''")} AS c
    FROM links k JOIN records ${raw(other.row)} ON ${col(other, 'id')} = k.from_id
    WHERE k.to_id = ${col(scope, 'id')} AND k.field_id = ${reference.id} AND ${visibleTarget(other)}
      AND ${col(other, 'archived_at')} IS NULL${filtered}`
  return sql`(SELECT ${fold} FROM (${rows})${measure ? sql` WHERE v IS NOT NULL` : sql``})`
}
