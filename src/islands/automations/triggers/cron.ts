import { say } from '../../../i18n/automation-words.ts'

/** The schedules that have a name; `own` is any other. */
export const CRON_SHAPES = ['daily', 'workdays', 'weekly', 'monthly', 'own'] as const
export type CronShape = (typeof CRON_SHAPES)[number]

export interface CronParts {
  shape: CronShape
  time: string
  /** 0 is Sunday */
  weekday: string
}

/** Monday first. */
export const weekdayNames = (): { id: string; name: string }[] =>
  say('weekdays')
    .split(',')
    .map((name, i) => ({ id: String((i + 1) % 7), name }))

const DAYS: Record<string, CronShape> = { '* * *': 'daily', '* * 1-5': 'workdays', '1 * *': 'monthly' }

export function partsOf(cron: string): CronParts {
  const [minute = '', hour = '', ...days] = cron.trim().split(/\s+/)
  const customParts = { shape: 'own' as const, time: '09:00', weekday: '1' }
  if (!/^\d{1,2}$/.test(minute) || !/^\d{1,2}$/.test(hour) || days.length !== 3) return customParts
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  const shape = DAYS[days.join(' ')]
  if (shape) return { shape, time, weekday: '1' }
  return /^\* \* [0-6]$/.test(days.join(' ')) ? { shape: 'weekly', time, weekday: days[2]! } : customParts
}

export function cronOf({ shape, time, weekday }: CronParts): string {
  const [hour, minute] = time.split(':').map(Number)
  const days = shape === 'weekly' ? `* * ${weekday}` : Object.keys(DAYS).find((one) => DAYS[one] === shape)
  return `${minute} ${hour} ${days}`
}
