const DAY = 86_400_000
/** Phnom Penh's, the workspace's zone: from five in the afternoon in UTC it is a day ahead. */
const OFFSET = 7 * 3_600_000

/** Noon in Phnom Penh, so many days ago. */
export const noon = (ago: number): number =>
  Math.floor((Date.now() + OFFSET) / DAY) * DAY - OFFSET + DAY / 2 - ago * DAY

export const dayOf = (time: number): string => new Date(time + OFFSET).toISOString().slice(0, 10)
