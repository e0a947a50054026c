import type { Kind } from '../../core/fields/contract.ts'
import type { TypeName } from '../../core/fields/index.ts'
import { type Key, t } from '../../i18n/index.ts'
import { checkbox } from './choices/checkbox.ts'
import { country } from './choices/country.ts'
import { multiSelect } from './choices/multi-select.ts'
import { person } from './choices/person.ts'
import { select } from './choices/select.ts'
import { button } from './computed/button.ts'
import { createdAt } from './computed/created-at.ts'
import { createdBy } from './computed/created-by.ts'
import { duration } from './computed/duration.ts'
import { formula } from './computed/formula.ts'
import { lookup } from './computed/lookup.ts'
import { rollup } from './computed/rollup.ts'
import { timeInList } from './computed/time-in-list.ts'
import { updatedAt } from './computed/updated-at.ts'
import { updatedBy } from './computed/updated-by.ts'
import type { FieldWidget, Group } from './contract.ts'
import { currency } from './currency.ts'
import { date } from './date.ts'
import { dateTime } from './date-time.ts'
import { email } from './email.ts'
import { file } from './file.ts'
import { location } from './location.ts'
import { longText } from './long-text.ts'
import { number } from './number.ts'
import { percent } from './percent.ts'
import { phone } from './phone.ts'
import { rating } from './rating.ts'
import { reference } from './reference.ts'
import { text } from './text.ts'
import { uniqueId } from './unique-id.ts'
import { url } from './url.ts'

export type { TypeName } from '../../core/fields/index.ts'

/** Every type of field there is, in the order in which the chooser offers those of one group. */
const widgets = {
  text,
  longText,
  number,
  currency,
  percent,
  rating,
  select,
  multiSelect,
  checkbox,
  country,
  date,
  dateTime,
  email,
  phone,
  url,
  location,
  reference,
  person,
  file,
  formula,
  lookup,
  rollup,
  uniqueId,
  duration,
  timeInList,
  createdAt,
  createdBy,
  updatedAt,
  updatedBy,
  button,
} satisfies Record<TypeName, FieldWidget>

const GROUPS: Group[] = ['texts', 'figures', 'choices', 'days', 'contact', 'linked', 'computed', 'kept']

/** The types that a team can choose, in the groups they are offered in. */
export const TYPE_GROUPS = GROUPS.map((group) => ({
  group,
  types: (Object.keys(widgets) as TypeName[]).filter((type) => widgets[type].group === group),
}))

/** The types that an import can create for a column. */
export const NEW_IN_IMPORT = Object.entries(widgets as Record<TypeName, FieldWidget>)
  .flatMap(([type, { importPlace }]) => (importPlace ? [{ type, importPlace }] : []))
  .sort((a, b) => a.importPlace - b.importPlace)
  .map(({ type }) => type)

const isTypeName = (type: string): type is TypeName => Object.hasOwn(widgets, type)

/** A type unknown to this version of the site is shown as read-only text. */
const unknown: FieldWidget = { kind: 'text', group: 'texts', icon: 'type', editor: 'none' }

export const widgetOf = (type: string): FieldWidget => (isTypeName(type) ? widgets[type] : unknown)
export const kindOf = (type: string): Kind => widgetOf(type).kind

export const typeName = (type: string): string => (isTypeName(type) ? t(`type.${type}` satisfies Key) : type)
export const typeHelp = (type: TypeName): string => t(`typeHelp.${type}` satisfies Key)
/** Names of the type in other products, for search. */
export const typeAliases = (type: TypeName): string => {
  const { aliases } = widgetOf(type)
  return aliases ? t(aliases) : ''
}

/** Set by the system: not editable, without a default, never required. */
export const isReadOnly = (type: string): boolean => ['computed', 'kept'].includes(widgetOf(type).group)
/** Whether a field may change its type, and which types it may change to. Files and computed fields can't. */
export const mayBeRetyped = (type: string): boolean => !isReadOnly(type) && kindOf(type) !== 'files'
export const mayBecome = (type: string): boolean => mayBeRetyped(type) && kindOf(type) !== 'links'
export const mayBeUnique = (type: string): boolean => widgetOf(type).unique === true
export const mayHaveDefault = mayBecome
export const hasOptions = (type: string): boolean => widgetOf(type).choices === 'options'
/** A day or an instant that people give. */
export const isMoment = (type: string): boolean => ['date', 'instant'].includes(kindOf(type)) && !isReadOnly(type)
/** Something to press in the place of a value. */
export const isPressed = (type: string): boolean => widgetOf(type).isPressed === true
/** A lookup of several records: its values are a list, which can't be aggregated here. */
export const isList = (field: { type: string }): boolean => widgetOf(field.type).list === true
