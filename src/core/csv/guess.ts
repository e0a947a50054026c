import type { FieldAnswer, Named, ProjectAnswer } from '../api/answers.ts'
import { fieldTypes, isSettable, typeOf } from '../fields/index.ts'
import { identityOf } from '../text/identity.ts'
import { codesIn, fieldCurrencies } from './currency.ts'
import {
  BUILT_INS,
  type BuiltIn,
  type ColumnMapping,
  currencyColumnOf,
  type DateOrder,
  type Decimal,
  isCurrencyColumn,
  isKnown,
  isNew,
  type KnownColumn,
  type Mapping,
} from './mapping.ts'
import { partsIn } from './parts.ts'
import { type Member, shareOfMembers } from './people.ts'
import type { Profile } from './profile.ts'
import { guessTitle, mayBeTitle, titleLikeness } from './title.ts'
import { guessList, guessOption, shareOfLists } from './values.ts'
import { likeness } from './words.ts'

/** So many columns nobody knows become new fields by themselves; a file with more is full of what no one asked for. */
const NEW_FIELDS = 20

interface Surroundings {
  people?: readonly Member[]
  /** the workspace's: new money fields have it where the file names none */
  currency?: string
}

/** A first mapping of a file to a project, for a person to correct. Each target is filled by one column, each column has one target. */
export function guessMapping(
  profiles: readonly Profile[],
  project: ProjectAnswer,
  { people = [], currency = 'USD' }: Surroundings = {},
): Mapping {
  const taken = new Map<Profile, KnownColumn>()
  for (const { profile, to } of pairs(profiles, project, people)) {
    if (taken.has(profile) || [...taken.values()].some((one) => one.to === to.name)) continue
    taken.set(profile, { column: profile.column, to: to.name, ...details(profile, to, project) })
  }
  const named = profiles.find((profile) => taken.get(profile)?.to === 'title')
  const titles = guessTitle(profiles, named, (profile) => taken.has(profile))
  for (const profile of titles) if (!taken.has(profile)) taken.set(profile, { column: profile.column, to: 'title' })
  // Only who manages the project may give it new fields.
  const rest =
    project.rights.access === 'manage' ? profiles.filter((profile) => !taken.has(profile) && profile.filled > 0) : []
  const each = profiles.flatMap((profile): ColumnMapping[] => {
    const known = taken.get(profile)
    const alsoTitle = titles.includes(profile) && known?.to !== 'title' ? [{ column: profile.column, to: 'title' }] : []
    if (known) return [known, ...alsoTitle, ...closing(known, taken, project)]
    return rest.length <= NEW_FIELDS && rest.includes(profile) ? [newField(profile, project, currency)] : []
  })
  const mapping = withCurrencyColumns(each, profiles, project)
  return {
    columns: profiles.map(({ column }) => column),
    mapping,
    key: null,
    quiet: true,
    onlyEmpty: false,
    misfits: 'refuse',
    dates: dateOrder(profiles),
    decimal: agreed(profiles.map((one) => one.decimals)) ?? '.',
  }
}

interface Goal {
  name: string
  type: string
  field?: FieldAnswer
}

/** All pairs that go together at all, best first. */
function pairs(profiles: readonly Profile[], project: ProjectAnswer, people: readonly Member[]) {
  const goals: Goal[] = [
    ...(Object.keys(BUILT_INS) as BuiltIn[])
      .filter((name) => isOn(name, project))
      .map((name) => ({ name, type: BUILT_INS[name] })),
    ...project.fields
      .filter((field) => !field.fixed && isSettable(field.type))
      .map((field) => ({ name: field.name, type: field.type, field })),
  ]
  return profiles
    .flatMap((profile) => goals.map((to) => ({ profile, to, score: scoreOf(profile, to, project, people) })))
    .filter(({ score }) => score > 30)
    .sort((a, b) => b.score - a.score)
}

const isOn = (name: BuiltIn, { parts }: ProjectAnswer) =>
  !['due', 'tags', 'assignees'].includes(name) || parts[name as 'due' | 'tags' | 'assignees']

