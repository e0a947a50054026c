import { FormulaError, type Place } from './error.ts'
import { functionNames, type Meaning, meaningsOf, type Param } from './functions/index.ts'
import { type Mismatch, match } from './match.ts'
import type { Syntax } from './parse.ts'
import { escaped } from './stored.ts'
import { nearest } from './suggest.ts'
import type { Node } from './tree.ts'
import type { Environment, Type } from './types.ts'

/** What is said of arguments that no meaning of the name takes. */
export function notTaken(name: string, given: readonly Node[], place: Place): FormulaError {
  const tried = meaningsOf(name).map((meaning) => match(meaning, given))
  if (tried.every((how) => how === null))
    return new FormulaError(place, 'argumentCount', { name, takes: takes(meaningsOf(name)), given: given.length })
  if (!/^[A-Z]+$/.test(name) || name === 'AND' || name === 'OR') return badOperands(name, given, place)
  const mismatches = tried.filter((how): how is Mismatch => how !== null && 'wanted' in how)
  const furthest = Math.max(...mismatches.map(({ at }) => at))
  const wanted = mismatches.filter(({ at }) => at === furthest).map((one) => one.wanted)
  return badArgument(name, given[furthest]!, wanted)
}

function badArgument(name: string, arg: Node, wanted: readonly Param[]): FormulaError {
  const choices = wanted.flatMap((one) => (typeof one === 'object' ? one.choices : []))
  if (choices.length > 0) {
    const meant = arg.kind === 'literal' && typeof arg.value === 'string' ? nearest(arg.value, choices) : null
    return new FormulaError(
      arg,
      'badChoice',
      { name, choices: choices.map((one) => `"${one}"`) },
      meant && `"${meant}"`,
    )
  }
  if (wanted.includes('digits')) return new FormulaError(arg, 'badDigits', { name })
  if (wanted.includes('currency')) return new FormulaError(arg, 'badCurrency', { name })
  if (wanted.includes('pattern')) return new FormulaError(arg, 'badPattern', { name })
  const types = [...new Set(wanted)].map((one) => WORDS[one as Type] ?? 'something else')
  return new FormulaError(arg, 'badArgument', { name, wanted: types.join(' or '), given: WORDS[arg.type] })
}

function badOperands(op: string, given: readonly Node[], place: Place): FormulaError {
  const wrong = given.find(({ type }) => type !== 'boolean')!
  if (op === 'AND' || op === 'OR' || given.length === 1)
    return badArgument(op === 'negate' ? '-' : op, op === 'negate' ? given[0]! : wrong, [
      op === 'negate' ? 'number' : 'boolean',
    ])
  const [left, right] = given.map(({ type }) => type) as [Type, Type]
  const plain = [left, right].sort().join() === 'money,number' && (op === '+' || op === '-')
  return new FormulaError(place, plain ? 'plainAmount' : 'badOperands', { op, left: WORDS[left], right: WORDS[right] })
}

/** Known beforehand, it is a mistake; where each record has its own currency, the result is empty when they differ. */
export function refuseTwoCurrencies(op: string, args: readonly Node[], place: Place): void {
  const currencies = [...new Set(args.map(({ currency }) => currency).filter((one) => one !== undefined))]
  if (currencies.length > 1) throw new FormulaError(place, 'twoCurrencies', { op, currencies: currencies.join(', ') })
}

const WORDS: Record<Type, string> = {
  number: 'a number',
  money: 'money',
  text: 'text',
  boolean: 'a yes or no',
  date: 'a date',
  instant: 'a date and time',
  list: 'a list',
}

/** "2 arguments", "2 or 3", "1 or more" */
function takes(list: readonly Meaning[]): string {
  const least = Math.min(...list.map((one) => one.params.length - (one.optional ?? 0)))
  const most = Math.max(...list.map((one) => (one.repeats ? Number.POSITIVE_INFINITY : one.params.length)))
  if (most === Number.POSITIVE_INFINITY) return `${least} arguments or more`
  if (most === 0) return 'no arguments'
  return least === most ? `${least} argument${least === 1 ? '' : 's'}` : `${least} to ${most} arguments`
}

export function unknownField(syntax: Syntax & { kind: 'field' }, env: Environment): FormulaError {
  const meant = syntax.id === null ? nearest(syntax.name, env.names()) : null
  return new FormulaError(syntax, 'unknownField', { name: syntax.name }, meant === null ? null : `{${escaped(meant)}}`)
}

/** A word alone is most often a field without its braces. */
export function unknownName(syntax: Syntax & { kind: 'call' }, env: Environment): FormulaError {
  const { at, name } = syntax
  const place = { at, length: name.length }
  const bare = syntax.length === name.length
  const field = env.resolve(name)?.name ?? (bare ? nearest(name, env.names()) : null)
  if (bare && field !== null)
    return new FormulaError(place, 'bareName', { name, field: `{${name}}` }, `{${escaped(field)}}`)
  return new FormulaError(place, 'unknownFunction', { name }, nearest(name, functionNames))
}
