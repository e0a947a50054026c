import { fieldName } from '../../src/core/api/field.ts'
import {
  type ColumnMapping,
  type CurrencyColumn,
  isBuiltIn,
  isCurrencyColumn,
  isKnown,
  isNew,
  type KnownColumn,
  type Mapping,
} from '../../src/core/csv/index.ts'
import { atPath, IssueCollector, invalid, issue } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { isSettable, typeOf } from '../../src/core/fields/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import { identityOf, isSameName } from '../../src/core/text/identity.ts'
import type { Context } from '../context/index.ts'
import { requireAvailableFieldName } from '../fields/index.ts'
import { findable } from './match-rows.ts'
import { fieldFor, fieldNamedBy } from './read-rows.ts'

/** A column that may add options to a field, which only who manages the project may do. */
export function makesOptions(project: Project, column: Mapping['mapping'][number]): boolean {
  if (!isKnown(column) || column.missing !== 'create' || isBuiltIn(column.to)) return false
  return /^(select|multiSelect)$/.test(fieldFor(project, column)?.type ?? '')
}

/** What the mapping names may still be written by who sends the next rows: rights may have changed since it was checked. */
export function requireMappingAllowed(
  context: Context,
  project: Project,
  mapping: readonly (KnownColumn | CurrencyColumn)[],
): void {
  const makes = mapping.some((column) => makesOptions(project, column))
  if (makes) context.project(project.id, 'manage')
  for (const column of mapping) {
    if (isKnown(column)) requireKnownColumn(context, project, column)
    else requireAmountColumn(project, mapping, column)
  }
}

/** Throws all issues of a mapping at once. */
export function requireValidMapping(context: Context, { mapping, columns, key }: Mapping, project: Project): void {
  const issues = new IssueCollector()
  const names = new Set<string>()
  const filled = new Set<string>()
  for (const [i, column] of mapping.entries())
    issues.try(`mapping.${i}`, () => {
      if (!columns.includes(column.column)) throw invalid('column', 'unknownField', { name: column.column })
      if (isKnown(column)) {
        requireKnownColumn(context, project, column)
        return requireUnfilled(project, column, filled)
      }
      if (isCurrencyColumn(column)) return requireAmountColumn(project, mapping, column)
      const { name, type } = column.toNew
      if (!isSettable(type)) throw invalid('toNew.type', 'unknownType', { value: type })
      atPath('toNew.name', () => parse(fieldName, name))
      if (names.has(identityOf(name))) throw invalid('toNew.name', 'nameTaken', { name })
      atPath('toNew.name', () => requireAvailableFieldName(project, name))
      names.add(identityOf(name))
    })
  issues.try('key', () => requireValidKey(mapping, project, key))
  const hasTitle = mapping.some((column) => isKnown(column) && column.to === 'title')
  if (!hasTitle && (key === null || key === 'title'))
    issues.list.push(issue('mapping', 'required', { name: project.titleName }))
  issues.throwIfAny()
}

/** The column's target is there, and what a reference names can be looked up. */
function requireKnownColumn(context: Context, project: Project, column: KnownColumn): void {
  const field = fieldFor(project, column)
  if (!field && !isBuiltIn(column.to)) throw invalid('to', 'unknownField', { name: column.to })
  if (field && (field.fixed || !isSettable(field.type)))
    throw invalid('to', field.fixed ? 'fixedField' : 'notSettable', { name: field.name })
  const { by } = column
  if (!field || typeOf(field.type)?.storage !== 'links' || by === undefined || by === 'title' || by === 'number') return
  const target = context.catalog.projects.find(
    (one) => String(one.id) === (field.config as { project: string }).project,
  )
  const other = target && fieldNamedBy(target, by)
  if (!other) throw invalid('by', 'unknownField', { name: by })
  if (!findable(typeOf(other.type)!.kind, other)) throw invalid('by', 'notFindable', { name: other.name })
  // What is made there is called by it.
  if (other.fixed && column.missing === 'create') throw invalid('by', 'fixedField', { name: other.name })
}

/** Two columns can't fill one field: what the first says would be lost. A title is joined. */
function requireUnfilled(project: Project, column: KnownColumn, filled: Set<string>): void {
  const field = fieldFor(project, column)
  const target = String(field?.id ?? column.to)
  if (filled.has(target)) throw invalid('to', 'notSingle', { name: field?.name ?? column.to })
  if (target !== 'title') filled.add(target)
}

/** Another column fills the field whose currency it says, and that is one of money. */
function requireAmountColumn(project: Project, mapping: readonly ColumnMapping[], { to }: CurrencyColumn): void {
  const isFilled = mapping.some((one) => {
    if (isNew(one)) return typeOf(one.toNew.type)?.kind === 'money' && isSameName(one.toNew.name, to.currencyOf)
    const field = isKnown(one) ? fieldFor(project, one) : null
    return field && typeOf(field.type)?.kind === 'money' && field.id === fieldNamedBy(project, to.currencyOf)?.id
  })
  if (!isFilled) throw invalid('to.currencyOf', 'unknownField', { name: to.currencyOf })
}

function requireValidKey(mapping: Mapping['mapping'], project: Project, key: string | null): void {
  if (key === null || key === 'title') return
  const field = fieldNamedBy(project, key)
  if (!field) throw invalid('', 'unknownField', { name: key })
  if (!findable(typeOf(field.type)!.kind, field)) throw invalid('', 'notKey', { name: field.name })
  if (!mapping.some((column) => isKnown(column) && fieldFor(project, column)?.id === field.id))
    throw invalid('', 'unknownField', { name: key })
}