function scoreOf(profile: Profile, to: Goal, project: ProjectAnswer, people: readonly Member[]): number {
  const named = to.name === 'title' ? titleLikeness(profile.column, project) : likeness(profile.column, to.name)
  const { holds } = typeOf(to.type)!
  if (to.name === 'title' && !mayBeTitle(profile)) return 0
  if (named === 0 && holds === 'people') return mostlyNamesMembers(profile, to, project, people) ? BY_VALUES : 0
  // A column of the field's very name is meant for it, even if so many of its cells are wrong that they look like any text.
  const called = to.field && named >= 88 && typeOf(profile.type)?.anyWords
  if (named === 0 || !(called || fits(profile, to, project, people))) return 0
  // The project's own field is meant before a built-in of the same name, and a column of the very type before text.
  return named + (to.field ? 3 : 0) + (profile.type === to.type && !typeOf(to.type)?.fallback ? 5 : 0)
}

/** Above what is too little, below all that goes by a column's name. */
const BY_VALUES = 35

/** Whatever a column is called: most of its cells name members. They are assigned, or fill a field where records have no assignees. */
const mostlyNamesMembers = (profile: Profile, to: Goal, project: ProjectAnswer, people: readonly Member[]) =>
  (to.name === 'assignees' || !isOn('assignees', project)) && shareOfMembers(profile, people) >= 0.5

const isTime = (type: string): boolean => ['date', 'instant'].includes(typeOf(type)?.kind ?? '')

/** Only what the column's cells can mean. An empty column may go anywhere. */
function fits(profile: Profile, to: Goal, { lists }: ProjectAnswer, people: readonly Member[]): boolean {
  const { type, filled, values } = profile
  if (filled === 0) return true
  const { filledBy, holds, kind } = typeOf(to.type)!
  if (filledBy) return filledBy === 'any' || filledBy.includes(type)
  // What a column says is kept in a field of its own where it names no list or member that is here.
  if (to.name === 'list') return shareOfLists(profile, lists) >= 0.5
  if (holds === 'people') return shareOfMembers(profile, people) > 0
  if (holds === 'options' && kind === 'option' && (values === null || values.length > 100)) return false
  return !isTime(type)
}

/** How the column is read into its target: lists and options by likeness of their names, references by title. */
function details(
  { values, separators }: Profile,
  { name, type, field }: Goal,
  { lists }: ProjectAnswer,
): Partial<KnownColumn> {
  if (name === 'list')
    return {
      values: Object.fromEntries((values ?? []).map(({ value }) => [value, guessList(value, lists)?.name ?? null])),
    }
  const { holds, storage, cell } = typeOf(type)!
  const separator = cell === 'several' ? { separator: separators[0] ?? null } : {}
  if (name === 'tags') return { missing: 'create', ...separator }
  if (holds === 'people') return { missing: 'refuse' }
  if (storage === 'links') return { by: 'title', missing: 'create' }
  if (holds !== 'options') return {}
  const options = (field?.config.options ?? []) as unknown as Named[]
  const named = cell === 'several' ? partsIn(values ?? [], separators[0] ?? null) : (values ?? [])
  const changed = named.flatMap(({ value }) => {
    const option = guessOption(value, options)
    return option && option.name !== value ? [[value, option.name] as const] : []
  })
  return { missing: 'create', ...separator, ...(changed.length > 0 ? { values: Object.fromEntries(changed) } : {}) }
}

/** A close date is the expected one and, for what is closed, the day it was: where lists are filled too, both. */
function closing(known: KnownColumn, taken: Map<Profile, KnownColumn>, project: ProjectAnswer): KnownColumn[] {
  const targets = [...taken.values()].map(({ to }) => to)
  const isDate = project.fields.some(({ name, type }) => name === known.to && isTime(type))
  if (!isDate || targets.includes('closedAt') || !targets.includes('list') || likeness(known.column, 'closedAt') < 60)
    return []
  return [{ column: known.column, to: 'closedAt' }]
}

