import { type Key, t } from '../../i18n/index.ts'

/** Every type of field a team can choose, in the groups they are offered in. */
export const TYPE_GROUPS = [
  { group: 'texts', types: ['text', 'longText'] },
  { group: 'figures', types: ['number', 'currency', 'percent', 'rating'] },
  { group: 'choices', types: ['select', 'multiSelect', 'checkbox', 'country'] },
  { group: 'days', types: ['date', 'dateTime'] },
  { group: 'contact', types: ['email', 'phone', 'url', 'location'] },
  { group: 'linked', types: ['reference', 'person', 'file'] },
  { group: 'computed', types: ['formula', 'lookup', 'rollup'] },
  {
    group: 'kept',
    types: ['uniqueId', 'duration', 'timeInList', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy'],
  },
] as const

export type TypeName = (typeof TYPE_GROUPS)[number]['types'][number]

const NAMES: ReadonlySet<string> = new Set(TYPE_GROUPS.flatMap(({ types }) => types as readonly string[]))
const READ_ONLY: ReadonlySet<string> = new Set(
  TYPE_GROUPS.filter(({ group }) => group === 'computed' || group === 'kept').flatMap(
    ({ types }) => types as readonly string[],
  ),
)
const UNIQUE: ReadonlySet<string> = new Set(['text', 'email', 'phone', 'url', 'number', 'date'])

const isTypeName = (type: string): type is TypeName => NAMES.has(type)

export const typeName = (type: string): string => (isTypeName(type) ? t(`type.${type}` satisfies Key) : type)
export const typeHelp = (type: TypeName): string => t(`typeHelp.${type}` satisfies Key)

const ALSO = [
  'text',
  'longText',
  'currency',
  'checkbox',
  'select',
  'multiSelect',
  'url',
  'location',
  'person',
  'file',
  'reference',
  'formula',
  'lookup',
  'rollup',
  'uniqueId',
  'duration',
] as const

/** What other products call it, for whoever looks for that. */
export const typeAlso = (type: TypeName): string => {
  const known = ALSO.find((one) => one === type)
  return known ? t(`typeAlso.${known}` satisfies Key) : ''
}

/** Filled in by the product: nobody edits it, it has no default and can't be asked for. */
export const isReadOnly = (type: string): boolean => READ_ONLY.has(type)
/** What another type can be read from, and what it can be read as. Files and what is worked out stay what they are. */
export const mayBeRetyped = (type: string): boolean => !isReadOnly(type) && type !== 'file'
export const mayBecome = (type: string): boolean => mayBeRetyped(type) && type !== 'reference'
export const mayBeUnique = (type: string): boolean => UNIQUE.has(type)
export const mayHaveDefault = (type: string): boolean => !isReadOnly(type) && type !== 'file' && type !== 'reference'
export const hasOptions = (type: string): boolean => type === 'select' || type === 'multiSelect'
