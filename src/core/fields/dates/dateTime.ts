import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import { isLikelyDay } from '../../time/day.ts'
import { dayOf } from '../../time/zone.ts'
import type { Definition } from '../contract.ts'
import { isEmpty, plain } from '../scalars.ts'
import { TIMES } from './date.ts'
import { instantFrom } from './instant.ts'

/** An instant, in ms UTC. */
export const dateTime = {
  type: 'dateTime',
  storage: 'slot',
  kind: 'instant',
  control: 'datetime-local',
  formulaType: 'instant',
  cell: 'instant',
  formed: true,
  filledBy: TIMES,
  bare: (answered, to, { zone }) => (to.kind === 'date' ? dayOf(zone, Date.parse(String(answered))) : answered),
  config: v.strictObject({}),
  parse(sent, _config, { name, zone }) {
    if (isEmpty(sent)) return null
    const instant = typeof sent === 'string' ? instantFrom(plain(sent), zone) : null
    if (instant === null) throw invalid('', 'notInstant', { name, value: sent })
    if (!isLikelyDay(dayOf(zone, instant))) throw invalid('', 'yearTooFar', { name, value: sent })
    return instant
  },
  toJson: (value) => new Date(value).toISOString(),
  format: (answered, _config, { locale, zone }) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
      new Date(answered as string),
    ),
} satisfies Definition<object, number>
