import { dayOf, offsetAt } from '../time/zone.ts'

/** The first and last instants that have a day of four digits in every zone. */
export const FIRST = Date.parse('0001-01-02T00:00:00Z')
export const LAST = Date.UTC(9999, 11, 30)

/** The day of an instant where the workspace is. */
export const localDay = dayOf

/** "2026-11-23 16:30", where the workspace is. */
export const localText = (zone: string, instant: number): string =>
  new Date(instant + offsetAt(zone, instant)).toISOString().slice(0, 16).replace('T', ' ')
