import * as v from 'valibot'
import { invalid, issue, Problem } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { lastKey, type Project } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { Change } from '../changes/change.ts'
import * as columns from '../changes/record-columns.ts'
import type { Context } from '../context.ts'
import { guard, mapGuardErrors } from '../db/batch.ts'
import { createOptions } from './create-options.ts'
import { findDuplicates } from './find-duplicates.ts'
import { chunksOf, findImport, type ImportJob, importAnswer, readImport, requireMappingAllowed } from './import.ts'
import { type MatchedRow, matchRows } from './match-rows.ts'
import { missingRequired, type ReadRow, readRows } from './read-rows.ts'
import { resolveReferences } from './resolve-references.ts'
import { updateColumns } from './update-columns.ts'

export const chunkInput = v.strictObject({
  rows: v.pipe(v.array(v.array(v.string())), v.minLength(1), v.maxLength(2000)),
})

/**
 * Takes the chunk whose first row is number `n`. Its row in import_chunks stands in the same batch as its records, so a
 * chunk sent twice, or twice at once, is there once and answers the same: what the import has done so far, and which rows of
 * this chunk were refused (all of them are told by the import itself).
 */
export async function importChunk(context: Context, sent: unknown, n: string, body: unknown) {
  const first = Number(n)
  if (!Number.isSafeInteger(first) || first < 1) throw invalid('n', 'rowOutOfOrder')
  const {
    job,
    rows: [chunks],
  } = await findImport(context, sent, chunksOf(sent))
  if (chunks!.some((chunk) => chunk.row === first)) return { import: importAnswer(job, chunks!, first) }
  if (job.state !== 'open') throw new Problem(409, [issue('', 'importFinished')])
  const { rows } = parse(chunkInput, body)
  const overlaps = (row: number, count: number) => first < row + count && row < first + rows.length
  if (chunks!.some((chunk) => overlaps(Number(chunk.row), Number(chunk.rows)))) throw invalid('rows', 'rowsOverlap')

  requireMappingAllowed(context, job.project, job.plan.mapping)
  const now = await createOptions(context, job, rows)
  const project = now.project(job.project.id, 'edit')
  const fresh = { ...job, project }
  const read = readRows(now, project, job.plan, first, rows)
  const linked = await resolveReferences(now, fresh, read.read)
  const matched = await matchRows(now, fresh, linked.rows)
  const incomplete = matched.made.flatMap((row) => missingRequired(project, row))
  const double = await findDuplicates(now, project, [...matched.known, ...matched.made])
  const out = new Set([...incomplete, ...double].map((one) => one.row))
  const made = matched.made.filter((row) => !out.has(row.row))
  const known = matched.known.filter((row) => !out.has(row.row))
  const refused = [...read.refused, ...linked.refused, ...matched.refused, ...incomplete, ...double].sort(
    (a, b) => a.row - b.row,
  )

  const write = new Change(now, { part: job.change })
  write.add(guard(sql`(SELECT state FROM imports WHERE id = ${job.id}) = 'open'`, 'importFinished'))
  if (matched.proof) write.add(matched.proof)
  if (made.length > 0) create(now, write, fresh, made)
  if (known.length > 0) update(now, write, fresh, known)
  // Rows that changed nothing have no history.
  const ids = JSON.stringify(known.map(({ id }) => id))
  const updated = sql`(SELECT count(DISTINCT h.thing_id) FROM json_each(${ids}) k CROSS JOIN history h
    ON h.kind = 'record' AND h.thing_id = k.value AND h.seq > ${now.seq} WHERE h.change_id = ${job.change})`
  write.add(
    sql`INSERT INTO import_chunks (import_id, row, rows, created, updated, unchanged, refused) VALUES (${job.id}, ${first}, ${rows.length},
      ${made.length}, ${updated} + ${matched.joined}, ${known.length} - ${updated}, ${JSON.stringify(refused)})`,
  )
  try {
    const { rows: after } = await mapGuardErrors({ importFinished: [409, () => issue('', 'importFinished')] }, () =>
      write.commit(chunksOf(job.id)),
    )
    return { import: importAnswer(job, after[0]!, first) }
  } catch (error) {
    // The same chunk, sent twice at once: the other one was quicker.
    if (!/UNIQUE constraint failed: import_chunks/.test(String(error))) throw error
    return { import: await readImport(now, job.id, first) }
  }
}

/** Columns that an import may set besides the ones every new record has. */
function mapped(project: Project, rows: readonly ReadRow[]): { key: string; column: columns.RecordColumn }[] {
  const keys = new Set(rows.flatMap((row) => [...row.values.keys()]))
  const builtIn = {
    description: columns.description,
    due: columns.due,
    tags: columns.tags,
    assignees: columns.assignees,
  }
  return [
    ...Object.entries(builtIn)
      .filter(([key]) => keys.has(key))
      .map(([key, column]) => ({ key, column })),
    ...project.fields
      .filter((field) => keys.has(String(field.id)))
      .map((field) => ({ key: String(field.id), column: columns.fieldColumn(field) })),
  ]
}

const SETS = new Set(['tags', 'assignees'])

function create(context: Context, write: Change, { project, at }: ImportJob, rows: readonly ReadRow[]): void {
  const own = mapped(project, rows)
  const { title, list, position, createdAt, createdBy, enteredListAt, closedAt } = columns
  const links = new Set(project.fields.filter((field) => field.type === 'reference').map((field) => String(field.id)))
  write.createRecords(
    project,
    [title, list, position, createdAt, createdBy, enteredListAt, closedAt, ...own.map(({ column }) => column)],
    rows.map(({ row, values }) => {
      const into = project.lists.find((one) => one.id === values.get('list')) ?? project.lists[0]!
      const made = (values.get('createdAt') as number | null | undefined) ?? null
      const closed =
        into.kind === 'open' ? null : ((values.get('closedAt') as number | null | undefined) ?? made ?? context.now)
      const entered = closed ?? made ?? context.now
      const base = [
        null,
        values.get('title'),
        into.id,
        lastKey(at, row),
        made ?? context.now,
        context.person.id,
        entered,
        closed,
      ]
      return [...base, ...own.map(({ key }) => stored(key, values.get(key), links))]
    }),
  )
}

const stored = (key: string, value: unknown, links: Set<string>) =>
  value ?? (SETS.has(key) || links.has(key) ? [] : key === 'description' ? '' : null)

/** An empty cell leaves alone what is there. */
function update(context: Context, write: Change, { project, plan }: ImportJob, rows: readonly MatchedRow[]): void {
  const own = updateColumns(context, project, plan, [...new Set(rows.flatMap((row) => [...row.values.keys()]))])
  write.updateRecords(
    project,
    own.map(({ column }) => column),
    rows.map((row) => [row.id, ...own.map(({ key }) => row.values.get(key) ?? null)]),
  )
}
