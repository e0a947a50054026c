import { type IssueCollector, invalid } from '../../src/core/errors/index.ts'
import type { Ref } from '../../src/core/fields/index.ts'
import { type Field, type Project, projectOf } from '../../src/core/model/index.ts'
import { visibleRecord } from '../../src/core/query/index.sql.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import { isSameName } from '../../src/core/text/identity.ts'
import type { Context } from '../context/index.ts'
import { type Guard, guard } from '../db/batch.ts'
import { andVisible } from '../db/record-visibility.ts'

export interface Named {
  field: Field
  refs: Ref[]
  path: string
  /** where it is told what they don't name */
  faults: IssueCollector
}

/** A record that a write points at: it must be one that the writer sees. */
export interface Referenced {
  field: number
  project: number
  id: number
  path: string
}

/**
 * Named records -> ids: by id where that is plain, else by number, else by title: the very one, else one whose case alone differs.
 * For each of the links, in their order; undefined for one that has a fault. One read, however many there are.
 */
export async function resolve(context: Context, links: readonly Named[]): Promise<(number[] | undefined)[]> {
  const candidates = await findCandidates(context, links)
  return links.map(({ field, refs, path, faults }) => {
    const project = targetProject(context, field)
    const ids = faults.try(path, () =>
      refs.map((ref) => {
        if (!project) throw invalid('', 'unknownProject')
        if (isKnownId(field, ref)) return ref.id!
        const found = ranked(candidates.get(ref) ?? [], ref)
        const value = ref.title ?? String(ref.number ?? ref.id)
        if (found.length === 0) throw invalid('', 'unknownRecord', { value, project: project.name })
        const best = found.filter((row) => row.rank === found[0]!.rank)
        if (best.length > 1)
          throw invalid('', 'ambiguous', {
            value,
            candidates: best.slice(0, 10).map((row) => ({ id: String(row.id), number: row.number, title: row.title })),
          })
        return best[0]!.id
      }),
    )
    return ids && [...new Set(ids)]
  })
}

/** By the reference that may mean them: what can't be told by its id alone. A statement for each project that they are in. */
async function findCandidates(context: Context, links: readonly Named[]): Promise<Map<Ref, Candidate[]>> {
  const unresolved = links.flatMap(({ field, refs }) => {
    const target = targetProject(context, field)
    return target ? refs.flatMap((ref) => (isKnownId(field, ref) ? [] : [{ target, ref }])) : []
  })
  const byTarget = [...Map.groupBy(unresolved, ({ target }) => target)]
  if (byTarget.length === 0) return new Map()
  const refs = byTarget.map(([, these]) => these.map(({ ref }) => ref))
  const results = await context.batch(...byTarget.map(([target], i) => selectCandidates(target, refs[i]!)))
  return new Map(refs.flatMap((these, i) => these.map((ref, n) => [ref, results[i]!.filter((row) => row.n === n)])))
}

const targetOf = (field: Field) => Number((field.config as { project: string }).project)

/** An id that carries the target's project needs no looking up; the batch's guard proves that it lives. */
const isKnownId = (field: Field, { id }: Ref) => id !== undefined && id > 4096 && projectOf(id) === targetOf(field)

const targetProject = (context: Context, field: Field): Project | undefined =>
  context.catalog.projects.find((one) => one.id === targetOf(field))

interface Candidate {
  /** which of the references */
  n: number
  id: number
  number: number
  title: string
  /** how it was named: by id 1, by number 2, by its very title 3, by one like it 4 */
  rank: number
}

/** For each of them the first 200. */
function selectCandidates(project: Project, refs: readonly Ref[]): Sql<Candidate> {
  const sent = JSON.stringify(
    refs.map(({ id, number, title }) => [id, number, title === undefined ? null : fold(title), title]),
  )
  const target = sql`${project.id}`
  const lives = sql`r.deleted_at IS NULL${andVisible(project)}`
  return sql`SELECT n, id, number, title, rank FROM (
      SELECT n, id, number, title, min(rank) AS rank, row_number() OVER (PARTITION BY n ORDER BY min(rank), title <> sent, id) AS place FROM (
        SELECT w.key AS n, w.value ->> 3 AS sent, r.id, r.number, r.title, 1 AS rank
          FROM json_each(${sent}) w CROSS JOIN records r ON r.id = w.value ->> 0 WHERE r.project_id = ${target} AND ${lives}
        UNION ALL SELECT w.key, w.value ->> 3, r.id, r.number, r.title, 2
          FROM json_each(${sent}) w CROSS JOIN records r ON r.project_id = ${target} AND r.number = w.value ->> 1 WHERE ${lives}
        UNION ALL SELECT w.key, w.value ->> 3, r.id, r.number, r.title, 3
          FROM json_each(${sent}) w CROSS JOIN texts t ON t.text = w.value ->> 2 AND t.id % 128 = 0 CROSS JOIN records r ON r.id = t.id / 128
          WHERE r.project_id = ${target} AND ${lives}
      ) GROUP BY n, id
    ) WHERE place <= 200 ORDER BY n, place`
}

/** Without those that only search takes for the same: what an accent tells apart is another title. */
const ranked = (found: readonly Candidate[], { title = '' }: Ref): Candidate[] =>
  found
    .map((one) => (one.rank === 3 && one.title !== title ? { ...one, rank: 4 } : one))
    .filter((one) => one.rank < 4 || isSameName(one.title, title))

/** Stops the batch unless every referenced record lives, belongs to its project, and is one that the writer sees. */
export function requireReferencesLive(context: Context, references: readonly Referenced[], from?: number): Guard[] {
  return [...Map.groupBy(references, ({ project }) => project)].map(([id, these]) => {
    const target = context.catalog.projects.find((one) => one.id === id)
    const seen = target ? visibleRecord(target, 'o') : null
    // What it points at already stays, also where that is somebody else's.
    const remaining =
      from === undefined
        ? sql``
        : sql` OR EXISTS (SELECT 1 FROM links l WHERE l.from_id = ${from} AND l.field_id = p.value ->> 1 AND l.to_id = o.id)`
    const pairs = JSON.stringify(these.map((one) => [one.id, one.field]))
    return guard(
      sql`NOT EXISTS (SELECT 1 FROM json_each(${pairs}) p WHERE NOT EXISTS
        (SELECT 1 FROM records o WHERE o.id = p.value ->> 0 AND o.project_id = ${id} AND o.deleted_at IS NULL${seen ? sql` AND (${seen}${remaining})` : sql``}))`,
      'unknownRecord',
    )
  })
}

/** The same answer as for a record that never was, so that it doesn't tell which of the ids one can't see are there. */
export function unknownRecord({ catalog }: Context, references: readonly Referenced[]) {
  const [first] = references
  const target = catalog.projects.find(({ id }) => id === first?.project)
  return invalid(first?.path ?? '', 'unknownRecord', { value: String(first?.id ?? ''), project: target?.name ?? '' })
}
