import { fieldTypes, type TypeName } from '../fields/index.ts'
import { identityOf } from '../text/identity.ts'
import { readAmount } from './amount.ts'
import { readDate } from './date.ts'
import { DATE_ORDERS, type DateOrder, DECIMALS, type Decimal } from './mapping.ts'

/** What a column's cells look like. */
export interface Recognised {
  type: TypeName
  /** orders in which all its dates exist: one is certain, several are not */
  dates: DateOrder[]
  /** decimal signs with which all its numbers can be read */
  decimals: Decimal[]
  /** ISO 4217: what the cells name, the most frequent first; of a sign that several share, each of them in a list of its own */
  currencies: (readonly string[])[]
  /** the cells don't decide it: 03/04/2026, 1.250, or some that fit nothing */
  unsure: boolean
}

/** A few cells that don't fit may be mistakes in the file: they are shown as problems, and the column keeps its type. */
const ENOUGH = 0.9

export function recognise(cells: readonly string[]): Recognised {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '' && !/^(-|–|n\/a|null)$/i.test(cell))
  const found: Recognised = { type: 'text', dates: [], decimals: [], currencies: [], unsure: false }
  if (filled.length === 0) return { ...found, unsure: true }
  const share = (fits: (cell: string) => boolean) => filled.filter(fits).length / filled.length
  const as = (type: Recognised['type'], fit: number, more: Partial<Recognised> = {}): Recognised => ({
    ...found,
    type,
    unsure: fit < 1,
    ...more,
  })

  for (const [type, { looksLike }] of Object.entries(fieldTypes)) {
    const fit = looksLike ? share(looksLike) : 0
    if (fit >= ENOUGH) return as(type as TypeName, fit)
  }
  return dates(filled, as) ?? numbers(filled, as) ?? phones(share, as) ?? texts(filled, as)
}

type As = (type: Recognised['type'], fit: number, more?: Partial<Recognised>) => Recognised

function dates(filled: string[], as: As): Recognised | null {
  const fits = DATE_ORDERS.map((order) => ({ order, read: filled.map((cell) => readDate(cell, order)) }))
  const count = (read: ({ time: string } | null)[]) => read.filter((one) => one).length
  const most = Math.max(...fits.map(({ read }) => count(read)))
  // Bare digits are a date only in the form 20261123, and then a number is the better guess.
  if (most / filled.length < ENOUGH || filled.every((cell) => /^\d+$/.test(cell))) return null
  const best = fits.filter(({ read }) => count(read) === most)
  const timed = best[0]!.read.some((one) => one?.time)
  const same = best.every(({ read }) => read.every((one, i) => one?.day === best[0]!.read[i]?.day))
  return as(timed ? 'dateTime' : 'date', most / filled.length, {
    dates: best.map(({ order }) => order),
    unsure: most < filled.length || !same,
  })
}

function numbers(filled: string[], as: As): Recognised | null {
  // One of them is enough: as a number it would lose its zeros.
  if (filled.some(isName)) return null
  const fits = DECIMALS.map((decimal) => ({
    decimal,
    read: filled.map((cell) => readAmount(cell, decimal)),
  }))
  const count = (read: unknown[]) => read.filter((one) => one).length
  const most = Math.max(...fits.map(({ read }) => count(read)))
  if (most / filled.length < ENOUGH) return null
  const best = fits.filter(({ read }) => count(read) === most)
  const { read } = best[0]!
  const percent = read.filter((one) => one?.percent).length
  const money = new Map<string, { named: readonly string[]; count: number }>()
  for (const one of read) {
    if (!one?.currencies) continue
    const named = money.get(one.currencies[0]!)
    money.set(one.currencies[0]!, { named: one.currencies, count: (named?.count ?? 0) + 1 })
  }
  const same = best.every((other) => other.read.every((one, i) => one?.decimal === read[i]?.decimal))
  return as(percent > most / 2 ? 'percent' : money.size > 0 ? 'currency' : 'number', most / filled.length, {
    decimals: best.map(({ decimal }) => decimal),
    currencies: [...money.values()].sort((a, b) => b.count - a.count).map(({ named }) => named),
    unsure: most < filled.length || !same,
  })
}

/** 007, 012 345 678 and +855 12 345 678 are names of things, not amounts. */
const isName = (cell: string) => /^0[\d\s]*\d$|^\+\d[\d\s]{7,}$/.test(cell)

function phones(share: (fits: (cell: string) => boolean) => number, as: As): Recognised | null {
  const shaped = share(
    (cell) =>
      PHONE.test(cell) && cell.replace(/\D/g, '').length >= 7 && !DATE_ORDERS.some((order) => readDate(cell, order)),
  )
  return shaped >= ENOUGH ? as('phone', shaped) : null
}

const PHONE = /^[+(]?\d[\d\s().\-–/]{5,}\d(\s*(x|ext\.?|;ext=)\s*\d+)?$/i

/** Few different values, again and again: a list to choose from. */
function texts(filled: string[], as: As): Recognised {
  if (filled.some((cell) => cell.length > 200 || /\n/.test(cell))) return as('longText', 1)
  const distinct = new Set(filled.map(identityOf)).size
  return distinct <= 60 && filled.length >= 6 && distinct <= filled.length / 3 ? as('select', 1) : as('text', 1)
}
