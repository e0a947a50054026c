import { localeOf, t } from '../i18n/index.ts'

/**
 * Chrome has no date formats for smaller languages: in Khmer it writes "2026 M12 10" or falls back to another language.
 * Then dates are composed from our own translations; otherwise Intl is used.
 */
const supported = new Map<string, boolean>()

export function supportsDates(): boolean {
  const locale = localeOf()
  let isSupported = supported.get(locale)
  if (isSupported === undefined) {
    const format = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
    const sameLanguage = format.resolvedOptions().locale.split('-')[0] === locale.split('-')[0]
    isSupported = sameLanguage && !/^M?\d+$/.test(format.format(0))
    supported.set(locale, isSupported)
  }
  return isSupported
}

/** "ធ្នូ 2026", "ធ្នូ" */
export function fallbackMonth(date: Date, withYear = true): string {
  const name = t('dates.months').split(',')[date.getUTCMonth()]!
  return withYear ? `${name} ${date.getUTCFullYear()}` : name
}

interface DateParts {
  year: number
  month: number
  day: number
  hour: number
  minute: number
}

/** "10 ធ្នូ 2026", "10 ធ្នូ", "10 ធ្នូ 2026, 14:30" */
export function fallbackDate(date: Date, zone: string | undefined, show: { year: boolean; time: boolean }): string {
  const { year, month, day, hour, minute } = dateParts(date, zone)
  const name = t('dates.months').split(',')[month - 1]
  const dateText = `${day} ${name}${show.year ? ` ${year}` : ''}`
  return show.time ? `${dateText}, ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : dateText
}

function dateParts(date: Date, zone: string | undefined): DateParts {
  const format = new Intl.DateTimeFormat('en', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
    ...(zone ? { timeZone: zone } : {}),
  })
  return Object.fromEntries(
    format.formatToParts(date).map((part) => [part.type, Number(part.value)]),
  ) as unknown as DateParts
}

type Unit = 'year' | 'month' | 'week' | 'day' | 'hour' | 'minute'

/** "{count} days ago". Future times are always shown as dates, so only the past is needed. */
export const fallbackAgo = (count: number, unit: Unit): string =>
  count === 0 ? t('dates.now') : t(`dates.${unit}Ago`, { count: Math.abs(count) })

/** Names of countries, currencies and languages: in the reader's language, else in English. */
export function displayName(type: 'region' | 'currency' | 'language', code: string): string {
  for (const locale of [localeOf(), 'en']) {
    try {
      const name = new Intl.DisplayNames(locale, { type, fallback: 'none' }).of(code)
      if (name) return name
    } catch {
      // Not a code at all: shown as it is.
    }
  }
  return code
}
