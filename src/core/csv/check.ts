import type { FieldAnswer, ProjectAnswer } from '../api/answers.ts'
import { type IssueCode, issue, Problem } from '../errors/index.ts'
import { type Reader, typeOf, type World } from '../fields/index.ts'
import type { Json } from '../model/index.ts'
import { isSameName } from '../text/identity.ts'
import {
  type ColumnMapping,
  currencyColumnOf,
  fieldOf,
  forgives,
  isBuiltIn,
  isCurrencyColumn,
  isKnown,
  isNew,
  joinTitle,
  type KnownColumn,
  type Mapping,
  mayBeEmptied,
  type NewColumn,
  titleColumns,
} from './mapping.ts'
import { readCell, type Target, targetOf, unsureDays } from './read.ts'

export interface RowProblem {
  column: string
  /** which of the mapping's uses of a column; -1 where none fills the title */
  use: number
  /** the cell is left empty and its row is taken; it may be, if it isn't */
  emptied: boolean
  mayBeEmptied: boolean
  /** a date of which nothing says in which order it is written: it is asked for all rows */
  isAsked: boolean
  /** of what isn't certain: what it can be */
  candidates?: readonly string[]
  code: IssueCode
  message: string
  value: string
}

/** A column that is stored, with all of it that is the same for every row: a file may have a hundred thousand. */
interface ReadColumn {
  column: KnownColumn | NewColumn
  at: number
  /** where the cell stands that says the currency of its amount */
  currencyAt: number | null
  field: FieldAnswer | undefined
  target: Target | undefined
  world: World
}

/** Reads the rows of a file as the Worker will. */
export function rowReader(mapping: Mapping, project: ProjectAnswer, world: Omit<World, 'name'>) {
  const columns = mapping.mapping.map((column) => readColumn(column, mapping, project, world))
  const titles = columns.filter((one) => one !== null).filter(({ column }) => isKnown(column) && column.to === 'title')
  const sentOf = ({ column, at, currencyAt, target }: ReadColumn, row: readonly string[]): Json =>
    target
      ? readCell(row[at] ?? '', column, target, mapping, currencyAt === null ? undefined : (row[currencyAt] ?? ''))
      : null
  return {
    /**
     * What the Worker will refuse in a row, or leave empty, as far as it can be known before: references and keys only the
     * database knows.
     */
    check: (row: readonly string[]): RowProblem[] =>
      titleProblems(row, mapping, project).concat(
        columns.flatMap((one, use): RowProblem[] => {
          const sent = one && sentOf(one, row)
          const found = one && problemOf(sent, one, mapping, project)
          if (!found) return []
          const { column, field, at, target } = one
          const isAsked = target !== undefined && unsureDays(sent, target, mapping).length > 0
          const leaving = {
            isAsked,
            emptied: !isAsked && forgives(mapping, column, field),
            mayBeEmptied: !isAsked && mayBeEmptied(mapping, column, field),
          }
          return [{ ...found, column: column.column, use, value: row[at] ?? '', ...leaving }]
        }),
      ),
    /**
     * What each column of a row will be stored as, as a person reads it ("02138" in a column of numbers is 2,138); '' where it
     * leaves the field empty, null where it won't be stored or only says something of another column. The first column of a
     * title has all of it.
     */
    preview: (row: readonly string[], reader: Reader): (string | null)[] =>
      columns.map((one) => {
        const sent = one && sentOf(one, row)
        if (one === titles[0]) return joinTitle(titles.map((part) => sentOf(part, row)))
        if (titles.includes(one as ReadColumn)) return null
        if (!one) return null
        if (problemOf(sent, one, mapping, project)) return forgives(mapping, one.column, one.field) ? '' : null
        return sent === null ? '' : textOf(sent, one, reader)
      }),
  }
}

/** null for a column that only says the currency of another. */
function readColumn(
  column: ColumnMapping,
  mapping: Mapping,
  project: ProjectAnswer,
  world: Omit<World, 'name'>,
): ReadColumn | null {
  if (isCurrencyColumn(column)) return null
  const field = isKnown(column) ? fieldOf(column.to, project.fields) : undefined
  const name = isKnown(column) ? (field?.name ?? column.to) : column.toNew.name
  const currency = currencyColumnOf(mapping.mapping, column)
  return {
    column,
    at: mapping.columns.indexOf(column.column),
    currencyAt: currency ? mapping.columns.indexOf(currency.column) : null,
    field,
    target: targetOf(column, field),
    world: { ...world, name },
  }
}

function problemOf(sent: Json, { column, field, target, world }: ReadColumn, mapping: Mapping, project: ProjectAnswer) {
  const { name } = world
  if (!target) return issue('', 'unknownField', { name })
  if (sent === null) return field?.required ? issue('', 'required', { name }) : null
  const candidates = unsureDays(sent, target, mapping)
  if (candidates.length > 0) return issue('', 'unsure', { name, value: sent, candidates })
  if (isNew(column)) return isOpen(column) ? null : parsed(target.type, sent, target.config, world)
  if (column.to === 'list')
    return project.lists.some((list) => same(list.name, sent)) ? null : issue('', 'unknownList', { name: sent })
  if (column.to === 'tags' || column.to === 'assignees') return unknownName(column.to, sent, column, project, world)
  if (isBuiltIn(column.to)) return parsed(target.type, sent, {}, world)
  return mayBeMissing(field!, column.missing) ? null : parsed(field!.type, sent, field!.config, world)
}

function textOf(sent: Json, { column, target, world }: ReadColumn, reader: Reader): string {
  const { type, config } = target!
  const { holds, storage, parse, toJson, format } = typeOf(type)!
  // Names of options, people and records stand for themselves, as titles and lists do.
  const isName = isKnown(column) && (column.to === 'list' || column.to === 'title')
  if (holds || storage === 'links' || isName) return (Array.isArray(sent) ? sent : [sent]).map(nameIn).join(', ')
  const value = parse(sent, config, world)
  return value === null ? '' : format(toJson(value, config, world), config, reader)
}

const nameIn = (sent: Json): string =>
  typeof sent === 'object' && sent !== null ? String(Object.values(sent).at(-1)) : String(sent)

/** A new select takes any text as an option. */
const isOpen = ({ toNew: { type } }: NewColumn) => typeOf(type)?.holds === 'options'

/** References are the database's to find; options that may be made, and what may be left out, need not be there. */
function mayBeMissing(field: FieldAnswer, missing: string | undefined): boolean {
  const { storage, holds } = typeOf(field.type)!
  return storage === 'links' || (!!holds && missing === 'skip') || (holds === 'options' && missing === 'create')
}

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
  const titles = titleColumns(mapping.mapping)
  const isBlank = titles.every(({ column }) => (row[mapping.columns.indexOf(column)] ?? '').trim() === '')
  // With a key the row may name a record that has its title already.
  if (!isBlank || (mapping.key !== null && mapping.key !== 'title')) return []
  const use = titles[0] ? mapping.mapping.indexOf(titles[0]) : -1
  const why = issue('', 'required', { name: project.titleName })
  return [
    { ...why, column: titles[0]?.column ?? '', use, emptied: false, mayBeEmptied: false, isAsked: false, value: '' },
  ]
}

const same = (name: string, sent: Json) => typeof sent === 'string' && isSameName(name, sent)
