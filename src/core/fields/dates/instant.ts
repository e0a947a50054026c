import { isDay } from '../../time/day.ts'
import { offsetAt } from '../../time/zone.ts'

const SHAPE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i
const FIRST = Date.parse('0001-01-01T00:00:00Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')
const DAY = 86_400_000

/** ISO 8601 -> ms UTC; null for what isn't. Without offset it is local in `zone`, without time it is the day's start there. */
export function instantFrom(text: string, zone: string): number | null {
  const match = SHAPE.exec(text)
  if (!match || !isDay(match[1]!)) return null
  const [, day, hour = '00', minute = '00', second = '00', fraction = '', offset] = match
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const local = Date.parse(`${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`)
  const instant = offset ? local - aheadIn(offset) : fromLocal(local, zone)
  return instant >= FIRST && instant <= LAST ? instant : null
}

function aheadIn(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(':', '') || 0)
  return (offset[0] === '-' ? -minutes : minutes) * 60_000
}

/** A local time that a clock change skips is read with the offset before the change; one that comes twice is the first. */
function fromLocal(local: number, zone: string): number {
  const before = local - offsetAt(zone, local - DAY)
  if (before + offsetAt(zone, before) === local) return before
  const after = local - offsetAt(zone, local + DAY)
  return after + offsetAt(zone, after) === local ? after : before
}
