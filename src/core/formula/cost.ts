import { raw } from '../sql/index.ts'
import { compileNode } from './compile.ts'
import { FormulaError } from './error.ts'
import type { Node } from './tree.ts'
import type { Cost, FormulaField } from './types.ts'

const PLAIN: Cost = { depth: 4, size: 20, bound: 0 }
/** Zones with a summer time cost a bound value each time; so it is reckoned with one. */
const SETTING = { now: 0, zone: 'Europe/London', digits: { JPY: 0, KWD: 3 } }

/**
 * What a formula costs, with the fields it reads, and a refusal if that is more than there is. It is compiled once with stand-ins for its
 * fields, and they are counted: nothing has to know how often a function uses its arguments.
 */
export function costOf(root: Node, field: (id: number) => FormulaField, limits: Cost): Cost {
  const { value, currency } = compileNode(root, (id) => ({ value: raw(`f${id}_`), currency: raw(`c${id}_`) }), SETTING)
  const text = `${value.text} ${currency?.text ?? ''}`
  let [depth, size, bound] = [0, text.length, value.values.length + (currency?.values.length ?? 0)]
  for (const [, id] of text.matchAll(/\b[fc](\d+)_/g)) {
    const cost = field(Number(id)).cost ?? PLAIN
    depth = Math.max(depth, cost.depth)
    size += cost.size
    bound += cost.bound
  }
  const cost = { depth: depth + Math.max(depthOf(value.text), depthOf(currency?.text ?? '')), size, bound }
  const whole = { at: root.at, length: root.length }
  if (cost.depth > limits.depth) throw new FormulaError(whole, 'tooDeep', { depth: cost.depth, max: limits.depth })
  if (cost.size > limits.size) throw new FormulaError(whole, 'tooLarge', { size: cost.size, max: limits.size })
  if (cost.bound > limits.bound) throw new FormulaError(whole, 'tooManyTexts', { bound: cost.bound, max: limits.bound })
  return cost
}

const WORD = /'(?:[^']|'')*'|[A-Za-z_][\w.]*|\d[\w.+]*|->>|<=|>=|<>|\|\||\S/g
const SEPARATORS = new Set([',', 'WHEN', 'THEN', 'ELSE', 'SELECT', 'WHERE', 'LIMIT'])
const OPERATORS = new Set([
  '+',
  '-',
  '*',
  '/',
  '%',
  '||',
  '->>',
  '=',
  '<',
  '>',
  '<=',
  '>=',
  '<>',
  'IS',
  'NOT',
  'AND',
  'OR',
  'IN',
  'BETWEEN',
  'GLOB',
])

/** One pair of brackets, or one CASE: parts stand beside each other, a FROM stands under what is selected from it. */
interface Level {
  /** of the part being read: operators in a row, and the deepest thing between them */
  operators: number
  deepest: number
  /** the deepest part so far, since the last FROM */
  height: number
  /** what the parts before the last FROM added up to */
  below: number
}

/** How deep SQLite will find an expression, from above: brackets count as a function, operators in a row as nested. */
export function depthOf(text: string): number {
  const levels: Level[] = [{ operators: 0, deepest: 0, height: 0, below: 0 }]
  const part = (level: Level) => {
    level.height = Math.max(level.height, level.operators + level.deepest)
    level.operators = 0
    level.deepest = 0
  }
  for (const [word] of text.matchAll(WORD)) {
    const level = levels[levels.length - 1]!
    if (word === '(' || word === 'CASE') levels.push({ operators: 0, deepest: 0, height: 0, below: 0 })
    else if (word === ')' || word === 'END') {
      part(level)
      levels.pop()
      const outer = levels[levels.length - 1]!
      outer.deepest = Math.max(outer.deepest, level.below + level.height + 1)
    } else if (word === 'FROM') {
      part(level)
      level.below += level.height
      level.height = 0
    } else if (SEPARATORS.has(word)) part(level)
    else if (OPERATORS.has(word)) level.operators++
    else level.deepest = Math.max(level.deepest, 1)
  }
  part(levels[0]!)
  return levels[0]!.height
}
