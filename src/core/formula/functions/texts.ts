import { toInteger } from '../decimal.ts'
import type { Type, Value } from '../types.ts'
import type { Functions, Meaning } from './contract.ts'

/**
 * A formula's texts end after so many code points, those it reads too. SQLite gives up on a text of 2 MB, and with it on the
 * whole answer: thirty texts of this length in one CONCAT stay under that.
 */
export const TEXT_LENGTH = 10_000

export const cut = (text: string): string =>
  text.length <= TEXT_LENGTH ? text : [...text].slice(0, TEXT_LENGTH).join('')

/** Empty reads as "". */
export const text = (value: Value | undefined) => (value as string | null) ?? ''
const upper = (value: string) => value.replace(/[a-z]/g, (letter) => letter.toUpperCase())
const lower = (value: string) => value.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** Of text alone. */
const plain = (name: string, f: (value: string) => string): Meaning => ({
  name,
  params: ['text'],
  returns: 'text',
  evaluate: ([value]) => f(text(value)),
})

/** Of text and places in it, by code points. */
const part = (name: string, counts: number, f: (points: string[], ...places: number[]) => string[]): Meaning => ({
  name,
  params: ['text', ...Array<Type>(counts).fill('number')],
  returns: 'text',
  evaluate: ([value, ...places]) =>
    f([...text(value)], ...places.map((place) => toInteger(place as number | null))).join(''),
})

const joined = (name: string): Meaning => ({
  name,
  params: ['words'],
  repeats: ['words'],
  returns: 'text',
  evaluate: (args) => cut(args.map(text).join('')),
})

export function trimmed(value: string): string {
  let [from, to] = [0, value.length]
  while (from < to && value[from] === ' ') from++
  while (to > from && value[to - 1] === ' ') to--
  return value.slice(from, to)
}

/** Of what SUBSTITUTE may make, in code points: where the result could be longer it is empty, before it is made. */
export const MOST_SUBSTITUTED = 400_000

export const texts = {
  CONCAT: joined('CONCAT'),
  '&': joined('&'),
  LEN: { name: 'LEN', params: ['text'], returns: 'number', evaluate: ([value]) => [...text(value)].length },
  LEFT: part('LEFT', 1, (points, count) => points.slice(0, Math.max(0, count!))),
  RIGHT: part('RIGHT', 1, (points, count) => points.slice(Math.max(0, points.length - Math.max(0, count!)))),
  MID: part('MID', 2, (points, from, count) => points.slice(Math.max(1, from!) - 1).slice(0, Math.max(0, count!))),
  UPPER: plain('UPPER', upper),
  LOWER: plain('LOWER', lower),
  TRIM: plain('TRIM', trimmed),
  /** Of a list: one that is the same, case aside. */
  'CONTAINS list': {
    name: 'CONTAINS',
    params: ['list', 'text'],
    returns: 'boolean',
    evaluate: ([list, one]) =>
      ((list as readonly string[] | null) ?? []).some((item) => lower(item) === lower(text(one))),
  },
  /** Case does not matter, as far as SQLite knows it (ASCII). */
  CONTAINS: {
    name: 'CONTAINS',
    params: ['text', 'text'],
    returns: 'boolean',
    evaluate: ([value, part]) => lower(text(value)).includes(lower(text(part))),
  },
  SUBSTITUTE: {
    name: 'SUBSTITUTE',
    params: ['text', 'text', 'text'],
    returns: 'text',
    evaluate: ([value, old, by]) => {
      const [source, from, to] = [text(value), text(old), text(by)]
      if ([...source].length * [...to].length > MOST_SUBSTITUTED) return null
      return from === '' ? source : cut(source.split(from).join(to))
    },
  },
} satisfies Functions
