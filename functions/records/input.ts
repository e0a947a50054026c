import type { RecordInput } from '../../src/core/api/record.ts'
import { IssueCollector, invalid, issue, Problem } from '../../src/core/errors/index.ts'
import { encodeValue, isSettable, longTextFrom, personOf, type Ref, typeOf } from '../../src/core/fields/index.ts'
import type { List, Project } from '../../src/core/model/index.ts'
import { fieldNamed, type Scope, worldOf } from '../../src/core/query/index.ts'
import { visibleText } from '../../src/core/text/blank.ts'
import { findNamed } from '../../src/core/text/identity.ts'
import { isDay, isLikelyDay } from '../../src/core/time/day.ts'
import * as columns from '../changes/record-columns.ts'
import type { Context } from '../context/index.ts'
import { defaultNow } from './defaults.ts'
import { type Named, type Referenced, resolve } from './references.ts'

/** Columns and their stored values, side by side: as a Change takes them. */
export interface Parsed {
  columns: columns.RecordColumn[]
  values: unknown[]
  /** ids that must be live records of these projects */
  references: Referenced[]
}

/** Reads everything that was sent, gathers every fault, and resolves references by number or title (one read, if any). */
export async function parseRecord(context: Context, project: Project, input: RecordInput): Promise<Parsed> {
  const [parsed] = await parseRecords(context, project, [input])
  return parsed!
}

/** The same of several at once: the faults of the first that has any are told. */
export async function parseRecords(
  context: Context,
  project: Project,
  inputs: readonly RecordInput[],
): Promise<Parsed[]> {
  const readings = inputs.map((input) => readInput(context, project, input))
  const resolved = await resolve(
    context,
    readings.flatMap(({ links }) => links),
  )
  let n = 0
  return readings.map(({ parsed, links, faults }) => {
    for (const { field, path } of links) {
      const ids = resolved[n++]
      if (!ids) continue
      parsed.columns.push(columns.fieldColumn(field))
      parsed.values.push(ids)
      const target = Number((field.config as { project: string }).project)
      for (const id of ids) parsed.references.push({ field: field.id, project: target, id, path })
    }
    faults.throwIfAny()
    return parsed
  })
}

interface Reading {
  parsed: Parsed
  /** the references, which are in no column yet */
  links: Named[]
  faults: IssueCollector
}

function readInput(context: Context, project: Project, input: RecordInput): Reading {
  const scope = context.scope(project)
  requireEditable(scope, Object.keys(input.values ?? {}))
  const faults = new IssueCollector()
  const parsed: Parsed = { columns: [], values: [], references: [] }
  const set = (column: columns.RecordColumn, value: unknown) => {
    parsed.columns.push(column)
    parsed.values.push(value)
  }
  if (input.title !== undefined) faults.try('title', () => set(columns.title, titleFrom(project, input.title)))
  if (input.description !== undefined)
    faults.try('description', () => set(columns.description, longTextFrom(input.description, 'description') ?? ''))
  if (input.due !== undefined) faults.try('due', () => set(columns.due, dueFrom(input.due)))
  if (input.tags) faults.try('tags', () => set(columns.tags, unique(input.tags!.map((one) => tagNamed(project, one)))))
  if (input.assignees)
    faults.try('assignees', () =>
      set(columns.assignees, unique(input.assignees!.map((one) => personOf(one, worldOf(scope, 'assignees'))))),
    )
  const links: Named[] = []
  for (const [name, sent] of Object.entries(input.values ?? {})) {
    const path = `values.${name}`
    faults.try(path, () => {
      const field = fieldNamed(scope, name)
      if (!field) throw invalid('', 'unknownField', { name })
      const type = typeOf(field.type)!
      if (!isSettable(field.type)) throw invalid('', 'notSettable', { name: field.name })
      const value = type.parse(sent, field.config, worldOf(scope, field.name))
      if (value === null && field.required) throw invalid('', 'required', { name: field.name })
      if (type.storage === 'links') links.push({ field, refs: (value ?? []) as Ref[], path, faults })
      else set(columns.fieldColumn(field), value === null ? null : packed(encodeValue(type, value)))
    })
  }
  return { parsed, links, faults }
}

/** A field that may be seen and not set gets an error of its own, unlike one that isn't there. */
function requireEditable(scope: Scope, names: readonly string[]): void {
  const faults = names.flatMap((name) => {
    const field = fieldNamed(scope, name)
    return field?.fixed ? [issue(`values.${name}`, 'fixedField', { name: field.name })] : []
  })
  if (faults.length > 0) throw new Problem(403, faults)
}

/** The defaults of fields that the maker of a record can't see or set. */
export function hiddenDefaults(context: Context, project: Project): { column: columns.RecordColumn; value: unknown }[] {
  const settable = new Set(project.fields.filter((field) => !field.fixed).map((field) => field.id))
  const scope = context.scope(project)
  return context
    .unfilteredProject(project)
    .fields.filter((field) => field.default !== null && !settable.has(field.id) && isSettable(field.type))
    .flatMap((field) => {
      const type = typeOf(field.type)!
      try {
        const value = type.parse(defaultNow(scope, field.default), field.config, worldOf(scope, field.name))
        return value === null ? [] : [{ column: columns.fieldColumn(field), value: packed(encodeValue(type, value)) }]
      } catch (problem) {
        // One that fits no longer (its person is gone) is nobody's concern who can't see the field.
        if (problem instanceof Problem) return []
        throw problem
      }
    })
}

/** One slot as it is; two (amount and code) as a list. */
const packed = (stored: unknown[]) => (stored.length === 1 ? stored[0] : stored)
const unique = (ids: number[]) => [...new Set(ids)].sort((a, b) => a - b)

export function titleFrom(project: Project, sent: unknown): string {
  const name = project.titleName
  if (typeof sent !== 'string') throw invalid('', sent === null ? 'required' : 'notText', { name })
  const title = visibleText(sent.trim().replace(/\s+/g, ' '))
  if (title === '') throw invalid('', 'required', { name })
  if ([...title].length > 500) throw invalid('', 'textTooLong', { name, max: 500 })
  return title
}

function dueFrom(sent: unknown): string | null {
  if (sent === null || sent === '') return null
  if (typeof sent !== 'string' || !isDay(sent)) throw invalid('', 'notDate', { name: 'due', value: sent })
  if (!isLikelyDay(sent)) throw invalid('', 'yearTooFar', { name: 'due', value: sent })
  return sent
}

export function listNamed(project: Project, sent: unknown): List {
  const word = String(typeof sent === 'object' && sent !== null && 'id' in sent ? sent.id : sent)
  const found = project.lists.find((list) => String(list.id) === word) ?? findNamed(project.lists, word)
  if (!found) throw invalid('', 'unknownList', { name: word })
  return found
}

export function tagNamed(project: Project, sent: unknown): number {
  const word = String(typeof sent === 'object' && sent !== null && 'id' in sent ? sent.id : sent)
  const found = project.tags.find((tag) => String(tag.id) === word) ?? findNamed(project.tags, word)
  if (!found) throw invalid('', 'unknownTag', { name: word })
  return found.id
}
