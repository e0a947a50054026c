import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import type { Definition } from '../contract.ts'
import { decimalCandidates, decimalIn, isEmpty } from '../scalars.ts'

const DIGITS = 15

/** Columns of figures fill every type of figure: a share may be written without its sign, an amount without its currency. */
export const FIGURES = ['number', 'percent', 'currency'] as const

/** A decimal of at most 15 significant digits: so many survive the way through a binary double unchanged. */
export const number = {
  type: 'number',
  storage: 'slot',
  kind: 'number',
  control: 'number',
  formulaType: 'number',
  summable: true,
  unique: true,
  cell: 'decimal',
  formed: true,
  filledBy: FIGURES,
  config: v.strictObject({}),
  parse: (sent, _config, { name }) => (isEmpty(sent) ? null : numberFrom(sent, name)),
  format: (answered, _config, { locale }) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: 15 }).format(answered as number),
} satisfies Definition<object, number>

/** A JSON number or a plain decimal as text; other ways to write one are asked about (`unsure`). Never rounds. */
export function numberFrom(sent: unknown, name: string): number {
  const decimal = typeof sent === 'string' ? decimalIn(sent) : null
  const candidates = typeof sent === 'string' && decimal === null ? decimalCandidates(sent) : []
  if (candidates.length > 0) throw invalid('', 'unsure', { name, value: sent, candidates })
  const value = typeof sent === 'string' ? readDecimal(decimal, name) : sent
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid('', 'notNumber', { name, value: sent })
  if (Number(value.toPrecision(DIGITS)) !== value || Math.abs(value) >= 10 ** DIGITS)
    throw invalid('', 'numberTooPrecise', { name })
  return value === 0 ? 0 : value
}

/** The digits are counted in the text: a double would hide the seventeenth. */
function readDecimal(decimal: string | null, name: string): number | null {
  if (decimal === null) return null
  const significant = decimal.replace(/^-?0*\.?0*|\./g, '')
  const counted = decimal.includes('.') ? significant.replace(/0+$/, '') : significant
  if (counted.length > DIGITS) throw invalid('', 'numberTooPrecise', { name })
  return Number(decimal)
}
