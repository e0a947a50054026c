/** Days and instants without a clock: what a date is, and what a local time of a zone is in UTC. */

/** 2026-02-30 is none. Years have four digits, as in every file and in SQLite. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (!match || match[1] === '0000') return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

const INSTANT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i

/** ISO 8601 -> ms UTC. Without offset it is local in `zone`, without time it is the day's start there. */
export function instantFrom(text: string, zone: string): number | null {
  const match = INSTANT.exec(text)
  if (!match || !isDate(match[1]!)) return null
  const [, date, hour = '00', minute = '00', second = '00', fraction = '', offset] = match
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const local = Date.parse(`${date}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`)
  const at = offset ? local - offsetIn(offset) : fromLocal(local, zone)
  return at >= FIRST && at <= LAST ? at : null
}

const FIRST = Date.parse('0001-01-01T00:00:00Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')

function offsetIn(text: string): number {
  if (text.toUpperCase() === 'Z') return 0
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(3).replace(':', '') || 0)
  return (text[0] === '-' ? -minutes : minutes) * 60_000
}

/** A local time that a clock change skips is read with the offset before the change; one that comes twice is the first. */
function fromLocal(local: number, zone: string): number {
  const before = local - offsetAt(local - DAY, zone)
  if (before + offsetAt(before, zone) === local) return before
  const after = local - offsetAt(local + DAY, zone)
  return after + offsetAt(after, zone) === local ? after : before
}

const DAY = 86_400_000

/** How far the zone's clocks are ahead of UTC at an instant, in ms. */
export function offsetAt(at: number, zone: string): number {
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  const local = new Date(0)
  local.setUTCFullYear(year, month - 1, day)
  local.setUTCHours(hour, minute, second)
  return local.getTime() - Math.floor(at / 1000) * 1000
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs more than a thousand uses of it. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone)
  if (!clock) {
    const two = '2-digit'
    clock = new Intl.DateTimeFormat('en-US-u-ca-iso8601', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    })
    clocks.set(timeZone, clock)
  }
  return clock
}
