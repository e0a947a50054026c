import { raw } from '../sql/index.ts'
import { compileTree } from './compile.sql.ts'
import { depthOf } from './depth.sql.ts'
import { FormulaError } from './error.ts'
import type { Tree } from './tree.ts'
import type { Cost, FormulaField } from './types.ts'

/** The most that a formula's SQL may cost, and the zone that it will be compiled for: one with a summer time binds a value more. */
export type CostLimits = Cost & { zone: string }

/**
 * depth: of D1's 100, so that filters and sums have room around a formula. size: of its 100 KB a statement. bound: of its 100
 * bound values; a caller that asks several formulas in one statement gives less.
 */
export const COST_LIMITS: CostLimits = { depth: 68, size: 30_000, bound: 40, zone: 'UTC' }

const PLAIN: Cost = { depth: 1, size: 20, bound: 0 }

/**
 * What a formula costs, with the fields it reads, and a refusal if that is more than the limits. It is compiled once with
 * stand-ins for its fields, and they are counted: nothing has to know how often a function uses its arguments.
 */
export function costOf(tree: Tree, field: (id: number) => FormulaField, limits: CostLimits): Cost {
  const setting = { now: 0, zone: limits.zone, digits: { JPY: 0, KWD: 3 } }
  const { value, currency } = compileTree(tree, (id) => ({ value: raw(`f${id}_`), currency: raw(`c${id}_`) }), setting)
  const text = `${value.text} ${currency?.text ?? ''}`
  let [depth, size, bound] = [0, text.length, value.values.length + (currency?.values.length ?? 0)]
  for (const [, id] of text.matchAll(/\b[fc](\d+)_/g)) {
    const cost = field(Number(id)).cost ?? PLAIN
    depth = Math.max(depth, cost.depth)
    size += cost.size
    bound += cost.bound
  }
  const cost = { depth: depth + Math.max(depthOf(value.text), depthOf(currency?.text ?? '')), size, bound }
  const place = { at: tree.root.at, length: tree.root.length }
  if (cost.depth > limits.depth) throw new FormulaError(place, 'tooDeep', { depth: cost.depth, max: limits.depth })
  if (cost.size > limits.size) throw new FormulaError(place, 'tooLarge', { size: cost.size, max: limits.size })
  if (cost.bound > limits.bound) throw new FormulaError(place, 'tooManyTexts', { bound: cost.bound, max: limits.bound })
  return cost
}
