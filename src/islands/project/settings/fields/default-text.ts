import type { PersonAnswer } from '../../../../client/workspace.ts'
import type { FieldAnswer } from '../../../../core/api/answers.ts'
import type { Json } from '../../../../core/model/json.ts'
import { t } from '../../../../i18n/index.ts'
import { widgetOf } from '../../../../parts/field-types/index.ts'
import { optionsOf } from '../../../../parts/values/options.ts'
import { textOf } from '../../../../parts/values/text-of.ts'

/** Relative defaults, resolved when a record is created: today, or the person who creates it. */
export const TODAY: Json = { relative: 'today' }
export const ME: Json = 'me'

const isToday = (value: Json): boolean =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && 'relative' in value
const isMe = (value: Json): boolean => value === 'me' || (Array.isArray(value) && value[0] === 'me')

export const isWord = (value: Json): boolean => isToday(value) || isMe(value)

/** A default as it is read. */
export function defaultText(field: FieldAnswer, value: Json, people: PersonAnswer[]): string {
  if (isToday(value)) return t('fields.defaultToday')
  if (isMe(value)) return t('fields.defaultMe')
  return textOf(field, shownDefault(field, value, people))
}

/** Options and people are stored by id and shown by name. */
export function shownDefault(field: FieldAnswer, value: Json, people: PersonAnswer[]): Json {
  const { choices, kind } = widgetOf(field.type)
  if (choices !== 'options' && choices !== 'people') return value
  const candidates = choices === 'people' ? people : optionsOf(field)
  const displayOf = (value: Json): Json => {
    const choice = typeof value === 'string' && candidates.find(({ id, name }) => id === value || name === value)
    return choice ? { id: choice.id, name: choice.name } : value
  }
  if (choices === 'people' && kind === 'set' && value !== null)
    return (Array.isArray(value) ? value : [value]).map(displayOf)
  return Array.isArray(value) ? value.map(displayOf) : displayOf(value)
}
