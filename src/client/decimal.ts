/** Exact sums of decimal strings ("1250.00"), without a detour through floats. */
export function addDecimals(a: string, b: string): string {
  const digits = Math.max(digitsOf(a), digitsOf(b))
  return decimal(scaled(a, digits) + scaled(b, digits), digits)
}

export const negate = (text: string): string =>
  text.startsWith('-') ? text.slice(1) : isZero(text) ? text : `-${text}`

/** `percent` of a decimal string, rounded half away from zero to the digits it has. */
export function percentOf(text: string, percent: number): string {
  const digits = digitsOf(text)
  const parts = scaled(text, digits) * BigInt(Math.round(percent * 100))
  const half = parts < 0n ? -5_000n : 5_000n
  return decimal((parts + half) / 10_000n, digits)
}

const isZero = (text: string): boolean => !/[1-9]/.test(text)

const digitsOf = (text: string): number => text.split('.')[1]?.length ?? 0

function scaled(text: string, digits: number): bigint {
  const negative = text.startsWith('-')
  const [integer = '0', part = ''] = text.replace('-', '').split('.')
  const units = BigInt(integer + part.padEnd(digits, '0'))
  return negative ? -units : units
}

function decimal(units: bigint, digits: number): string {
  const text = String(units < 0n ? -units : units).padStart(digits + 1, '0')
  const unsigned = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return units < 0n ? `-${unsigned}` : unsigned
}
