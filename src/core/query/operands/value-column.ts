import { type Computation, MINOR_DIGITS, typeOf } from '../../fields/index.ts'
import { type Column, type CompilableTree, compile, parseCompilable } from '../../formula/index.sql.ts'
import {
  type Cost,
  dependencies,
  environment,
  evaluate,
  FormulaError,
  type FormulaField,
  type Setting,
  type Tree,
  type Value,
} from '../../formula/index.ts'
import type { Field } from '../../model/index.ts'
import { raw, type Sql } from '../../sql/index.ts'
import { formulaColumnOf, formulaValueOf } from '../record-value.ts'
import { isLive, type Row } from '../row.ts'
import type { Operand } from '../scope.ts'
import { inputsOf, type Scope } from '../scope.ts'
import { builtInColumn } from './built-in-column.ts'
import { durationOperand } from './duration.ts'
import { builtInOf, fieldNamed } from './field-named.ts'
import { firstOf, lookupOf } from './lookup.ts'
import { rollupOf, rollupOperand } from './rollup.ts'

/** A field as formulas see it, the SQL of its value in this scope's row, and the same of a row in JavaScript. */
export interface ValueColumn extends FormulaField {
  column(): Column
  value(row: Row): Value
}

/** What reading through a reference, or folding what points here, costs at least. */
const READ: Cost = { depth: 14, size: 600, bound: 4 }

/** Null for what a formula can't read (files), and for what would lead back to a field on `way`. */
export function valueColumn(scope: Scope, field: Field, way: readonly number[] = []): ValueColumn | null {
  if (way.includes(field.id)) return null
  const { id, name } = field
  const known = typeOf(field.type)
  if (known?.computed) return COMPUTED[known.computed](scope, field, way)
  const type = known?.formulaType
  if (!type) return null
  const config = field.config as { currency?: string; others?: string[] }
  const single = type === 'money' && config.others?.length === 0 ? { currency: config.currency! } : {}
  return {
    id,
    name,
    type,
    ...single,
    ...(type === 'list' && { cost: READ }),
    column: () => formulaColumnOf(scope, field),
    value: (row) => formulaValueOf(scope, field, row),
  }
}

/** What is worked out, by how it is. */
const COMPUTED: Record<Computation, (scope: Scope, field: Field, way: readonly number[]) => ValueColumn | null> = {
  formula: formulaColumn,
  lookup: lookupColumn,
  rollup: rollupColumn,
  duration(scope, field) {
    const { id, name } = field
    const { key, of } = durationOperand(scope, field, name)
    return { id, name, type: 'number', cost: READ, column: () => ({ value: key }), value: of }
  },
  builtIn(scope, field) {
    const builtIn = builtInColumn(scope, builtInOf(field)!)
    return builtIn && { id: field.id, name: field.name, ...builtIn }
  },
}

function rollupColumn(scope: Scope, field: Field, way: readonly number[]): ValueColumn | null {
  const rollup = rollupOf(scope, field)
  if (!rollup || (rollup.measured && way.includes(rollup.measured.id))) return null
  const operand = rollupOperand(scope, rollup, field.name)
  const type = ({ number: 'number', money: 'money', date: 'date', instant: 'instant' } as const)[
    operand.kind as 'number'
  ]
  return {
    id: field.id,
    name: field.name,
    type,
    cost: READ,
    column: () => ({ value: operand.key, ...(operand.currency && { currency: operand.currency.key }) }),
    value: (row) => priced(operand, row),
  }
}

/** A number or an amount, as a formula takes it. */
function priced({ of, currency }: Operand, row: Row): Value {
  const value = of(row)
  return value === null || !currency ? value : { minor: Number(value), currency: currency.in(row) ?? '' }
}

/** The first record pointed at gives the value. */
function lookupColumn(scope: Scope, field: Field, way: readonly number[]): ValueColumn | null {
  const lookup = lookupOf(scope, field)
  if (!lookup) return null
  const target = lookup.scope
  const wrap = (value: Sql) => firstOf(scope, target, lookup.reference, value)
  const { id, name } = field
  const other = fieldNamed(target, lookup.name)
  const inner = other ? valueColumn(target, other, [...way, field.id]) : builtInColumn(target, lookup.name)
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
    value(row) {
      const [first] = row.links(lookup.reference.id).filter(isLive)
      return first ? inner.value(first) : null
    },
  }
}

function formulaColumn(scope: Scope, field: Field, way: readonly number[]): ValueColumn | null {
  const tree = formulaTree(scope, field, way)
  if (!tree) return null
  const column = () => {
    const { value, currency } = formulaCode(scope, tree, [...way, field.id])
    return { value, ...(currency && { currency }) }
  }
  return {
    id: field.id,
    name: field.name,
    type: tree.type,
    ...(tree.currency && { currency: tree.currency }),
    cost: tree.cost,
    column,
    value: (row) => formulaValue(scope, tree, row, [...way, field.id]),
  }
}

/** The fields that a formula of this project may name. */
export function formulaFields(scope: Scope, way: readonly number[] = []): FormulaField[] {
  return scope.project.fields.flatMap((field) => valueColumn(scope, field, way) ?? [])
}

/** A formula field's tree; null where what it reads is gone. */
export function formulaTree(scope: Scope, field: Field, way: readonly number[] = []): CompilableTree | null {
  const { formula } = field.config as { formula: string }
  const on = [...way, field.id]
  const named = storedFields(scope, formula, on)
  try {
    return parseCompilable(formula, environment(named), { zone: scope.catalog.workspace.zone })
  } catch (error) {
    if (error instanceof FormulaError) return null
    throw error
  }
}

/** Resolves only the fields that the formula names: resolving all would be quadratic in a project of many formulas. */
function storedFields(scope: Scope, formula: string, way: readonly number[]): FormulaField[] {
  const ids = new Set([...formula.matchAll(/\{#(\d+)\}/g)].map((match) => Number(match[1])))
  return inputsOf(scope.project)
    .filter((one) => ids.has(one.id))
    .flatMap((one) => valueColumn(scope, one, way) ?? [])
}

/** A formula's value of a row in JavaScript. */
export function formulaValue(scope: Scope, tree: Tree, row: Row, way: readonly number[] = []): Value {
  const read = (id: number): Value => {
    const field = inputsOf(scope.project).find((one) => one.id === id)
    return (field && valueColumn(scope, field, way)?.value(row)) ?? null
  }
  return evaluate(tree, read, settingOf(scope))
}

export function formulaCode(scope: Scope, tree: Tree, way: readonly number[] = []) {
  const columns = new Map<number, Column>()
  for (const id of dependencies(tree)) {
    const field = inputsOf(scope.project).find((one) => one.id === id)
    columns.set(id, (field && valueColumn(scope, field, way)?.column()) ?? { value: raw('NULL') })
  }
  return compile(tree, (id) => columns.get(id)!, settingOf(scope))
}

function settingOf({ catalog, now }: Scope): Setting {
  const { zone, reportCurrency, rates } = catalog.workspace
  return { now, zone, digits: MINOR_DIGITS, rates: { report: reportCurrency, list: rates } }
}
