import fc, { type GeneratorValue } from 'fast-check'
import { type Kind, type OPERATORS, operatorsOf } from '../../../src/core/fields/index.ts'
import type { Type } from '../../../src/core/formula/index.ts'
import type { Project } from '../../../src/core/model/index.ts'
import { SQL_LANGUAGE, type SqlScope } from '../../../src/core/query/index.sql.ts'
import {
  BUILT_IN,
  type Filter,
  fieldNamed,
  formulaTree,
  lookupOf,
  type Operand,
  operandNamed,
  rollupOf,
  type Scope,
  through,
} from '../../../src/core/query/index.ts'
import { catalog } from './catalog.ts'
import { type Drawn, NOW, sentOf } from './rows.ts'

/** `sizes`: how large projects are taken to be, by id; plans are chosen by it, answers are not. */
export const scopeFor = (
  { id }: Pick<Project, 'id'>,
  zone = catalog.workspace.zone,
  sizes: Record<number, number> = {},
): SqlScope => {
  const projects = catalog.projects.map((one) => ({ ...one, size: sizes[one.id] ?? one.size }))
  return scopeOf({ ...catalog, projects, workspace: { ...catalog.workspace, zone } }, id)
}

const scopeOf = (sized: typeof catalog, id: number): SqlScope => ({
  catalog: sized,
  project: sized.projects.find((one) => one.id === id)!,
  me: 1,
  now: NOW,
  row: 'r',
  language: SQL_LANGUAGE,
})

/** Built in, but not before their parts of the product. */
const LATER = ['lastContacted', 'nextStep']

/** Everything of a project that a filter can name: fields, what is built in, and what stands behind a reference. */
export function namesOf(project: Project): string[] {
  const ownNames = [...project.fields.map((field) => field.name), ...BUILT_IN.filter((name) => !LATER.includes(name))]
  const behind = project.fields
    .filter((field) => field.type === 'reference')
    .flatMap((field) => {
      const target = catalog.projects.find((one) => String(one.id) === (field.config as { project: string }).project)!
      return [...target.fields.map((one) => one.name), 'title', 'tags', 'listKind', 'createdAt', 'due'].map(
        (name) => `${field.name}.${name}`,
      )
    })
  return [...ownNames, ...behind]
}

/** A filter of that depth. */
export function drawFilter(g: GeneratorValue, scope: Scope, rows: readonly Drawn[], depth: number): Filter {
  const kind = depth > 0 ? g(fc.integer, { min: 0, max: 5 }) : 0
  const several = () =>
    Array.from({ length: g(fc.integer, { min: 0, max: 3 }) }, () => drawFilter(g, scope, rows, depth - 1))
  if (kind === 1) return { and: several() }
  if (kind === 2) return { or: several() }
  if (kind === 3) return { not: drawFilter(g, scope, rows, depth - 1) }
  return drawComparison(g, scope, rows, g(fc.constantFrom, ...namesOf(scope.project)))
}

export function drawComparison(
  g: GeneratorValue,
  scope: Scope,
  rows: readonly Drawn[],
  name: string,
  op?: string,
): Filter {
  const operand = innermost(operandNamed(scope, name))
  const chosen = op ?? g(fc.constantFrom, ...operatorsOf(operand.kind))
  const value = drawValue(g, scope, rows, name, operand.kind, chosen)
  return { field: name, op: chosen, ...(value !== undefined && { value }) }
}

/** What is compared in the end, through as many references as it takes. */
export const innermost = (operand: Operand): Operand => (operand.through ? innermost(operand.through.operand) : operand)

const MANY = new Set<string>(['in', 'notIn', 'hasAny', 'hasAll'] satisfies (typeof OPERATORS)[number][])

function drawValue(
  g: GeneratorValue,
  scope: Scope,
  rows: readonly Drawn[],
  name: string,
  kind: Kind,
  op: string,
): unknown {
  if (op === 'empty' || op === 'notEmpty') return undefined
  const day = () => drawDay(g, 'date', op)
  const one = () => (kind === 'date' || kind === 'instant' ? drawDay(g, kind, op) : single(g, scope, rows, name))
  if (op === 'between' || op === 'within') return kind === 'instant' ? [day(), day()] : [one(), one()]
  if (MANY.has(op)) return Array.from({ length: g(fc.integer, { min: 0, max: 3 }) }, () => one())
  const text = kind === 'text' && ['contains', 'startsWith', 'endsWith'].includes(op)
  return text ? piece(g, String(one())) : one()
}

