import type { LaterKey } from '../../i18n/later.ts'

/** Until when something may be put off, on the reader's clock. An evening that has begun is none to wait for. */
export function snoozeTimes(now = new Date()): { name: LaterKey; until: Date }[] {
  const snoozeTime = (days: number, hour: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour)
  const toMonday = (8 - now.getDay()) % 7 || 7
  return [
    ...(now.getHours() < 17 ? [{ name: 'bell.evening' as const, until: snoozeTime(0, 18) }] : []),
    { name: 'bell.tomorrow', until: snoozeTime(1, 8) },
    { name: 'bell.week', until: snoozeTime(toMonday, 8) },
  ]
}
