/*
 * Inside a formula numbers and minor units are doubles, as they come: + - * / and square roots give both engines the same bits
 * (IEEE 754). What a formula answers is the decimal of 15 significant digits nearest to that double (as many survive the way
 * through one unchanged), or whole minor units, rounded once, at the end: rounded at every step, 10 / 3 * 3 would be
 * 9.99999999999999 and a third of 100 dollars three times 99.99. It is rounded besides wherever less than the end decides: where
 * a value is compared, floored, counted by or put in words, so that 1 / 49 * 49 equals 1 although its double doesn't.
 * Past 10^30 a result is empty and under 10^-30 it is 0: out there SQLite's printf and JavaScript's toPrecision differ in the last
 * digit now and then.
 *
 * Rounding is half away from zero on that decimal (round-half-up of magnitudes, as ISO 80000-1 annex B rule B), so 1.005 to two
 * digits is 1.01, although the double is a little less.
 */
const LARGE = 1e30
const SMALL = 1e-30
/** Minor units stay under this: 15 digits, so decimals of minor units are exact. */
const MONEY = 1e15

/** A product, quotient or root as it comes; what isn't a number (a division by zero) is empty. */
export function bounded(x: number): number | null {
  const size = Math.abs(x)
  if (!(size < LARGE)) return null
  return size < SMALL ? 0 : x
}

/** The decimal of 15 digits: what a number is to whoever reads or compares it. */
export const decimalOf = (x: number): number | null => (Math.abs(x) < LARGE ? Number(x.toPrecision(15)) : null)

/** The same of what was just worked out, within the bounds. */
export function tidy(x: number): number | null {
  const inside = bounded(x)
  return inside === null ? null : decimalOf(inside)
}

/**
 * Nothing is left between two that are the same decimal: of 0.1 + 0.2 - 0.3 the doubles would leave 0.00000000000000006, which
 * is no zero to divide by. Those far apart aren't written out to be compared.
 */
export function minus(a: number, b: number): number {
  const rest = a - b
  return Math.abs(rest) > Math.abs(a) * 1e-13 || a.toPrecision(15) !== b.toPrecision(15) ? rest : 0
}

export const plus = (a: number, b: number): number => minus(a, -b + 0)

/** To the nearest whole number, half away from zero: what SQLite's round() does. */
export function halfAway(x: number): number {
  return Math.abs(x) >= 2 ** 52 ? x : Math.trunc(x + (x < 0 ? -0.5 : 0.5)) + 0
}

/** Minor units on the way, not rounded; empty past the bound. */
export const boundedMinor = (x: number): number | null => (Math.abs(x) < MONEY ? x : null)

/** Whole minor units, from their decimal: what money is to whoever reads or compares it; empty past the bound. */
export const toMinor = (x: number): number | null => (Math.abs(x) < MONEY ? halfAway(Number(x.toPrecision(15))) : null)

/** A number in text, as printf('%.15g') writes it: 0.1, 1250, 1e+15, 1e-05. */
export function numberText(x: number): string {
  if (x === 0) return '0'
  const [mantissa, exponent] = x.toExponential(14).split('e') as [string, string]
  const power = Number(exponent)
  const short = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)
  if (power >= -4 && power < 15) return short(x.toFixed(14 - power))
  return `${short(mantissa)}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
}

/** Places in a text, counts of days: whole, towards zero, empty as 0, within ±10^7. */
export const toInteger = (x: number | null): number => Math.trunc(Math.max(-1e7, Math.min(1e7, tidy(x ?? 0) ?? 0))) + 0
