import { type Column, compileTree } from './compile.sql.ts'
import { COST_LIMITS, type CostLimits, costOf } from './cost.sql.ts'
import type { Code } from './functions/index.sql.ts'
import { parseFormula } from './index.ts'
import type { Tree } from './tree.ts'
import type { Cost, Environment, FormulaField, Setting } from './types.ts'

export type { Column } from './compile.sql.ts'
export { tidySql } from './decimal.sql.ts'
export { depthOf } from './depth.sql.ts'
export type { Code } from './functions/index.sql.ts'

/** A formula whose SQL D1 takes. */
export interface CompilableTree extends Tree {
  /** to be given with the field (`FormulaField.cost`) when another formula reads this one */
  cost: Cost
}

/**
 * Reads a formula that is to be compiled. Throws a FormulaError as `parseFormula` does, and another if its SQL would cost more
 * than the limits, which a browser, having no SQL, can't tell.
 */
export function parseCompilable(text: string, env: Environment, limits: Partial<CostLimits> = {}): CompilableTree {
  const tree = parseFormula(text, env)
  const fields = new Map<number, FormulaField>()
  for (const id of tree.uses) fields.set(id, env.byId(id)!)
  return { ...tree, cost: costOf(tree, (id) => fields.get(id)!, { ...COST_LIMITS, ...limits }) }
}

/** SQL of a formula's value, from each field's SQL. Of money, `currency` says whose minor units; it means nothing where the value is NULL. */
export const compile = (tree: Tree, columns: (id: number) => Column, setting: Setting): Code =>
  compileTree(tree, columns, setting)
