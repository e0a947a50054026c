import type { InboundMapping, Mapped } from '../../src/core/api/outside/inbound.ts'
import type { RecordInput } from '../../src/core/api/record.ts'
import { inputAt, templateParts } from '../../src/core/automations/template.ts'
import { atPath, invalid, notFound, Problem } from '../../src/core/errors/index.ts'
import { personOf, typeOf } from '../../src/core/fields/index.ts'
import type { Json, Project } from '../../src/core/model/index.ts'
import { worldOf } from '../../src/core/query/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import { addEdits } from '../automations/index.ts'
import type { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { guard } from '../db/batch.ts'
import { matchesOf, selectMatching } from '../imports/index.ts'
import { listNamed, prepareRecords, tagNamed } from '../records/index.ts'
import type { BuiltIn } from './mapping.ts'

/** What came of it, for the batch that makes it so. */
interface TakenIn {
  id: Sql
  created: boolean
  guardProblems: Record<string, () => Problem>
}

/**
 * Makes a record of what came in, or updates the one that has the same in the key: as a part of `change`. 422 for what doesn't fit, each
 * by its place in what was sent.
 */
export async function takeIn(
  context: Context,
  change: Change,
  project: Project,
  mapping: InboundMapping,
  input: Json,
): Promise<TakenIn> {
  const found = await findByKey(context, change, project, mapping, input)
  const filled = mapping.entries.flatMap((entry) => {
    const value = found !== null && entry.onlyNew ? undefined : valueFor(project, entry, input)
    // Nothing is no news of a record that isn't there yet.
    return value === undefined || (found === null && value === null) ? [] : [{ entry, value }]
  })
  return found === null ? create(context, change, project, filled) : update(context, change, project, found, filled)
}

interface Filled {
  entry: Mapped
  value: Json
}

async function create(context: Context, change: Change, project: Project, filled: readonly Filled[]): Promise<TakenIn> {
  const input: Record<string, unknown> = {}
  const values: Record<string, unknown> = {}
  for (const { entry, value } of filled) {
    if (isField(entry.to)) values[entry.to] = value
    else input[entry.to] = SETS.has(entry.to) ? listOf(value) : value
  }
  const prepared = await prepareRecords(context, project, [{ ...input, values } as RecordInput])
  return { id: prepared.addTo(change).id(0), created: true, guardProblems: prepared.guardProblems }
}

/** Tags and people are added to those that are there: whoever has them may have got them from somebody else. */
async function update(
  context: Context,
  change: Change,
  project: Project,
  id: number,
  filled: readonly Filled[],
): Promise<TakenIn> {
  const edits = filled.flatMap(({ entry: { to }, value }): Edit[] => {
    switch (to as BuiltIn) {
      case 'list':
        return value === null ? [] : [{ do: 'move', list: atPath('list', () => listNamed(project, value)).id }]
      case 'tags':
        return [{ do: 'tag', tags: atPath('tags', () => listOf(value).map((one) => tagNamed(project, one))) }]
      case 'assignees': {
        const world = worldOf(context.scope(project), 'assignees')
        return [{ do: 'assign', people: atPath('assignees', () => listOf(value).map((one) => personOf(one, world))) }]
      }
      default:
        return [{ do: 'set', field: to, value }]
    }
  })
  const guardProblems = await addEdits(context, change, { id, project }, edits)
  return { id: sql`${id}`, created: false, guardProblems: { ...guardProblems, gone: notFound } }
}

type Edit = Parameters<typeof addEdits>[3][number]

const isField = (to: string): boolean => /^\d+$/.test(to)
const SETS = new Set<string>(['tags', 'assignees'] satisfies BuiltIn[])
const listOf = (value: Json): Json[] => (Array.isArray(value) ? value : value === null || value === '' ? [] : [value])

/** The record that has the same in the key; null where there is none, or nothing to find it by. */
async function findByKey(
  context: Context,
  change: Change,
  project: Project,
  { entries, key }: InboundMapping,
  input: Json,
): Promise<number | null> {
  const entry = entries.find(({ to }) => to === key)
  const value = entry && valueFor(project, entry, input)
  if (!entry || key === null || value === null || value === undefined) return null
  const text = String(value).trim()
  if (text === '') return null
  const matching = selectMatching(context, project, key, JSON.stringify([fold(text)]))
  const [found] = await context.batch(matching)
  const ids = matchesOf(found)(text)
  if (ids.length > 1) throw invalid(entry.to, 'ambiguous', { value: text })
  // Of two messages that come at once, the second finds what the first has made.
  change.require(guard(sql`(SELECT count(*) FROM (${matching})) = ${found.length}`, 'stale'))
  return ids[0] ?? null
}

/** What an entry finds in what was sent; undefined where none of it is there. */
function valueFor(project: Project, entry: Mapped, input: Json): Json | undefined {
  if ('path' in entry) {
    const value = standsAt(input, entry.path)
    return value === undefined ? undefined : fitting(project, entry.to, value)
  }
  const parts = templateParts(entry.text)
  const places = parts.filter((part) => typeof part !== 'string')
  const isThere = ({ name }: { name: string }) => inputAt(input, name) !== null
  if (places.length > 0 && !places.some(isThere)) return undefined
  const words = parts.map((part) => (typeof part === 'string' ? part : textOf(inputAt(input, part.name))))
  return fitting(project, entry.to, words.join('').trim())
}

const textOf = (value: Json): string =>
  typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value)

/** As `inputAt`, but what isn't there and null are two things. */
function standsAt(input: Json, path: string): Json | undefined {
  let inner: Json | undefined = input
  for (const key of path.split('.')) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) return undefined
    inner = (inner as Record<string, Json>)[key]
  }
  return inner
}

const NUMBER = /^\s*-?\d+(\.\d+)?\s*$/
const FLAGS: Record<string, boolean> = {
  true: true,
  on: true,
  yes: true,
  '1': true,
  false: false,
  off: false,
  no: false,
  '0': false,
}

/** Forms send figures as text, and some programs texts as figures: what is certain is taken as what its place holds. */
function fitting(project: Project, to: string, value: Json): Json {
  const field = project.fields.find(({ id }) => String(id) === to)
  const kind = field ? typeOf(field.type)?.kind : 'text'
  if (kind === 'text' && typeof value === 'number') return String(value)
  if (kind === 'number' && typeof value === 'string' && NUMBER.test(value)) return Number(value)
  if (kind === 'boolean' && typeof value === 'string') return FLAGS[value.trim().toLowerCase()] ?? value
  return value
}

const placeOf = (entry: Mapped): string => ('path' in entry ? entry.path : '')

/** Runs `step`; faults are told by their place in what was sent, for who sent it. One that the mapping alone has is at ''. */
export async function asSent<T>({ entries }: InboundMapping, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (problem) {
    if (!(problem instanceof Problem) || ![403, 409, 422].includes(problem.status)) throw problem
    const issues = problem.issues.map((one) => {
      const to = one.path.replace(/^values\./, '').split('.')[0]
      const entry = entries.find((each) => each.to === to)
      return { ...one, path: entry ? placeOf(entry) : '' }
    })
    throw new Problem(422, issues)
  }
}
