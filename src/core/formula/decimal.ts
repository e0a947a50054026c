/*
 * A number is the decimal of 15 significant digits nearest to the double (as many survive the way through one unchanged),
 * taken after every step, so that 0.1 + 0.2 - 0.3 is 0 and both engines hold the same digits. Past 10^30 a result is empty and
 * under 10^-30 it is 0: out there SQLite's printf and JavaScript's toPrecision differ in the last digit now and then.
 *
 * Rounding is half away from zero on that decimal (round-half-up of magnitudes, as ISO 80000-1 annex B rule B), so 1.005 to two
 * digits is 1.01, although the double is a little less.
 */
const LARGE = 1e30
const SMALL = 1e-30
/** Minor units stay under this: 15 digits, so decimals of minor units are exact. */
const MONEY = 1e15

export function tidy(x: number): number | null {
  const size = Math.abs(x)
  if (!(size < LARGE)) return null
  return size < SMALL ? 0 : Number(x.toPrecision(15))
}

/** To the nearest whole number, half away from zero: what SQLite's round() does. */
export function halfAway(x: number): number {
  return Math.abs(x) >= 2 ** 52 ? x : Math.trunc(x + (x < 0 ? -0.5 : 0.5)) + 0
}

/** Minor units from a decimal: rounded; empty past the bound. */
export const toMinor = (x: number | null): number | null => (x === null || Math.abs(x) >= MONEY ? null : halfAway(x))

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
export const toInteger = (x: number | null): number => Math.trunc(Math.max(-1e7, Math.min(1e7, x ?? 0))) + 0
