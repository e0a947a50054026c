import { raw } from '../sql/index.ts'
import { compileNode } from './compile.ts'
import { depthOf } from './depth.ts'
import { FormulaError } from './error.ts'
import type { Node } from './tree.ts'
import type { Cost, FormulaField } from './types.ts'

const PLAIN: Cost = { depth: 1, size: 20, bound: 0 }

/**
 * What a formula costs, with the fields it reads, and a refusal if that is more than there is. It is compiled once with stand-ins for its
 * fields, and they are counted: nothing has to know how often a function uses its arguments.
 */
export function costOf(root: Node, field: (id: number) => FormulaField, limits: Cost & { zone: string }): Cost {
  const setting = { now: 0, zone: limits.zone, digits: { JPY: 0, KWD: 3 } }
  const { value, currency } = compileNode(root, (id) => ({ value: raw(`f${id}_`), currency: raw(`c${id}_`) }), setting)
  const text = `${value.text} ${currency?.text ?? ''}`
  let [depth, size, bound] = [0, text.length, value.values.length + (currency?.values.length ?? 0)]
  for (const [, id] of text.matchAll(/\b[fc](\d+)_/g)) {
    const cost = field(Number(id)).cost ?? PLAIN
    depth = Math.max(depth, cost.depth)
    size += cost.size
    bound += cost.bound
  }
  const cost = { depth: depth + Math.max(depthOf(value.text), depthOf(currency?.text ?? '')), size, bound }
  const place = { at: root.at, length: root.length }
  if (cost.depth > limits.depth) throw new FormulaError(place, 'tooDeep', { depth: cost.depth, max: limits.depth })
  if (cost.size > limits.size) throw new FormulaError(place, 'tooLarge', { size: cost.size, max: limits.size })
  if (cost.bound > limits.bound) throw new FormulaError(place, 'tooManyTexts', { bound: cost.bound, max: limits.bound })
  return cost
}
