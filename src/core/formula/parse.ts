import { FormulaError, type Place } from './error.ts'
import { type Token, tokens } from './tokens.ts'

/** A formula as it was written: nothing is looked up yet. */
export type Syntax = Place &
  (
    | { kind: 'number'; value: number }
    | { kind: 'text'; value: string }
    | { kind: 'boolean'; value: boolean }
    | { kind: 'field'; name: string; id: number | null }
    | { kind: 'call'; name: string; args: Syntax[] }
    | { kind: 'infix'; op: string; left: Syntax; right: Syntax }
    | { kind: 'prefix'; op: string; operand: Syntax }
  )

/** How tightly an operator holds its operands. NOT and minus stand before one, so they bind only to the right. */
const BINDING: Record<string, number> = {
  OR: 1,
  AND: 2,
  '=': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '&': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '%': 7,
  '^': 9,
}
const NOT = 3
const MINUS = 8
const MEANT: Record<string, string> = { '==': '=', '&&': 'AND', '||': 'OR' }

export interface ReadingLimits {
  length: number
  nesting: number
  nodes: number
}

export function parse(text: string, limits: ReadingLimits): Syntax {
  if (text.length > limits.length)
    throw new FormulaError({ at: limits.length, length: text.length - limits.length }, 'tooLong', {
      max: limits.length,
    })
  return new Parser(tokens(text), limits).parse()
}

class Parser {
  readonly #tokens: Token[]
  readonly #limits: ReadingLimits
  #next = 0
  #depth = 0
  #nodes = 0

  constructor(tokens: Token[], limits: ReadingLimits) {
    this.#tokens = tokens
    this.#limits = limits
  }

  parse(): Syntax {
    const [first] = this.#tokens
    if (first!.kind === 'end') throw new FormulaError({ at: 0, length: first!.at }, 'empty')
    const syntax = this.#expression(0)
    if (this.#token.kind !== 'end') throw this.#unexpected()
    return syntax
  }

  get #token(): Token {
    return this.#tokens[this.#next]!
  }

  /** Pratt: an operand, then operators as long as they hold tighter than what waits to the left. */
  #expression(waiting: number): Syntax {
    if (++this.#depth > this.#limits.nesting)
      throw new FormulaError(this.#token, 'tooDeep', { depth: this.#depth, max: this.#limits.nesting })
    let left = this.#operand()
    for (;;) {
      const op = this.#operator()
      const binding = BINDING[op] ?? 0
      if (binding <= waiting) break
      this.#next++
      const right = this.#expression(op === '^' ? binding - 1 : binding)
      left = this.#node({ kind: 'infix', op, left, right, ...span(left, right) })
    }
    this.#depth--
    return left
  }

  #operator(): string {
    const token = this.#token
    if (token.kind === 'name') return token.name.toUpperCase()
    if (token.kind !== 'sign') return ''
    if (MEANT[token.sign]) throw new FormulaError(token, 'unexpected', { found: token.sign }, MEANT[token.sign])
    return token.sign === '<>' ? '!=' : token.sign
  }

  #operand(): Syntax {
    const token = this.#token
    if (token.kind === 'end') throw new FormulaError(token, 'unfinished')
    this.#next++
    if (token.kind === 'number' || token.kind === 'text' || token.kind === 'field') return this.#node({ ...token })
    if (token.kind === 'name') return this.#named(token, token.name.toUpperCase())
    if (token.sign === '(') {
      const inner = this.#expression(0)
      const close = this.#expect(')', token)
      return { ...inner, ...span(token, close) }
    }
    if (token.sign === '-' || token.sign === '+') return this.#prefix(token, token.sign, MINUS)
    this.#next--
    throw this.#unexpected()
  }

  #named(token: Token & { kind: 'name' }, name: string): Syntax {
    const open = this.#token
    if (open.kind === 'sign' && open.sign === '(') return this.#call(token, name, open)
    if (name === 'NOT') return this.#prefix(token, 'NOT', NOT)
    if (name === 'TRUE' || name === 'FALSE')
      return this.#node({ kind: 'boolean', value: name === 'TRUE', ...place(token) })
    if (name === 'AND' || name === 'OR') {
      this.#next--
      throw this.#unexpected()
    }
    // A bare word: a call without arguments, so that the checker can say what was meant.
    return this.#node({ kind: 'call', name: token.name, args: [], ...place(token) })
  }

  #prefix(token: Token, op: string, binding: number): Syntax {
    const operand = this.#expression(binding)
    return this.#node({ kind: 'prefix', op, operand, ...span(token, operand) })
  }

  #call(token: Token & { kind: 'name' }, name: string, open: Token): Syntax {
    this.#next++
    const args: Syntax[] = []
    while (!this.#at(')') || args.length > 0) {
      args.push(this.#expression(0))
      if (!this.#at(',')) break
      this.#next++
    }
    const close = this.#expect(')', open)
    return this.#node({ kind: 'call', name, args, ...span(token, close) })
  }

  #at(sign: string): boolean {
    return this.#token.kind === 'sign' && this.#token.sign === sign
  }

  #expect(sign: string, open: Token): Token {
    const token = this.#token
    if (!this.#at(sign))
      throw token.kind === 'end' ? new FormulaError(open, 'unclosed', { open: '(' }) : this.#unexpected()
    this.#next++
    return token
  }

  #unexpected(): FormulaError {
    const token = this.#token
    if (token.kind === 'end') return new FormulaError(token, 'unfinished')
    const found =
      token.kind === 'sign'
        ? token.sign
        : token.kind === 'field'
          ? `{${token.name}}`
          : 'name' in token
            ? token.name
            : String(token.value)
    return new FormulaError(token, 'unexpected', { found })
  }

  #node(syntax: Syntax): Syntax {
    if (++this.#nodes > this.#limits.nodes) throw new FormulaError(syntax, 'tooManyParts', { max: this.#limits.nodes })
    return syntax
  }
}

const place = ({ at, length }: Place): Place => ({ at, length })
const span = (first: Place, last: Place): Place => ({ at: first.at, length: last.at + last.length - first.at })