function newField(profile: Profile, project: ProjectAnswer, usual: string): ColumnMapping {
  const { column, type, currencies } = profile
  const words = column.replace(/[_\s]+/g, ' ').trim()
  const taken = new Set([
    ...project.fields.map(({ name }) => identityOf(name)),
    ...Object.keys(BUILT_INS).map(identityOf),
  ])
  let name = words.charAt(0).toUpperCase() + words.slice(1)
  for (let n = 2; taken.has(identityOf(name)); n++) name = `${words} ${n}`
  const meant = isStatus(profile) ? 'select' : typeOf(type)?.cell === 'decimal' ? (numbersCalled(column) ?? type) : type
  const config = typeOf(meant)?.newConfig?.(fieldCurrencies(currencies, usual))
  return { column, toNew: { name, type: meant, ...(config && { config }) } }
}

/** Words under a name for stages are a choice, also where they are too few to look like one. */
const isStatus = ({ column, type, values }: Profile) =>
  typeOf(type)?.fallback === true && values !== null && likeness(column, 'list') >= 50

/**
 * A column of currency codes says in what the amounts beside it are: those of the nearest column of money, which a column of
 * bare numbers then is, too. Where there is none it is a column like any other.
 */
function withCurrencyColumns(
  mapping: readonly ColumnMapping[],
  profiles: readonly Profile[],
  project: ProjectAnswer,
): ColumnMapping[] {
  const result = [...mapping]
  for (const [index, profile] of profiles.entries()) {
    const codes = codesIn(profile)
    const mappingIndex = result.findIndex((one) => one.column === profile.column)
    if (!codes || (mappingIndex >= 0 && isKnown(result[mappingIndex]!))) continue
    const distance = (one: ColumnMapping) => Math.abs(profiles.findIndex(({ column }) => column === one.column) - index)
    const amounts = result
      .filter((one) => one.column !== profile.column && isAmount(one, project) && !currencyColumnOf(result, one))
      .sort((a, b) => distance(a) - distance(b))
    const [amount] = amounts
    if (!amount || isCurrencyColumn(amount)) continue
    const name = isNew(amount) ? amount.toNew.name : amount.to
    const column = { column: profile.column, to: { currencyOf: name } }
    if (mappingIndex >= 0) result[mappingIndex] = column
    else result.push(column)
    if (isNew(amount))
      result[result.indexOf(amount)] = {
        ...amount,
        toNew: { name, type: 'currency', config: typeOf('currency')!.newConfig!(codes) },
      }
  }
  return result
}

function isAmount(column: ColumnMapping, project: ProjectAnswer): boolean {
  if (isNew(column)) return ['decimal', 'amount'].includes(typeOf(column.toNew.type)?.cell ?? '')
  const field = isKnown(column) ? project.fields.find(({ name }) => name === column.to) : undefined
  return field !== undefined && typeOf(field.type)?.kind === 'money'
}

/** The type whose values look like numbers, where the column is called like it. */
const numbersCalled = (column: string): string | undefined =>
  Object.values(fieldTypes).find(({ numbersCalled: word }) => word && likeness(column, word) > 40)?.type

/** Undefined where no column decides it and it makes a difference: then it is asked. */
function dateOrder(profiles: readonly Profile[]): DateOrder | undefined {
  const isDecided = profiles.some(({ dates }) => dates.length === 1)
  const isAsked = profiles.some(({ dates, unsure }) => unsure && dates.length > 1 && !dates.includes('YMD'))
  return isAsked && !isDecided ? undefined : (agreed(profiles.map(({ dates }) => dates)) ?? 'YMD')
}

/** The one reading that suits every column that has any; the first, where several do. */
function agreed<T extends DateOrder | Decimal>(choices: readonly (readonly T[])[]): T | undefined {
  const [first, ...rest] = choices.filter((some) => some.length > 0).sort((a, b) => a.length - b.length)
  return first?.find((one) => rest.every((other) => other.includes(one))) ?? first?.[0]
}
