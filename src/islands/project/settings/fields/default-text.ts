import type { FieldAnswer } from '../../../../core/model/answers.ts'
import type { Json } from '../../../../core/model/json.ts'
import { t } from '../../../../i18n/index.ts'
import { optionsOf } from '../../../../parts/values/options.ts'
import { textOf } from '../../../../parts/values/text-of.ts'

/** A default as it is read; options may be answered by their ids. */
export function defaultText(field: FieldAnswer, value: Json): string {
  if (value === 'today') return t('fields.defaultToday')
  if (value === 'me' || (Array.isArray(value) && value[0] === 'me')) return t('fields.defaultMe')
  return textOf(field, shownDefault(field, value))
}

export function shownDefault(field: FieldAnswer, value: Json): Json {
  if (field.type !== 'select' && field.type !== 'multiSelect') return value
  const named = (one: Json) =>
    typeof one === 'string'
      ? ((optionsOf(field).find(({ id, name }) => id === one || name === one) ?? one) as Json)
      : one
  return Array.isArray(value) ? value.map(named) : named(value)
}
