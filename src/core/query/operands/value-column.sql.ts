import { type Computation, typeOf } from '../../fields/index.ts'
import { type Code, type Column, type CompilableTree, compile, parseCompilable } from '../../formula/index.sql.ts'
import { type Cost, dependencies, environment, type FormulaField, type Tree } from '../../formula/index.ts'
import type { Field } from '../../model/index.ts'
import { raw, type Sql } from '../../sql/index.ts'
import { formulaColumnOf } from '../record-value.sql.ts'
import type { SqlScope } from '../scope.sql.ts'
import { inputsOf } from '../scope.ts'
import { builtInColumnSql } from './built-in-column.sql.ts'
import { durationOperandSql } from './duration.sql.ts'
import { builtInOf, fieldNamed } from './field-named.ts'
import { firstOf } from './lookup.sql.ts'
import { lookupOf } from './lookup.ts'
import { rollupOperandSql, rollupSql } from './rollup.sql.ts'
import { foldedType, ifFormula, inputsNamed, settingOf, storedField } from './value-column.ts'

/** A field as formulas see it, what its SQL costs, and that SQL in this scope's row. */
export interface ValueColumnSql extends FormulaField {
  column(): Column
}

/** What reading through a reference, or folding what points here, costs at least. */
const READ: Cost = { depth: 14, size: 600, bound: 4 }

/** `valueColumn` in SQL; null also for a formula that would cost too much. */
export function valueColumnSql(scope: SqlScope, field: Field, way: readonly number[] = []): ValueColumnSql | null {
  if (way.includes(field.id)) return null
  const computed = typeOf(field.type)?.computed
  if (computed) return COMPUTED[computed](scope, field, way)
  const stored = storedField(field)
  if (!stored) return null
  return { ...stored, ...(stored.type === 'list' && { cost: READ }), column: () => formulaColumnOf(scope, field) }
}

const COMPUTED: Record<Computation, (scope: SqlScope, field: Field, way: readonly number[]) => ValueColumnSql | null> =
  {
    formula: formulaColumn,
    lookup: lookupColumn,
    rollup: rollupColumn,
    duration(scope, field) {
      const { id, name } = field
      const { key } = durationOperandSql(scope, field, name)
      return { id, name, type: 'number', cost: READ, column: () => ({ value: key }) }
    },
    builtIn(scope, field) {
      const builtIn = builtInColumnSql(scope, builtInOf(field)!)
      return builtIn && { id: field.id, name: field.name, ...builtIn }
    },
    nothing: () => null,
  }

function rollupColumn(scope: SqlScope, field: Field, way: readonly number[]): ValueColumnSql | null {
  const rollup = rollupSql(scope, field)
  if (!rollup || (rollup.measured && way.includes(rollup.measured.id))) return null
  const operand = rollupOperandSql(scope, rollup, field.name)
  return {
    id: field.id,
    name: field.name,
    type: foldedType(operand),
    cost: READ,
    column: () => ({ value: operand.key, ...(operand.currency && { currency: operand.currency.key }) }),
  }
}

function lookupColumn(scope: SqlScope, field: Field, way: readonly number[]): ValueColumnSql | null {
  const lookup = lookupOf(scope, field)
  if (!lookup) return null
  const target = lookup.scope
  const wrap = (value: Sql) => firstOf(scope, target, lookup.reference, value)
  const { id, name } = field
  const other = fieldNamed(target, lookup.name)
  const inner = other ? valueColumnSql(target, other, [...way, id]) : builtInColumnSql(target, lookup.name)
  if (!inner) return null
  const cost = {
    depth: READ.depth + (inner.cost?.depth ?? 0),
    size: READ.size + (inner.cost?.size ?? 0),
    bound: READ.bound + (inner.cost?.bound ?? 0),
  }
  return {
    ...inner,
    id,
    name,
    cost,
    column() {
      const { value, currency } = inner.column()
      return { value: wrap(value), ...(currency && { currency: wrap(currency) }) }
    },
  }
}

function formulaColumn(scope: SqlScope, field: Field, way: readonly number[]): ValueColumnSql | null {
  const tree = formulaTreeSql(scope, field, way)
  if (!tree) return null
  return {
    id: field.id,
    name: field.name,
    type: tree.type,
    ...(tree.currency && { currency: tree.currency }),
    cost: tree.cost,
    column() {
      const { value, currency } = formulaCode(scope, tree, [...way, field.id])
      return { value, ...(currency && { currency }) }
    },
  }
}

/** The fields that a formula of this project may name. */
export function formulaFields(scope: SqlScope, way: readonly number[] = []): FormulaField[] {
  return scope.project.fields.flatMap((field) => valueColumnSql(scope, field, way) ?? [])
}

/** `formulaTree` of a formula that is to be compiled; null also where it would cost too much. */
export function formulaTreeSql(scope: SqlScope, field: Field, way: readonly number[] = []): CompilableTree | null {
  const { formula } = field.config as { formula: string }
  const named = inputsNamed(scope, formula).flatMap((one) => valueColumnSql(scope, one, [...way, field.id]) ?? [])
  return ifFormula(() => parseCompilable(formula, environment(named), { zone: scope.catalog.workspace.zone }))
}

/** `formulaValue` in SQL. */
export function formulaCode(scope: SqlScope, tree: Tree, way: readonly number[] = []): Code {
  const columns = new Map<number, Column>()
  for (const id of dependencies(tree)) {
    const field = inputsOf(scope.project).find((one) => one.id === id)
    columns.set(id, (field && valueColumnSql(scope, field, way)?.column()) ?? { value: raw('NULL') })
  }
  return compile(tree, (id) => columns.get(id)!, settingOf(scope))
}
