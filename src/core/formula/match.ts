import { DATE_OF_INSTANT } from './functions/dates.ts'
import { type Meaning, meaningsOf, type Param, parametersFor } from './functions/index.ts'
import { patternPieces } from './functions/pattern.ts'
import type { Node } from './tree.ts'
import type { Type } from './types.ts'

/** How a meaning takes the arguments: as they are, or turned (`cost` counts how many). */
export interface Match {
  args: Node[]
  letters: Partial<Record<'A' | 'B', Type>>
  cost: number
}

/** Or the first argument that doesn't fit, and what would. */
export interface Mismatch {
  at: number
  wanted: Param
}

/** null: another number of arguments. */
export function match(meaning: Meaning, given: readonly Node[]): Match | Mismatch | null {
  const params = parametersFor(meaning, given.length)
  if (!params) return null
  const currency = onlyCurrency(given)
  const letters = { A: common(params, given, 'A', currency), B: common(params, given, 'B', currency) }
  const args: Node[] = []
  for (const [index, param] of params.entries()) {
    const wanted = param === 'A' || param === 'B' ? (letters[param] ?? given[params.indexOf(param)]!.type) : param
    const arg = taken(given[index]!, wanted, currency)
    if (!arg) return { at: index, wanted }
    args.push(arg)
  }
  return { args, letters, cost: args.filter((arg, index) => arg !== given[index]).length }
}

/** The type that all arguments of a letter have, or can be turned into. */
function common(
  params: readonly Param[],
  given: readonly Node[],
  letter: Param,
  currency: string | null,
): Type | undefined {
  const nodes = given.filter((_, index) => params[index] === letter)
  const types = [...new Set(nodes.map(({ type }) => type))]
  return types.find((type) => nodes.every((node) => taken(node, type, currency)))
}

/** The argument as the parameter wants it; null if it can't be had so. */
function taken(node: Node, wanted: Param, currency: string | null): Node | null {
  if (typeof wanted === 'object') return chosen(node, wanted.choices)
  if (wanted === 'digits')
    return node.kind === 'literal' && Number.isInteger(node.value) && Math.abs(node.value as number) <= 12 ? node : null
  if (wanted === 'currency') return currencyCode(node)
  if (wanted === 'pattern')
    return node.kind === 'literal' && typeof node.value === 'string' && patternPieces(node.value) ? node : null
  if (wanted === 'any' || node.type === wanted) return node
  if (wanted === 'words') return inWords(node)
  if (wanted === 'date' && node.type === 'instant') return call(DATE_OF_INSTANT, [node], 'date')
  if (wanted === 'money' && node.kind === 'literal' && node.type === 'number' && currency !== null)
    return { kind: 'amount', type: 'money', currency, units: node.value as number, at: node.at, length: node.length }
  return null
}

/** "usd" is the code USD. */
function currencyCode(node: Node): Node | null {
  if (node.kind !== 'literal' || typeof node.value !== 'string' || !/^[a-z]{3}$/i.test(node.value)) return null
  return { ...node, value: node.value.toUpperCase() }
}

/** "Month" is the choice "month". */
function chosen(node: Node, choices: readonly string[]): Node | null {
  if (node.kind !== 'literal' || typeof node.value !== 'string') return null
  const value = node.value.toLowerCase()
  return choices.includes(value) ? { ...node, value } : null
}

function inWords(node: Node): Node {
  if (node.type === 'text') return node
  return call(meaningsOf('TEXT').find(({ params }) => params[0] === node.type)!, [node], 'text')
}

const call = (meaning: Meaning, args: readonly Node[], type: Type): Node => ({
  kind: 'call',
  type,
  meaning,
  args,
  types: args.map((arg) => arg.type),
  at: args[0]!.at,
  length: args[0]!.length,
})

/** The currency of all the money among these, if there is only one and it is known beforehand. */
export function onlyCurrency(nodes: readonly Node[]): string | null {
  const currencies = new Set(nodes.filter(({ type }) => type === 'money').map(({ currency }) => currency))
  const [only] = currencies
  return currencies.size === 1 && only !== undefined ? only : null
}
