import { check } from './check.ts'
import { type Column, compileNode } from './compile.ts'
import { costOf } from './cost.ts'
import { evaluateNode } from './evaluate.ts'
import type { Code } from './functions/index.ts'
import { parse, type ReadingLimits } from './parse.ts'
import type { Node, Tree } from './tree.ts'
import type { Cost, Environment, FormulaField, Setting, Type, Value } from './types.ts'

export type { Column } from './compile.ts'
export { findCycle, type Graph } from './cycle.ts'
export { halfAway, tidy, tidySql } from './decimal.ts'
export { depthOf } from './depth.ts'
export { type FormulaCode, FormulaError, type Place, SENTENCES } from './error.ts'
export { type Code, functionNames, type Meaning, meanings, type Param, parametersFor } from './functions/index.ts'
export { escaped, storedIds, toShown, toStored } from './stored.ts'
export { tokens } from './tokens.ts'
export type { Node, Tree } from './tree.ts'
export {
  type Cost,
  type Environment,
  environment,
  type FormulaField,
  type Money,
  type Setting,
  TYPES,
  type Type,
  type Value,
} from './types.ts'

export type Limits = ReadingLimits & Cost & { zone: string }

/**
 * depth: of D1's 100, so that filters and sums have room around a formula. size: of its 100 KB a statement. bound: of its 100 bound
 * values; a caller that asks several formulas in one statement gives less. zone: where it will be compiled for, since one with a
 * summer time costs a bound value each time.
 */
export const LIMITS: Limits = {
  length: 10_000,
  nesting: 60,
  nodes: 500,
  depth: 68,
  size: 30_000,
  bound: 40,
  zone: 'UTC',
}

/** Reads a formula, by names or by ids. Throws a FormulaError with the place of the first thing that is wrong, nothing else. */
export function parseFormula(text: string, env: Environment, limits: Partial<Limits> = {}): Tree {
  const all = { ...LIMITS, ...limits }
  const root = check(parse(text, all), env)
  const fields = new Map<number, FormulaField>()
  for (const id of idsIn(root)) fields.set(id, env.byId(id)!)
  const cost = costOf(root, (id) => fields.get(id)!, all)
  return { root, type: root.type, currency: root.currency ?? null, uses: [...fields.keys()], cost }
}

export const typeOfFormula = ({ type, currency }: Tree): { type: Type; currency: string | null } => ({ type, currency })

/** Ids of the fields it reads, each once. */
export const dependencies = ({ uses }: Tree): readonly number[] => uses

/** The value for one record; `values` gives each field's, null for empty. Never throws. */
export const evaluate = (tree: Tree, values: (id: number) => Value, setting: Setting): Value =>
  evaluateNode(tree.root, values, setting)

/** SQL of the same value, from each field's SQL. Of money, `currency` says whose minor units; it means nothing where the value is NULL. */
export const compile = (tree: Tree, columns: (id: number) => Column, setting: Setting): Code =>
  compileNode(tree.root, columns, setting)

function idsIn(node: Node): number[] {
  if (node.kind === 'field') return [node.id]
  return node.kind === 'call' ? node.args.flatMap(idsIn) : []
}
