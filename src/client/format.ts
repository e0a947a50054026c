import { localeOf, t } from '../i18n/index.ts'
import { displayName, fallbackAgo, fallbackDate, supportsDates } from './fallback-dates.ts'

/** Numbers, money and dates by Intl in the reader's locale. Formatters are cached, because creating one is slow. */
const numbers = new Map<string, Intl.NumberFormat>()
const dates = new Map<string, Intl.DateTimeFormat>()

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = localeOf() + JSON.stringify(options)
  let format = numbers.get(key)
  if (!format) {
    format = new Intl.NumberFormat(localeOf(), options)
    numbers.set(key, format)
  }
  return format
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = localeOf() + JSON.stringify(options)
  let format = dates.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(localeOf(), options)
    dates.set(key, format)
  }
  return format
}

export const number = (value: number | string): string =>
  numberFormat({ maximumFractionDigits: 15 }).format(value as number)

export const percent = (value: number): string =>
  numberFormat({ style: 'percent', maximumFractionDigits: 2 }).format(value / 100)

/** Exact: Intl reads decimal strings without rounding them through a float. */
export function money(amount: string, currency: string | null): string {
  if (!currency) return number(amount)
  const isInteger = /^-?\d+(\.0*)?$/.test(amount)
  const digits = isInteger ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}
  return numberFormat({ style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...digits }).format(
    amount as never,
  )
}

/** "$1.2M", for column heads; put the full amount into a title attribute. */
export function moneyShort(amount: string, currency: string | null): string {
  const style = currency ? ({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const) : {}
  const small = Math.abs(Number(amount)) < 1000
  return numberFormat({
    ...style,
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: small ? 0 : 1,
  }).format(amount as never)
}

/** `YYYY-MM-DD`: a day without a zone. */
export function day(date: string): string {
  const midnight = new Date(`${date.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(midnight.getTime())) return date
  if (!supportsDates()) return fallbackDate(midnight, 'UTC', { year: true, time: false })
  return dateFormat({ dateStyle: 'medium', timeZone: 'UTC' }).format(midnight)
}

export function dayShort(date: string): string {
  const midnight = new Date(`${date.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(midnight.getTime())) return date
  const thisYear = midnight.getUTCFullYear() === new Date().getFullYear()
  if (!supportsDates()) return fallbackDate(midnight, 'UTC', { year: !thisYear, time: false })
  return dateFormat({
    day: 'numeric',
    month: 'short',
    ...(thisYear ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(midnight)
}

export function instant(iso: string, zone?: string): string {
  if (!supportsDates()) return fallbackDate(new Date(iso), zone, { year: true, time: true })
  const format = dateFormat({ dateStyle: 'medium', timeStyle: 'short', ...(zone ? { timeZone: zone } : {}) })
  return format.format(new Date(iso))
}

const STEPS: [Parameters<typeof fallbackAgo>[1], number][] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['week', 7 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** "2 hours ago"; put the exact time into a title attribute. */
export function ago(iso: string): string {
  const elapsed = Date.parse(iso) - Date.now()
  const step = STEPS.find(([, length]) => Math.abs(elapsed) >= length)
  const [unit, count] = step ? [step[0], Math.trunc(elapsed / step[1])] : (['minute', 0] as const)
  if (!supportsDates()) return fallbackAgo(count, unit)
  return new Intl.RelativeTimeFormat(localeOf(), { numeric: 'auto' }).format(count, unit)
}

export const daysSince = (iso: string): number => Math.max(0, Math.floor((Date.now() - Date.parse(iso)) / 86_400_000))

const LENGTHS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** "3d 4h": how long something took, by its two largest units. */
export function duration(ms: number): string {
  const largest = LENGTHS.findIndex(([, length]) => Math.abs(ms) >= length)
  if (largest < 0) return unit(0, 'minute')
  let remaining = Math.abs(ms)
  const parts = LENGTHS.slice(largest, largest + 2).map(([name, length]) => {
    const count = Math.floor(remaining / length)
    remaining -= count * length
    return [count, name] as const
  })
  const words = parts.filter(([count]) => count > 0).map(([count, name]) => unit(count, name))
  return (ms < 0 ? '−' : '') + words.join(' ')
}

const unit = (count: number, name: (typeof LENGTHS)[number][0]): string =>
  supportsDates()
    ? numberFormat({
        style: 'unit',
        unit: name,
        unitDisplay: localeOf().startsWith('en') ? 'narrow' : 'short',
      }).format(count)
    : t(`dates.${name}`, { count })

export const list = (parts: string[]): string => new Intl.ListFormat(localeOf(), { type: 'unit' }).format(parts)

export const countryName = (code: string): string => displayName('region', code)

export function fileSize(bytes: number): string {
  if (bytes < 1_000) return numberFormat({ style: 'unit', unit: 'byte', unitDisplay: 'long' }).format(bytes)
  const [unit, size] = bytes < 1_000_000 ? (['kilobyte', 1_000] as const) : (['megabyte', 1_000_000] as const)
  return numberFormat({ style: 'unit', unit, maximumFractionDigits: 1 }).format(bytes / size)
}
