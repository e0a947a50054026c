import { cache } from '../../client/cache.ts'
import { mayManage, meQuery } from '../../client/workspace.ts'
import type { FieldAnswer, MeAnswer, Named, ProjectAnswer } from '../../core/api/answers.ts'
import { fieldCurrencies } from '../../core/csv/currency.ts'
import type { CellValue, ColumnMapping, KnownColumn, NewColumn, Profile } from '../../core/csv/index.ts'
import { isCurrencyColumn, isKnown, isNew, titleColumns } from '../../core/csv/mapping.ts'
import { partsIn } from '../../core/csv/parts.ts'
import { guessList, guessOption } from '../../core/csv/values.ts'
import { type LaterKey, sayLater } from '../../i18n/later.ts'
import { hasOptions, kindOf, NEW_IN_IMPORT, widgetOf } from '../../parts/field-types/index.ts'

/**
 * The target of a column: '' skips it, "to:Amount" fills an existing field, "join:title" adds to the title that another column
 * begins, "new:select" creates a field, "currency:Amount" says in which currency the amounts of another column are.
 */
export type ImportTarget = '' | `to:${string}` | 'join:title' | `new:${string}` | `currency:${string}`

const typeName = (type: string) => sayLater(`import.type.${type}` as LaterKey)

export interface ImportTargetGroup {
  name: string
  targets: { target: ImportTarget; name: string }[]
}

const JOIN = 'join:title' as const

interface OtherColumns {
  /** the fields of money that columns fill: another column may say their currency */
  amounts: readonly string[]
  /** a column makes the title: another may be joined to it */
  joins: boolean
}

export function importTargetGroups(project: ProjectAnswer, { amounts, joins }: OtherColumns): ImportTargetGroup[] {
  const { parts } = project
  const builtIns = [
    'title',
    'list',
    ...(parts.tags ? ['tags'] : []),
    ...(parts.assignees ? ['assignees'] : []),
    'description',
    ...(parts.due ? ['due'] : []),
    'createdAt',
    'closedAt',
  ]
  // Only who manages the project may give it new fields.
  const types = mayManage(project) ? NEW_IN_IMPORT : []
  const fields = project.fields.filter(({ type, fixed }) => kindOf(type) !== 'files' && !fixed)
  return [
    {
      name: project.recordName,
      targets: builtIns.flatMap((to): ImportTargetGroup['targets'] => [
        { target: `to:${to}` as const, name: nameOf(to, project) },
        ...(to === 'title' && joins
          ? [{ target: JOIN, name: sayLater('import.joined', { name: project.titleName }) }]
          : []),
      ]),
    },
    {
      name: sayLater('import.group.fields'),
      targets: fields.map(({ name }) => ({ target: `to:${name}` as const, name })),
    },
    {
      name: sayLater('import.group.currencies'),
      targets: amounts.map((name) => ({
        target: `currency:${name}` as const,
        name: sayLater('import.currencyOf', { name }),
      })),
    },
    {
      name: sayLater('import.group.new'),
      targets: types.map((type) => ({
        target: `new:${type}` as const,
        name: sayLater('import.newField', { type: typeName(type) }),
      })),
    },
  ].filter(({ targets }) => targets.length > 0)
}

/** The fields of money that columns fill. */
export const amountsIn = (project: ProjectAnswer, mapping: readonly ColumnMapping[]): string[] =>
  mapping.flatMap((column) => {
    if (isNew(column)) return kindOf(column.toNew.type) === 'money' ? [column.toNew.name] : []
    const field = isKnown(column) ? fieldAt(column.to, project) : undefined
    return field && kindOf(field.type) === 'money' ? [field.name] : []
  })

/** What a target is called on screen. */
export function nameOf(to: string, project: ProjectAnswer): string {
  if (to === 'title') return project.titleName
  return fieldAt(to, project) ? to : sayLater(`import.to.${to}` as LaterKey)
}

