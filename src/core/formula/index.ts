import { check } from './check.ts'
import { evaluateNode } from './evaluate.ts'
import { finished } from './finished.ts'
import { parse } from './parse.ts'
import type { Node, Tree } from './tree.ts'
import type { Environment, Setting, Type, Value } from './types.ts'

export { findCycle, type Graph } from './cycle.ts'
export { halfAway, tidy } from './decimal.ts'
export { type FormulaCode, FormulaError, type Place, SENTENCES } from './error.ts'
export { functionNames, type Meaning, meanings, type Param, parametersFor } from './functions/index.ts'
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

/** Of what is read at all; what its SQL may cost besides, only the Worker can tell (cost.sql.ts). */
const READING_LIMITS = { length: 10_000, nesting: 60, nodes: 500 }

/** Reads a formula, by names or by ids. Throws a FormulaError with the place of the first thing that is wrong, nothing else. */
export function parseFormula(text: string, env: Environment): Tree {
  const root = check(parse(text, READING_LIMITS), env)
  return { root, type: root.type, currency: root.currency ?? null, uses: [...new Set(idsIn(root))] }
}

export const typeOfFormula = ({ type, currency }: Tree): { type: Type; currency: string | null } => ({ type, currency })

/** Ids of the fields it reads, each once. */
export const dependencies = ({ uses }: Tree): readonly number[] => uses

/** The value for one record; `values` gives each field's, null for empty. Never throws. */
export const evaluate = (tree: Tree, values: (id: number) => Value, setting: Setting): Value =>
  finished(evaluateNode(tree.root, values, setting), tree.type)

function idsIn(node: Node): number[] {
  if (node.kind === 'field') return [node.id]
  return node.kind === 'call' ? node.args.flatMap(idsIn) : []
}
