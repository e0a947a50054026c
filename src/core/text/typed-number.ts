/** How a language writes numbers. */
export interface NumberSigns {
  group: string
  decimal: string
}

export interface TypedNumber {
  /** plain decimals ("-1250.5"): one is certain; two are a number that can be read in two ways; none is no number */
  readings: string[]
}

/** Khmer digits as those that everything else is written in. */
export const withAsciiDigits = (text: string): string =>
  text.replace(/[\u17e0-\u17e9]/g, (digit) => String(digit.charCodeAt(0) - 0x17e0))

const SEPARATED = /^([+\-−]?)(\d[\d.,'’\s\u00a0\u202f]*|[.,]\d+)([km]?)$/i
const TIMES: Record<string, number> = { '': 0, k: 3, m: 6 }

/**
 * A number as a person types it. A sign followed by other than three digits is a decimal sign. Followed by exactly three it
 * groups where the language groups by it; where the language writes decimals by it, it is one where the value
 * isn't money ("1.125"), and of money ("18.500") both are possible: nobody writes a third decimal of a dollar, and many write
 * thousands with a point. `decimals` is how many of them an amount may have; undefined for what is no money.
 */
export function readTypedNumber(text: string, { group, decimal }: NumberSigns, decimals?: number): TypedNumber {
  const plain = withAsciiDigits(text.trim())
  const match = plain.length > 60 ? null : SEPARATED.exec(plain)
  if (!match) return { readings: [] }
  const [, sign, figure, unit] = match as unknown as [string, string, string, string]
  const readings = readFigure(figure.trim(), group, decimal, decimals)
  const negative = sign === '-' || sign === '−' ? '-' : ''
  return { readings: readings.map((one) => negative + times(one, TIMES[unit.toLowerCase()]!)) }
}

function readFigure(figure: string, group: string, decimal: string, decimals: number | undefined): string[] {
  const points = [...figure].filter((char) => char === '.' || char === ',')
  const last = points.at(-1)
  if (last === undefined) return grouped(figure)
  const [integer, fraction] = [figure.slice(0, figure.lastIndexOf(last)), figure.slice(figure.lastIndexOf(last) + 1)]
  if (!/^\d*$/.test(fraction)) return []
  const asDecimal = () =>
    decimals === 0 && /[1-9]/.test(fraction) ? [] : grouped(integer || '0').map((one) => join(one, fraction))
  // The other sign stands before it, so this one ends the whole number.
  if (points.some((char) => char !== last)) return integer.includes(last) ? [] : asDecimal()
  if (points.length > 1) return grouped(figure)
  if (fraction.length !== 3 || /^0?$/.test(integer)) return asDecimal()
  const asGroup = grouped(figure)
  if (last === group) return asGroup
  if (last !== decimal || decimals === undefined || decimals > 2) return asDecimal()
  return [...new Set([...asDecimal(), ...asGroup])]
}

/** A whole number, in one piece or parted by one sign in threes (in India in twos before the last three). */
function grouped(text: string): string[] {
  if (/^\d+$/.test(text)) return [text]
  const match = /^\d{1,3}(?:([.,'’\s\u00a0\u202f])(?:\d{2,3}\1)*\d{3})$/.exec(text)
  return match ? [text.replace(/\D/g, '')] : []
}

const join = (integer: string, fraction: string): string => (fraction === '' ? integer : `${integer}.${fraction}`)

/** Times a power of ten, in digits: a double would round. */
function times(decimal: string, power: number): string {
  if (power === 0) return decimal
  const [integer = '', fraction = ''] = decimal.split('.')
  const digits = fraction.padEnd(power, '0')
  return join(integer + digits.slice(0, power), digits.slice(power).replace(/0+$/, ''))
}
