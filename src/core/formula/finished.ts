import { decimalOf, toMinor } from './decimal.ts'
import type { Money, Type, Value } from './types.ts'

/** A value as it is answered, compared and put in words: a number of 15 digits, money in whole minor units (decimal.ts). */
export function finished(value: Value, type: Type): Value {
  if (value === null) return null
  if (type === 'number') return decimalOf(value as number)
  if (type !== 'money') return value
  const { minor, currency } = value as Money
  const roundedMinor = toMinor(minor)
  return roundedMinor === null ? null : { minor: roundedMinor, currency }
}
