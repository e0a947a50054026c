const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * The local day of one instant, YYYY-MM-DD: what `dayOf` (zone.ts) answers, without working out all changes of the zone's
 * clocks first. That pays for a server that turns many instants into days, not for a page that asks what day it is.
 */
export function localDay(zone: string, instant: number): string {
  let format = formats.get(zone)
  if (!format) {
    // Sweden writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(zone, format)
  }
  return format.format(instant)
}