/** A part of a text, as one looks for it: any of its letters. */
function piece(g: GeneratorValue, text: string): string {
  const letters = [...text]
  const from = g(fc.integer, { min: 0, max: letters.length })
  return letters.slice(from, from + g(fc.integer, { min: 0, max: 4 })).join('')
}

function drawDay(g: GeneratorValue, kind: Kind, op: string): unknown {
  const day = sentOf(g, 'date')
  const exact = op === 'in' || op === 'notIn'
  const relative = {
    relative: g(fc.constantFrom, 'today', 'start-of-week', 'start-of-month', 'start-of-quarter', 'start-of-year'),
    plus: g(fc.integer, { min: -40, max: 40 }),
    unit: g(fc.constantFrom, 'day', 'week', 'month', 'quarter', 'year'),
  }
  const instant = new Date(g(fc.constantFrom, NOW, NOW - 1, 0, Date.parse('2024-02-29T12:00:00Z'))).toISOString()
  const moments = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'before', 'after']
  if (exact) return kind === 'date' ? day : instant
  return g(fc.constantFrom, day, relative, kind === 'instant' && moments.includes(op) ? instant : day)
}

/** The type of field whose values a formula's are like. */
const FORMULAS: Record<Type, string> = {
  number: 'number',
  money: 'currency',
  text: 'text',
  boolean: 'checkbox',
  date: 'date',
  instant: 'dateTime',
  list: 'text',
}

/** A value that the operand reads, by what it is in the end. */
function single(g: GeneratorValue, scope: Scope, rows: readonly Drawn[], name: string): unknown {
  const field = fieldNamed(scope, name)
  const dot = name.indexOf('.')
  if (!field && dot > 0) {
    const reference = fieldNamed(scope, name.slice(0, dot))!
    const target = scope.catalog.projects.find(
      (one) => String(one.id) === (reference.config as { project: string }).project,
    )!
    return single(g, through(scope, target), rows, name.slice(dot + 1))
  }
  const one = (...values: unknown[]) => g(fc.constantFrom, ...values)
  const type = field?.type ?? name
  switch (type) {
    case 'lookup': {
      const lookup = lookupOf(scope, field!)!
      return single(g, through(scope, lookup.target), rows, lookup.name)
    }
    case 'rollup': {
      const rollup = rollupOf(scope, field!)!
      return rollup.measured ? single(g, through(scope, rollup.source), rows, rollup.measured.name) : one(0, 1, 2)
    }
    case 'formula': {
      const { type, currency } = formulaTree(scope, field!)!
      return currency === null ? sentOf(g, FORMULAS[type]) : one(5000, '-12.50', { amount: '0.01', currency })
    }
    case 'duration':
    case 'timeInList':
      return one(0, 86_400_000, 30 * 86_400_000, -86_400_000)
    case 'createdBy':
    case 'updatedBy':
    case 'assignees':
      return one('me', 'Sokha', 'បុប្ផា', '3')
    case 'reference': {
      const target = Number((field!.config as { project: string }).project)
      return String(one(...rows.filter((row) => row.project === target).map((row) => row.id)))
    }
    case 'file':
      return String(one(...rows.flatMap((row) => [...row.filed.values()].flat()), 999))
    case 'multiSelect':
      return one('New', 'Ångström', 'a1')
    case 'person':
      return one('me', '2', 'twin1@example.com')
    case 'number':
      return field ? sentOf(g, 'number') : one(1, 5, 5.5)
    case 'list':
      return one(...scope.project.lists.map((list) => list.name))
    case 'listKind':
      return one('open', 'won', 'lost', 'void')
    case 'tags':
      return one(...scope.project.tags.map((tag) => tag.name))
    case 'location':
    case 'title':
    case 'description':
      return sentOf(g, 'text')
    case 'archived':
    case 'bin':
    case 'overdue':
    case 'stale':
      return one(true, false)
    default:
      return sentOf(g, type)
  }
}
