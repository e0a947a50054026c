import * as format from '../../client/format.ts'
import type { FieldAnswer, Named } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { widgetOf } from '../field-types/index.ts'

/** Whether a field's values are figures, also by lookup or formula: they are right-aligned. */
export const isFigure = ({ type, result }: Pick<FieldAnswer, 'type' | 'result'>): boolean =>
  widgetOf(result?.type ?? type).figure === true

/**
 * An answered value as a person reads it. The common shapes by Intl alone, so that a board needs none of core/fields (its
 * phone numbers weigh more than the board itself). '' is empty.
 */
export function textOf(field: Pick<FieldAnswer, 'type' | 'config' | 'result'>, value: Json | undefined): string {
  if (value === null || value === undefined || value === '') return ''
  const { result } = field
  if (result)
    return Array.isArray(value) ? format.list(value.map((item) => textOf(result, item))) : textOf(result, value)
  if (Array.isArray(value)) return format.list(value.map((item) => nameOf(item)))
  return widgetOf(field.type).text?.(value) ?? nameOf(value)
}

/** What somebody has typed, as they may read it again. */
export const typedText = (field: Pick<FieldAnswer, 'type' | 'config' | 'result'>, typed: Json): string =>
  typeof typed === 'string' ? typed : textOf(field, typed)

function nameOf(value: Json): string {
  if (value === null || typeof value !== 'object') return String(value)
  const { name, title, text } = value as Partial<Named> & { title?: string; text?: string }
  return name ?? title ?? text ?? ''
}
