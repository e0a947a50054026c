import type { Place } from './error.ts'
import { type Meaning, MOST_ARGUMENTS, meaningsOf } from './functions/index.ts'
import { type Match, match, onlyCurrency } from './match.ts'
import type { Syntax } from './parse.ts'
import { notTaken, refuseTwoCurrencies, unknownField, unknownName } from './refuse.ts'
import type { Node } from './tree.ts'
import type { Environment, Type, Value } from './types.ts'

/** Looks everything up and finds every part's type; throws a FormulaError at the first that can't be. */
export function check(syntax: Syntax, env: Environment): Node {
  const place = { at: syntax.at, length: syntax.length }
  switch (syntax.kind) {
    case 'number':
    case 'text':
    case 'boolean':
      return { kind: 'literal', type: syntax.kind, value: syntax.value, ...place }
    case 'field':
      return field(syntax, env)
    case 'prefix':
      return prefix(syntax, env)
    case 'infix':
      return infix(syntax, env)
    case 'call':
      if (meaningsOf(syntax.name).length === 0 || !/^[A-Z]+$/.test(syntax.name)) throw unknownName(syntax, env)
      return apply(
        syntax.name,
        syntax.args.map((arg) => check(arg, env)),
        place,
      )
  }
}

function field(syntax: Syntax & { kind: 'field' }, env: Environment): Node {
  const found = syntax.id === null ? env.resolve(syntax.name) : env.byId(syntax.id)
  if (!found) throw unknownField(syntax, env)
  const { id, type, currency } = found
  return { kind: 'field', id, type, ...(currency && { currency }), at: syntax.at, length: syntax.length }
}

function prefix(syntax: Syntax & { kind: 'prefix' }, env: Environment): Node {
  const place = { at: syntax.at, length: syntax.length }
  const operand = check(syntax.operand, env)
  if (syntax.op === 'NOT') return apply('NOT', [operand], place)
  const negated = apply('negate', [operand], place)
  if (syntax.op === '+') return operand
  // A number that is written out stays one, so that -2 can be a rounding's digits.
  return operand.kind === 'literal' ? { ...operand, ...place, value: -(operand.value as number) + 0 } : negated
}

function infix(syntax: Syntax & { kind: 'infix' }, env: Environment): Node {
  const place = { at: syntax.at, length: syntax.length }
  if (syntax.op === '+' || syntax.op === '-') return sum(syntax, env)
  if (syntax.op === '&' || syntax.op === 'AND' || syntax.op === 'OR')
    return wide(
      syntax.op,
      spine(syntax, (op) => op === syntax.op).map(({ operand }) => check(operand, env)),
      place,
    )
  return apply(syntax.op, [check(syntax.left, env), check(syntax.right, env)], place)
}

/** a + b - c, which is read as (a + b) - c, laid out as a list. */
function spine(syntax: Syntax, belongs: (op: string) => boolean): { op: string; operand: Syntax }[] {
  const list: { op: string; operand: Syntax }[] = []
  let left = syntax
  while (left.kind === 'infix' && belongs(left.op)) {
    list.push({ op: left.op, operand: left.right })
    left = left.left
  }
  return [...list, { op: '+', operand: left }].reverse()
}

/** Many of one kind at once: no function takes more than 30, so they are taken in thirties. */
function wide(name: string, args: Node[], place: Place): Node {
  if (args.length <= MOST_ARGUMENTS) return apply(name, args, place)
  const groups = Array.from({ length: Math.ceil(args.length / MOST_ARGUMENTS) }, (_, i) =>
    apply(name, args.slice(i * MOST_ARGUMENTS, (i + 1) * MOST_ARGUMENTS), place),
  )
  return wide(name, groups, place)
}

/**
 * Long sums become balanced trees, since SQL may nest only so deep; both engines add in that order. Whatever isn't all numbers
 * or all money (a day and a number of days), and short ones, are taken as they stand.
 */
function sum(syntax: Syntax, env: Environment): Node {
  const terms = spine(syntax, (op) => op === '+' || op === '-').map(({ op, operand }) => ({
    op,
    node: check(operand, env),
  }))
  const alike = terms.every(({ node }) => node.type === terms[0]!.node.type && /number|money/.test(node.type))
  if (alike && terms.length > 3) return balancedSum(terms).node
  return terms.reduce((left, right) => ({
    op: '+',
    node: apply(right.op, [left.node, right.node], span(left.node, right.node)),
  })).node
}

type Term = { op: string; node: Node }
function balancedSum(terms: readonly Term[]): Term {
  if (terms.length === 1) return terms[0]!
  const middle = (terms.length + 1) >> 1
  const [a, b] = [balancedSum(terms.slice(0, middle)), balancedSum(terms.slice(middle))]
  const place = span(a.node, b.node)
  if (a.op === b.op) return { op: a.op, node: apply('+', [a.node, b.node], place) }
  return { op: '+', node: apply('-', a.op === '+' ? [a.node, b.node] : [b.node, a.node], place) }
}

const span = (a: Place, b: Place): Place => ({ at: a.at, length: b.at + b.length - a.at })

/** The meaning that takes the arguments with the least turning, applied to them. */
function apply(name: string, given: readonly Node[], place: Place): Node {
  let best: { meaning: Meaning; how: Match } | null = null
  for (const meaning of meaningsOf(name)) {
    const matched = match(meaning, given)
    if (matched && 'args' in matched && (best === null || matched.cost < best.how.cost))
      best = { meaning, how: matched }
  }
  if (!best) throw notTaken(name, given, place)
  const { meaning, how } = best
  if (meaning.params.includes('money')) refuseTwoCurrencies(name, how.args, place)
  const type: Type =
    meaning.returns === 'A' || meaning.returns === 'B' ? how.letters[meaning.returns]! : meaning.returns
  const currency =
    type !== 'money' ? null : meaning.currencyOf ? meaning.currencyOf(how.args.map(constantOf)) : onlyCurrency(how.args)
  const types = how.args.map((arg) => arg.type)
  return { kind: 'call', type, meaning, args: how.args, types, ...place, ...(currency !== null && { currency }) }
}

const constantOf = (node: Node): Value | undefined => (node.kind === 'literal' ? node.value : undefined)
