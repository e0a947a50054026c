import type { FieldAnswer, ProjectAnswer } from '../api/answers.ts'
import { type IssueCode, issue, Problem } from '../errors/index.ts'
import { type Reader, typeOf, type World } from '../fields/index.ts'
import type { Json } from '../model/index.ts'
import { isSameName } from '../text/identity.ts'
import {
  currencyColumnOf,
  fieldOf,
  forgives,
  isBuiltIn,
  isCurrencyColumn,
  isKnown,
  isNew,
  type KnownColumn,
  type Mapping,
  type NewColumn,
} from './mapping.ts'
import { readCell, type Target, targetOf } from './read.ts'

export interface RowProblem {
  column: string
  code: IssueCode
  message: string
  value: string
}

/** What the Worker will refuse in a row, as far as it can be known before: references and keys only the database knows. */
export function checkRow(
  row: readonly string[],
  mapping: Mapping,
  project: ProjectAnswer,
  world: Omit<World, 'name'>,
): RowProblem[] {
  const cellOf = (column: string) => row[mapping.columns.indexOf(column)] ?? ''
  const problems = mapping.mapping.flatMap((column): RowProblem[] => {
    if (isCurrencyColumn(column)) return []
    const cell = cellOf(column.column)
    const currency = currencyColumnOf(mapping.mapping, column)
    const found = problemOf(cell, column, mapping, project, world, currency && cellOf(currency.column))
    const field = isKnown(column) ? fieldOf(column.to, project.fields) : undefined
    return found && !forgives(mapping, column, field) ? [{ column: column.column, value: cell, ...found }] : []
  })
  return titleProblems(row, mapping, project).concat(problems)
}

function problemOf(
  cell: string,
  column: KnownColumn | NewColumn,
  mapping: Mapping,
  project: ProjectAnswer,
  world: Omit<World, 'name'>,
  currency: string | undefined,
) {
  const field = isKnown(column) ? fieldOf(column.to, project.fields) : undefined
  const name = isKnown(column) ? (field?.name ?? column.to) : column.toNew.name
  const target = targetOf(column, field)
  if (!target) return issue('', 'unknownField', { name })
  const sent = readCell(cell, column, target, mapping, currency)
  if (sent === null) return field?.required ? issue('', 'required', { name }) : null
  if (isNew(column)) return isOpen(column) ? null : parsed(target.type, sent, target.config, { ...world, name })
  if (column.to === 'list')
    return project.lists.some((list) => same(list.name, sent)) ? null : issue('', 'unknownList', { name: sent })
  if (column.to === 'tags' || column.to === 'assignees')
    return unknownName(column.to, sent, column, project, { ...world, name })
  if (isBuiltIn(column.to)) return parsed(target.type, sent, {}, { ...world, name })
  return mayBeMissing(field!, column.missing) ? null : parsed(field!.type, sent, field!.config, { ...world, name })
}

/**
 * What each column of a row will be stored as, as a person reads it ("02138" in a column of numbers is 2,138); '' where it leaves
 * the field empty, null where it won't be stored or only says something of another column.
 */
export function previewRow(
  row: readonly string[],
  mapping: Mapping,
  project: ProjectAnswer,
  world: Omit<World, 'name'>,
  reader: Reader,
): (string | null)[] {
  const cellOf = (column: string) => row[mapping.columns.indexOf(column)] ?? ''
  return mapping.mapping.map((column) => {
    if (isCurrencyColumn(column)) return null
    const cell = cellOf(column.column)
    const currency = currencyColumnOf(mapping.mapping, column)
    const currencyCell = currency && cellOf(currency.column)
    if (problemOf(cell, column, mapping, project, world, currencyCell)) return null
    const field = isKnown(column) ? fieldOf(column.to, project.fields) : undefined
    const target = targetOf(column, field)!
    const sent = readCell(cell, column, target, mapping, currencyCell)
    return sent === null
      ? ''
      : textOf(sent, target, isKnown(column) && isBuiltIn(column.to) ? column.to : null, world, reader)
  })
}

function textOf(
  sent: Json,
  { type, config }: Target,
  builtIn: string | null,
  world: Omit<World, 'name'>,
  reader: Reader,
): string {
  const { holds, storage, parse, toJson, format } = typeOf(type)!
  // Names of options, people and records stand for themselves.
  if (holds || storage === 'links' || builtIn === 'list' || builtIn === 'title')
    return (Array.isArray(sent) ? sent : [sent]).map(nameIn).join(', ')
  const named = { ...world, name: '' }
  const value = parse(sent, config, named)
  return value === null ? '' : format(toJson(value, config, named), config, reader)
}

const nameIn = (sent: Json): string =>
  typeof sent === 'object' && sent !== null ? String(Object.values(sent).at(-1)) : String(sent)

/** A new select takes any text as an option. */
const isOpen = ({ toNew: { type } }: NewColumn) => typeOf(type)?.holds === 'options'

/** References are the database's to find; options that may be made, or left out, need not be there. */
const mayBeMissing = (field: FieldAnswer, missing: string | undefined) =>
  typeOf(field.type)?.storage === 'links' ||
  (typeOf(field.type)?.holds === 'options' && (missing === 'create' || missing === 'skip'))

function unknownName(
  to: 'tags' | 'assignees',
  sent: Json,
  { missing }: { missing?: string | undefined },
  project: ProjectAnswer,
  world: World,
) {
  if (to === 'assignees') return missing === 'skip' ? null : parsed('person', sent, { multiple: true }, world)
  if (missing === 'create' || missing === 'skip') return null
  const unknown = (sent as string[]).find((name) => !project.tags.some((tag) => same(tag.name, name)))
  return unknown === undefined ? null : issue('', 'unknownTag', { name: unknown })
}

function parsed(type: string, sent: Json, config: unknown, world: World) {
  try {
    typeOf(type)?.parse(sent, config, world)
    return null
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 422) return problem.issues[0]!
    throw problem
  }
}

function titleProblems(row: readonly string[], mapping: Mapping, project: ProjectAnswer): RowProblem[] {
  const column = mapping.mapping.filter(isKnown).find(({ to }) => to === 'title')
  const value = column ? (row[mapping.columns.indexOf(column.column)] ?? '') : ''
  // With a key the row may name a record that has its title already.
  if (value.trim() !== '' || (mapping.key !== null && mapping.key !== 'title')) return []
  return [{ ...issue('', 'required', { name: project.titleName }), column: column?.column ?? '', value }]
}

const same = (name: string, sent: Json) => typeof sent === 'string' && isSameName(name, sent)
