import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import { isDay, isLikelyDay } from '../../time/day.ts'
import type { Definition } from '../contract.ts'
import { isEmpty, plain } from '../scalars.ts'

/** Columns of days fill days and instants alike. */
export const TIMES = ['date', 'dateTime'] as const

/** A calendar day, the same for everybody wherever they are. */
export const date = {
  type: 'date',
  storage: 'slot',
  kind: 'date',
  control: 'date',
  formulaType: 'date',
  unique: true,
  cell: 'date',
  formed: true,
  filledBy: TIMES,
  config: v.strictObject({}),
  parse(sent, _config, { name }) {
    if (isEmpty(sent)) return null
    const day = typeof sent === 'string' ? plain(sent) : ''
    if (!isDay(day)) throw invalid('', 'notDate', { name, value: sent })
    if (!isLikelyDay(day)) throw invalid('', 'yearTooFar', { name, value: sent })
    return day
  },
  format: (answered, _config, { locale }) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${answered}T00:00:00Z`)),
} satisfies Definition<object, string>
