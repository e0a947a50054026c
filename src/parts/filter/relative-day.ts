import * as format from '../../client/format.ts'
import { type Key, t } from '../../i18n/index.ts'

/** A day relative to today. */
export interface Relative {
  relative: string
  plus?: number
  unit?: string
}

export const BASES = ['today', 'start-of-week', 'start-of-month', 'start-of-quarter', 'start-of-year'] as const
export const UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const

export const isRelative = (value: unknown): value is Relative =>
  typeof value === 'object' && value !== null && 'relative' in value

/** "the start of this month", "3 days before today", "Nov 23, 2026". */
export function dayText(value: unknown): string {
  if (!isRelative(value)) {
    const text = String(value ?? '')
    return text.length > 10 ? format.instant(text) : format.day(text)
  }
  const baseLabel = t(`filter.date.${value.relative}` as Key)
  const plus = value.plus ?? 0
  if (plus === 0) return baseLabel
  const span = t(`filter.span.${value.unit ?? 'day'}` as Key, { count: Math.abs(plus) })
  return t(plus < 0 ? 'filter.date.before' : 'filter.date.after', { span, base: baseLabel })
}
