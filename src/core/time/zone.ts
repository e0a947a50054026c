/** From this instant on the zone is so many milliseconds ahead of UTC. */
type Offset = readonly [from: number, ahead: number]

const DAY = 86_400_000
const FIRST = Date.UTC(1990, 0, 1)
const LAST = Date.UTC(2045, 0, 1)
const known = new Map<string, readonly Offset[]>()

/**
 * A zone's offset changes from 1990 to 2045, found with Intl (SQLite knows no zones). Before and after, the nearest holds.
 * Looked for month by month, then halved down to the quarter hour, on which every change since 1990 falls.
 */
export function offsetsOf(zone: string): readonly Offset[] {
  const cached = known.get(zone)
  if (cached) return cached
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const ahead = (instant: number): number => {
    const parts = Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, Number(part.value)]))
    return Date.UTC(parts.year!, parts.month! - 1, parts.day, parts.hour, parts.minute, parts.second) - instant
  }
  const offsets: Offset[] = [[-8.64e15, ahead(FIRST)]]
  for (let instant = FIRST; instant < LAST; instant += 30 * DAY) {
    const before = ahead(instant)
    if (before === ahead(instant + 30 * DAY)) continue
    let low = instant
    let high = instant + 30 * DAY
    while (high - low > 900_000) {
      const middle = low + Math.floor((high - low) / 1_800_000) * 900_000
      if (ahead(middle) === before) low = middle
      else high = middle
    }
    offsets.push([high, ahead(high)])
  }
  known.set(zone, offsets)
  return offsets
}

/** Whether a zone has a name in the tz database. An offset (+25:00, +07:00) has none: it is no place whose clocks could change. */
export const isZone = (zone: string): boolean => {
  try {
    return /^[A-Za-z]/.test(zone) && new Intl.DateTimeFormat('en-US', { timeZone: zone }) !== null
  } catch {
    return false
  }
}

export function offsetAt(zone: string, instant: number): number {
  return offsetsOf(zone).findLast(([from]) => from <= instant)![1]
}

/** The local day of an instant: YYYY-MM-DD. */
export function dayOf(zone: string, instant: number): string {
  return new Date(instant + offsetAt(zone, instant)).toISOString().slice(0, 10)
}

/** The instant at which a local day begins; where clocks are set over midnight, its first instant. */
export function startOfDay(zone: string, day: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`)
  const guess = utc - offsetAt(zone, utc)
  return utc - offsetAt(zone, guess)
}