export const importTargetOf = (column: ColumnMapping | undefined, mapping: readonly ColumnMapping[]): ImportTarget => {
  if (!column) return ''
  if (isCurrencyColumn(column)) return `currency:${column.to.currencyOf}`
  if (titleColumns(mapping).indexOf(column as KnownColumn) > 0) return JOIN
  return isKnown(column) ? `to:${column.to}` : `new:${column.toNew.type}`
}

/** What a column fills, in words. */
export function targetName(column: ColumnMapping, project: ProjectAnswer): string {
  if (isCurrencyColumn(column)) return sayLater('import.currencyOf', { name: column.to.currencyOf })
  return isKnown(column) ? nameOf(column.to, project) : column.toNew.name
}

export const fieldAt = (to: string, project: ProjectAnswer): FieldAnswer | undefined =>
  project.fields.find(({ name }) => name === to)

/** A column's mapping to a goal that was just chosen, with a first guess of what its values mean. */
export function mappingTo(
  target: ImportTarget,
  profile: Profile,
  project: ProjectAnswer,
  before?: ColumnMapping,
): ColumnMapping | undefined {
  if (target === '') return undefined
  const { column } = profile
  if (target === JOIN) return { column, to: 'title' }
  if (target.startsWith('currency:')) return { column, to: { currencyOf: target.slice('currency:'.length) } }
  if (target.startsWith('new:')) return newField(target.slice(4), profile, before)
  const to = target.slice(3)
  const field = fieldAt(to, project)
  if (to === 'list')
    return {
      column,
      to,
      values: valuesOf(profile.values ?? [], (value) => guessList(value, project.lists)?.name ?? null),
    }
  if (to === 'tags') return { column, to, missing: 'create', separator: profile.separators[0] ?? null }
  const choices = field && widgetOf(field.type).choices
  if (to === 'assignees' || choices === 'people') return { column, to, missing: 'refuse' }
  if (choices === 'records') return { column, to, by: 'title', missing: 'create' }
  return field && hasOptions(field.type) ? toOptions(profile, field) : { column, to }
}

function newField(type: string, { column, currencies, separators }: Profile, before?: ColumnMapping): NewColumn {
  const words = column.replace(/[_\s]+/g, ' ').trim()
  const name = before && isNew(before) ? before.toNew.name : words.charAt(0).toUpperCase() + words.slice(1)
  const separator = kindOf(type) === 'set' ? { separator: separators[0] ?? null } : {}
  const defaultCurrency = cache.getQueryData<MeAnswer>(meQuery.queryKey)?.workspace.currency ?? 'USD'
  return {
    column,
    ...separator,
    toNew: {
      name,
      type,
      ...(kindOf(type) === 'money' && { config: moneyConfig(fieldCurrencies(currencies, defaultCurrency)) }),
    },
  }
}

const moneyConfig = ([currency, ...others]: string[]) => ({ currency, others })

function toOptions(profile: Profile, field: FieldAnswer): KnownColumn {
  const options = (field.config.options ?? []) as unknown as Named[]
  const separator = kindOf(field.type) === 'set' ? { separator: profile.separators[0] ?? null } : {}
  const values = valuesOf(valuesAt(profile, separator), (value) => guessOption(value, options)?.name)
  return { column: profile.column, to: field.name, missing: 'create', values, ...separator }
}

/** What a column's cells hold, by the separator that was chosen for it, if it has several a cell. */
export const valuesAt = (profile: Profile, { separator }: Pick<KnownColumn, 'separator'>): CellValue[] =>
  separator === undefined ? (profile.values ?? []) : partsIn(profile.values ?? [], separator)

function valuesOf(
  values: CellValue[],
  translate: (value: string) => string | null | undefined,
): Record<string, string | null> {
  const pairs = values.map(({ value }) => [value, translate(value)] as const)
  return Object.fromEntries(pairs.filter((pair): pair is [string, string | null] => pair[1] !== undefined))
}
