import * as v from 'valibot'
import { invalid } from '../errors/index.ts'
import { isDay } from '../time/day.ts'
import type { FieldType } from './contract.ts'
import { isEmpty, plain } from './scalars.ts'

/** A calendar day, the same for everybody wherever they are. */
export const date: FieldType<object, string> = {
  type: 'date',
  storage: 'slot',
  kind: 'date',
  config: v.object({}),
  parse(sent, _config, { name }) {
    if (isEmpty(sent)) return null
    const day = typeof sent === 'string' ? plain(sent) : ''
    if (!isDay(day) || day < '0001') throw invalid('', 'notDate', { name, value: sent })
    return day
  },
  toJson: (value) => value,
  format: (answered, _config, { locale }) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${answered}T00:00:00Z`)),
  compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
}
