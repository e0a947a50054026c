import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import type { Definition } from '../contract.ts'
import { isEmpty, plain } from '../scalars.ts'
import { FIGURES } from './number.ts'

interface Config {
  max: number
}

/** Stars: a whole number from 1 to max. None given is empty, not 0. */
export const rating = {
  type: 'rating',
  storage: 'slot',
  kind: 'number',
  control: 'scale',
  formulaType: 'number',
  cell: 'stars',
  formed: true,
  filledBy: FIGURES,
  config: v.strictObject({ max: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)), 5) }),
  whole: ({ max }) => max,
  parse(sent, { max }, { name }) {
    if (isEmpty(sent)) return null
    const stars = typeof sent === 'string' && /^\d+$/.test(plain(sent)) ? Number(plain(sent)) : sent
    if (typeof stars !== 'number' || !Number.isInteger(stars) || stars < 1 || stars > max)
      throw invalid('', 'notRating', { name, max, value: sent })
    return stars
  },
  format: (answered, { max }, { locale }) => {
    const digits = new Intl.NumberFormat(locale)
    return `${digits.format(answered as number)}/${digits.format(max)}`
  },
} satisfies Definition<Config, number>
