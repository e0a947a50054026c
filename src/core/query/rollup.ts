import { digitsSql, instantSql, typeOf } from '../fields/index.ts'
import type { Field, Project } from '../model/index.ts'
import { raw, type Sql, sql } from '../sql/index.ts'
import type { Filter } from './ast.ts'
import { slotsOf } from './columns.ts'
import { fieldNamed } from './field-named.ts'
import type { Operand } from './operand.ts'
import { col, type Scope, through } from './scope.ts'

export const ROLLUP_OPS = ['count', 'sum', 'average', 'min', 'max'] as const

/** What a rollup field is: records of another project that point here by a reference, and what is made of them. */
export interface Rollup {
  source: Project
  reference: Field
  op: (typeof ROLLUP_OPS)[number]
  /** null where records are counted */
  measured: Field | null
  filter: Filter | undefined
}

interface Config {
  project: string
  reference: string
  measure: { op: Rollup['op']; field?: string }
  filter?: Filter
}

/** Its parts; null where the other project, its reference or the measured field is gone or may not be seen. */
export function rollupOf(scope: Scope, field: Pick<Field, 'config'>): Rollup | null {
  const { project, reference: name, measure, filter } = field.config as unknown as Config
  const source = scope.catalog.projects.find((one) => String(one.id) === project)
  if (!source) return null
  const other = through(scope, source)
  const reference = fieldNamed(other, name)
  const points =
    reference?.type === 'reference' && (reference.config as { project: string }).project === String(scope.project.id)
  const measured = measure.op === 'count' ? null : fieldNamed(other, measure.field ?? '')
  if (!reference || !points || (measure.op !== 'count' && !measured)) return null
  return { source, reference, op: measure.op, measured, filter }
}

/** Kinds that can be folded: sums of what is summable, the first and last of what has an order. */
export function foldable(op: Rollup['op'], field: Field): boolean {
  const type = typeOf(field.type)
  if (type?.home === 'computed') return false
  if (type?.summable) return true
  return (op === 'min' || op === 'max') && ['number', 'date', 'instant'].includes(type?.kind ?? '')
}

/**
 * Read from the records that point here, where they stand. Amounts of several currencies are never added up: then there is
 * no value.
 */
export function rollupOperand(scope: Scope, rollup: Rollup, name: string): Operand {
  const { measured, op } = rollup
  const kind = measured ? typeOf(measured.type)!.kind : 'number'
  const common = {
    name,
    kind,
    key: folded(scope, rollup, rollup.op === 'count' ? raw('count(*)') : amountOf(op)),
    read: (sent: unknown) => sent as number,
  }
  if (kind !== 'money') return common
  const main = (measured!.config as { currency: string }).currency
  const of = (sent: unknown) => (sent as { currency?: string } | null)?.currency ?? main
  const read = (sent: unknown): number => {
    const value = typeOf('currency')!.parse(sent, measured!.config, {
      name,
      country: '',
      zone: 'UTC',
      people: [],
      me: null,
    })
    return (value as { minor: number } | null)?.minor ?? 0
  }
  return { ...common, read, currency: { key: folded(scope, rollup, raw('max(c)')), of } }
}

/** The SQL of its answered form. */
export function rollupJson(scope: Scope, rollup: Rollup): Sql {
  if (rollup.op === 'count') return folded(scope, rollup, raw('count(*)'))
  const amount = amountOf(rollup.op)
  const kind = typeOf(rollup.measured!.type)!.kind
  if (kind === 'instant') return instantSql(folded(scope, rollup, amount))
  if (kind !== 'money') return folded(scope, rollup, amount)
  const code = raw('max(c)')
  return folded(
    scope,
    rollup,
    sql`iif(${amount} IS NULL, NULL, json_object('amount', ${digitsSql(sql`(${amount})`, code)}, 'currency', ${code}))`,
  )
}

/** `v` is the value, `c` its currency ('' where it has none): more than one of those and the fold is empty. */
function amountOf(op: Rollup['op']): Sql {
  const fold = {
    count: 'count(v)',
    sum: 'sum(v)',
    average: 'CAST(round(avg(v)) AS INTEGER)',
    min: 'min(v)',
    max: 'max(v)',
  }[op]
  return raw(`iif(count(DISTINCT c) > 1, NULL, ${fold})`)
}

function folded(scope: Scope, { source, reference, measured, filter, op }: Rollup, fold: Sql): Sql {
  const other = through(scope, source)
  const [value = raw('1'), currency = raw("''")] = measured ? slotsOf(other, measured) : []
  const exact =
    measured && typeOf(measured.type)!.kind === 'number' && op !== 'min' && op !== 'max'
      ? sql`CAST(${value} AS REAL)`
      : value
  const asked = filter ? sql` AND ${scope.condition(filter, other)}` : sql``
  const average = op === 'average' && measured && typeOf(measured.type)!.kind === 'number'
  const outer = average ? sql`avg(v)` : fold
  return sql`(SELECT ${outer} FROM (SELECT ${exact} AS v, ${currency} AS c FROM links k JOIN records ${raw(other.row)} ON ${col(other, 'id')} = k.from_id
    WHERE k.to_id = ${col(scope, 'id')} AND k.field_id = ${reference.id} AND ${col(other, 'deleted_at')} IS NULL
      AND ${col(other, 'archived_at')} IS NULL${measured ? sql` AND ${value} IS NOT NULL` : sql``}${asked}))`
}
