import * as format from '../../client/format.ts'
import type { FieldAnswer, Named } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { t } from '../../i18n/index.ts'

const FIGURES = ['number', 'percent', 'currency', 'duration', 'timeInList']

/** Whether what a field shows is a figure, also where it is looked up or worked out: those stand to the right. */
export const isFigure = (field: Pick<FieldAnswer, 'type' | 'result'>): boolean =>
  FIGURES.includes(field.result?.type ?? field.type)

/**
 * An answered value as a person reads it. The common shapes by Intl alone, so that a board needs none of core/fields (its
 * phone numbers weigh more than the board itself). '' is empty.
 */
export function textOf(field: Pick<FieldAnswer, 'type' | 'config' | 'result'>, value: Json | undefined): string {
  if (value === null || value === undefined || value === '') return ''
  const { result } = field
  if (result) return Array.isArray(value) ? format.list(value.map((one) => textOf(result, one))) : textOf(result, value)
  if (Array.isArray(value)) return format.list(value.map((one) => nameOf(one)))
  switch (field.type) {
    case 'number':
      return format.number(value as number)
    case 'percent':
      return format.percent(value as number)
    case 'currency':
      return moneyOf(value)
    case 'checkbox':
      return value === true ? t('yes') : t('no')
    case 'date':
      return format.day(value as string)
    case 'dateTime':
    case 'createdAt':
    case 'updatedAt':
      return format.instant(value as string)
    case 'duration':
    case 'timeInList':
      return format.duration(value as number)
    case 'rating':
      return '★'.repeat(value as number)
    case 'country':
      return format.countryName(value as string)
    default:
      return nameOf(value)
  }
}

function moneyOf(value: Json): string {
  const money = value as { amount: string; currency: string }
  return format.money(money.amount, money.currency)
}

function nameOf(value: Json): string {
  if (value === null || typeof value !== 'object') return String(value)
  const { name, title, text } = value as Partial<Named> & { title?: string; text?: string }
  return name ?? title ?? text ?? ''
}
