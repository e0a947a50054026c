import * as format from '../../client/format.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { Filter } from '../../core/query/filters/ast.ts'
import { t } from '../../i18n/index.ts'
import { widgetOf } from '../field-types/index.ts'
import type { Names } from './filter-names.ts'
import { arityOf, operatorLabel } from './operators.ts'
import { dayText } from './relative-day.ts'
import type { Subject } from './subject.ts'
import { subjectNamed } from './subjects.ts'

const SHOWN = 3

/** "Amount is at least $5,000", "Customer › Country is one of Cambodia, Laos"; `unabridged` names every value. */
export function sentenceOf(filter: Filter, project: ProjectAnswer, names: Names, unabridged = false): string {
  if ('not' in filter) return t('filter.not', { what: sentenceOf(filter.not, project, names, unabridged) })
  if ('field' in filter) {
    const subject = subjectNamed(project, filter.field)
    if (!subject) return t('filter.unknownField')
    const op = operatorLabel(filter.op, subject)
    const value = valueText(subject, filter.op, filter.value, names, unabridged)
    return t('filter.sentence', { field: subject.label, op, value }).trim()
  }
  const parts = 'and' in filter ? filter.and : filter.or
  const sentences = parts.map((part) => {
    const text = sentenceOf(part, project, names, unabridged)
    return ('and' in part || 'or' in part) && parts.length > 1 ? `(${text})` : text
  })
  return sentences.join(` ${t('and' in filter ? 'filter.and' : 'filter.or')} `)
}

/** The text after the operator; '' if it takes no value. */
export function valueText(subject: Subject, op: string, value: unknown, names: Names, unabridged = false): string {
  const arity = arityOf(op, subject.kind)
  if (arity === 'none' || value === undefined) return ''
  const textOfOne = (single: unknown) => singleText(subject, single, names)
  if (!Array.isArray(value)) return textOfOne(value)
  if (arity === 'pair') return t('filter.between', { from: textOfOne(value[0]), to: textOfOne(value[1]) })
  const texts = value.map(textOfOne)
  if (unabridged || texts.length <= SHOWN) return format.list(texts)
  return t('filter.more', { some: format.list(texts.slice(0, SHOWN)), count: texts.length - SHOWN })
}

function singleText(subject: Subject, value: unknown, names: Names): string {
  if (value === null || value === undefined) return '…'
  const { text, conditionText } = widgetOf(subject.type)
  if (conditionText) return conditionText(value)
  switch (subject.kind) {
    case 'money': {
      const { amount, currency } = moneyFrom(value, subject)
      return format.money(amount, currency)
    }
    case 'boolean':
      return value === true ? t('yes').toLocaleLowerCase() : t('no').toLocaleLowerCase()
    case 'date':
    case 'instant':
      return dayText(value)
    case 'number':
      return text?.(Number(value)) ?? String(value)
    default:
      return names.of(subject, String(value)) ?? text?.(String(value)) ?? String(value)
  }
}

export function moneyFrom(value: unknown, subject: Subject): { amount: string; currency: string } {
  if (typeof value === 'object' && value !== null && 'amount' in value) {
    const { amount, currency } = value as { amount: unknown; currency?: unknown }
    return { amount: String(amount), currency: String(currency ?? mainCurrency(subject)) }
  }
  return { amount: String(value), currency: mainCurrency(subject) }
}

export const mainCurrency = (subject: Subject): string => String(subject.config.currency ?? 'USD')
