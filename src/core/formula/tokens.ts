import { FormulaError, type Place } from './error.ts'

export type Token = Place &
  (
    | { kind: 'number'; value: number }
    | { kind: 'text'; value: string }
    | { kind: 'field'; name: string; id: number | null }
    | { kind: 'name'; name: string }
    | { kind: 'sign'; sign: string }
    | { kind: 'end' }
  )

const SPACE = /[\s\u00a0\ufeff]/
const DIGITS = /\d+(?:\.\d*)?|\.\d+/y
const NAME = /[\p{L}_][\p{L}\p{N}\p{M}_.]*/uy
const SIGNS = ['<=', '>=', '!=', '<>', '==', '&&', '||', ...'+-*/%^&=<>(),']
const ESCAPED: Record<string, string> = { n: '\n', t: '\t', '"': '"', '\\': '\\', '}': '}', '#': '#' }

/** A formula's words, each with its place. */
export function tokens(text: string): Token[] {
  const found: Token[] = []
  let index = 0
  while (index < text.length) {
    if (SPACE.test(text[index]!)) {
      index++
      continue
    }
    const token = read(text, index)
    found.push(token)
    index += token.length
  }
  found.push({ kind: 'end', at: text.length, length: 0 })
  return found
}

function read(text: string, index: number): Token {
  const first = text[index]!
  if (first === '"') return { kind: 'text', ...quoted(text, index, '"') }
  if (first === '{') return field(text, index)
  const digits = matchAt(DIGITS, text, index)
  if (digits) return { kind: 'number', at: index, length: digits.length, value: numberIn(digits, index) }
  const name = matchAt(NAME, text, index)
  if (name) return { kind: 'name', at: index, length: name.length, name }
  const sign = SIGNS.find((one) => text.startsWith(one, index))
  if (sign) return { kind: 'sign', at: index, length: sign.length, sign }
  const found = String.fromCodePoint(text.codePointAt(index)!)
  const place = { at: index, length: found.length }
  throw found === ';' ? new FormulaError(place, 'comma', {}, ',') : new FormulaError(place, 'unexpected', { found })
}

function matchAt(pattern: RegExp, text: string, index: number): string | null {
  pattern.lastIndex = index
  return pattern.exec(text)?.[0] ?? null
}

/** More digits than a double keeps would be answered as another number. */
function numberIn(digits: string, index: number): number {
  const significant = digits.replace('.', '').replace(/^0+/, '')
  const integer = digits.split('.')[0]!.replace(/^0+/, '')
  if (significant.length > 15 || integer.length > 15 || digits.length > 40)
    throw new FormulaError({ at: index, length: digits.length }, 'badNumber')
  return Number(digits)
}

function field(text: string, index: number): Token {
  const { length, value } = quoted(text, index, '}')
  const id = /^\{#(\d{1,15})\}$/.exec(text.slice(index, index + length))
  return { kind: 'field', at: index, length, name: value, id: id ? Number(id[1]) : null }
}

/** What stands between the sign at `index` and `close`, with its escapes read. */
function quoted(text: string, index: number, close: string): Place & { value: string } {
  let value = ''
  let i = index + 1
  for (; i < text.length && text[i] !== close; i++) {
    if (text[i] !== '\\') {
      value += text[i]
      continue
    }
    const meant = ESCAPED[text[++i] ?? '']
    if (meant === undefined) {
      const found = text.slice(i - 1, i + 1)
      throw new FormulaError({ at: i - 1, length: found.length }, 'badEscape', { found })
    }
    value += meant
  }
  if (i >= text.length)
    throw new FormulaError({ at: index, length: text.length - index }, 'unclosed', { open: text[index] })
  const place = { at: index, length: i + 1 - index }
  // U+0000 and half a surrogate pair are no text to SQLite.
  if (value.includes('\0') || !value.isWellFormed()) throw new FormulaError(place, 'badText')
  return { ...place, value }
}
