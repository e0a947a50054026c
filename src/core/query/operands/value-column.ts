import { type Computation, MINOR_DIGITS, typeOf } from '../../fields/index.ts'
import {
  environment,
  evaluate,
  FormulaError,
  type FormulaField,
  parseFormula,
  type Setting,
  type Tree,
  type Value,
} from '../../formula/index.ts'
import type { Field } from '../../model/index.ts'
import { formulaValueOf } from '../record-value.ts'
import { isLive, type Row } from '../row.ts'
import type { Operand } from '../scope.ts'
import { inputsOf, type Scope } from '../scope.ts'
import { builtInColumn } from './built-in-column.ts'
import { durationOperand } from './duration.ts'
import { builtInOf, fieldNamed } from './field-named.ts'
import { lookupOf } from './lookup.ts'
import { rollupOf, rollupOperand } from './rollup.ts'

/** A field as formulas see it, and its value of a row. */
export interface ValueColumn extends FormulaField {
  value(row: Row): Value
}

/** Null for what a formula can't read (files), and for what would lead back to a field on `way`. */
export function valueColumn(scope: Scope, field: Field, way: readonly number[] = []): ValueColumn | null {
  if (way.includes(field.id)) return null
  const computed = typeOf(field.type)?.computed
  if (computed) return COMPUTED[computed](scope, field, way)
  const stored = storedField(field)
  return stored && { ...stored, value: (row) => formulaValueOf(scope, field, row) }
}

/** A field that a record holds itself, as formulas see it; null for what they can't read. */
export function storedField({ id, name, type: typeName, config }: Field): FormulaField | null {
  const type = typeOf(typeName)?.formulaType
  if (!type) return null
  const { currency, others } = config as { currency?: string; others?: string[] }
  return { id, name, type, ...(type === 'money' && others?.length === 0 && { currency: currency! }) }
}

/** What is worked out, by how it is. */
const COMPUTED: Record<Computation, (scope: Scope, field: Field, way: readonly number[]) => ValueColumn | null> = {
  formula: formulaColumn,
  lookup: lookupColumn,
  rollup: rollupColumn,
  duration(scope, field) {
    const { id, name } = field
    return { id, name, type: 'number', value: durationOperand(scope, field, name).of }
  },
  builtIn(scope, field) {
    const builtIn = builtInColumn(scope, builtInOf(field)!)
    return builtIn && { id: field.id, name: field.name, ...builtIn }
  },
  nothing: () => null,
}

function rollupColumn(scope: Scope, field: Field, way: readonly number[]): ValueColumn | null {
  const rollup = rollupOf(scope, field)
  if (!rollup || (rollup.measured && way.includes(rollup.measured.id))) return null
  const operand = rollupOperand(scope, rollup, field.name)
  return { id: field.id, name: field.name, type: foldedType(operand), value: (row) => priced(operand, row) }
}

/** What a rollup gives a formula: a number, an amount, or the first or last of days or instants. */
export const foldedType = ({ kind }: Operand) => kind as 'number' | 'money' | 'date' | 'instant'

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
  const { id, name } = field
  const other = fieldNamed(target, lookup.name)
  const inner = other ? valueColumn(target, other, [...way, id]) : builtInColumn(target, lookup.name)
  return (
    inner && {
      ...inner,
      id,
      name,
      value(row) {
        const [first] = row.links(lookup.reference.id).filter(isLive)
        return first ? inner.value(first) : null
      },
    }
  )
}

function formulaColumn(scope: Scope, field: Field, way: readonly number[]): ValueColumn | null {
  const tree = formulaTree(scope, field, way)
  if (!tree) return null
  return {
    id: field.id,
    name: field.name,
    type: tree.type,
    ...(tree.currency && { currency: tree.currency }),
    value: (row) => formulaValue(scope, tree, row, [...way, field.id]),
  }
}

/** A formula field's tree; null where what it reads is gone. */
export function formulaTree(scope: Scope, field: Field, way: readonly number[] = []): Tree | null {
  const { formula } = field.config as { formula: string }
  const named = inputsNamed(scope, formula).flatMap((one) => valueColumn(scope, one, [...way, field.id]) ?? [])
  return ifFormula(() => parseFormula(formula, environment(named)))
}

/** Only the fields that a stored formula names: resolving all would be quadratic in a project of many formulas. */
export function inputsNamed(scope: Scope, formula: string): readonly Field[] {
  const ids = new Set([...formula.matchAll(/\{#(\d+)\}/g)].map((match) => Number(match[1])))
  return inputsOf(scope.project).filter((one) => ids.has(one.id))
}

/** Null where a formula can't be read. */
export function ifFormula<T>(parse: () => T): T | null {
  try {
    return parse()
  } catch (error) {
    if (error instanceof FormulaError) return null
    throw error
  }
}

/** A formula's value of a row. */
export function formulaValue(scope: Scope, tree: Tree, row: Row, way: readonly number[] = []): Value {
  const read = (id: number): Value => {
    const field = inputsOf(scope.project).find((one) => one.id === id)
    return (field && valueColumn(scope, field, way)?.value(row)) ?? null
  }
  return evaluate(tree, read, settingOf(scope))
}

export function settingOf({ catalog, now }: Scope): Setting {
  const { zone, reportCurrency, rates } = catalog.workspace
  return { now, zone, digits: MINOR_DIGITS, rates: { report: reportCurrency, list: rates } }
}
