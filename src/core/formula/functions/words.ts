import { bounded, numberText, tidy } from '../decimal.ts'
import { finished } from '../finished.ts'
import { localText } from '../local.ts'
import type { Money, Type } from '../types.ts'
import type { Functions, Meaning } from './contract.ts'
import { scaleOf } from './money.ts'
import { cut, text, trimmed } from './texts.ts'

/* TEXT puts any value in words, and VALUE reads a number out of words. `&` and CONCAT put their arguments in words by TEXT. */

const written = (type: Type, evaluate: Meaning['evaluate']): Meaning => ({
  name: 'TEXT',
  params: [type],
  returns: 'text',
  evaluate,
})

/** "1250.50 USD" */
function moneyText({ minor, currency }: Money, scale: number): string {
  const digits = String(scale).length - 1
  const units = String(Math.abs(minor)).padStart(digits + 1, '0')
  const decimal = digits === 0 ? units : `${units.slice(0, -digits)}.${units.slice(-digits)}`
  return `${minor < 0 ? '-' : ''}${decimal} ${currency}`
}

export const words = {
  'TEXT text': written('text', ([value]) => text(value)),
  'TEXT number': written('number', ([value]) => {
    const number = finished(value!, 'number')
    return number === null ? null : numberText(number as number)
  }),
  'TEXT money': written('money', ([value], { setting }) => {
    const money = finished(value!, 'money') as Money | null
    return money && moneyText(money, scaleOf(setting, money.currency))
  }),
  'TEXT boolean': written('boolean', ([value]) => String(value === true)),
  'TEXT date': written('date', ([value]) => value!),
  'TEXT instant': written('instant', ([value], { setting }) =>
    value === null ? null : localText(setting.zone, value as number),
  ),
  'TEXT list': written('list', ([list]) => cut(((list as readonly string[] | null) ?? []).join(', '))),
  /** A decimal as people and files write it, without separators; what isn't one is empty. */
  VALUE: {
    name: 'VALUE',
    params: ['text'],
    returns: 'number',
    evaluate: ([value]) => {
      const number = trimmed(text(value))
      return number.length <= 30 && /^[+-]?\d+(\.\d+)?$/.test(number) ? tidy(Number(number)) : null
    },
  },
  /** An amount in its units. */
  'VALUE money': {
    name: 'VALUE',
    params: ['money'],
    returns: 'number',
    evaluate: ([value], { setting }) => {
      const money = value as Money | null
      return money && bounded(money.minor / scaleOf(setting, money.currency))
    },
  },
} satisfies Functions
