import { sql as drizzleSql } from 'drizzle-orm'
import { invalid, issue, Problem } from '../../src/core/errors/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import { lastKey, type Project } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { newInList } from '../changes/enter-list.ts'
import { Change } from '../changes/index.ts'
import * as columns from '../changes/record-columns.ts'
import type { Context } from '../context/index.ts'
import { guard, mapGuardErrors } from '../db/batch.ts'
import { importChunks } from '../db/schema/index.ts'
import { requireCertainDates } from './certain-dates.ts'
import { requireMappingAllowed } from './check-mapping.ts'
import { createOptions } from './create-options.ts'
import { findDuplicates } from './find-duplicates.ts'
import { selectChunks } from './find-import.ts'
import { importAnswer, readImport } from './import.ts'
import type { ImportJob } from './import-job.ts'
import { type MatchedRow, matchRows } from './match-rows.ts'
import { missingRequired, type ReadRow, readRows } from './read-rows.ts'
import { keepRefusedRows } from './refused-rows.ts'
import { resolveReferences } from './resolve-references.ts'
import { updateColumns, withoutFilled } from './update-columns.ts'

/**
 * Takes the chunk whose first row is number `n`. Its row in import_chunks stands in the same batch as its records, so a
 * chunk sent twice, or twice at once, is there once and answers the same: what the import has done so far, and which rows of
 * this chunk were refused (the import itself has all of them).
 */
export async function importChunk(before: Context, opened: ImportJob, n: string, rows: readonly (readonly string[])[]) {
  const first = Number(n)
  if (!Number.isSafeInteger(first) || first < 1) throw invalid('n', 'rowOutOfOrder')
  if (opened.chunks.some(({ row }) => row === first)) return { import: importAnswer(opened, first) }
  if (opened.state !== 'open') throw new Problem(409, [issue('', 'importFinished')])
  if (opened.chunks.some((chunk) => first < chunk.row + chunk.rows && chunk.row < first + rows.length))
    throw invalid('rows', 'rowsOverlap')

  requireMappingAllowed(before, opened.project, opened.plan.mapping)
  requireCertainDates(opened.project, opened.plan, rows)
  // With new options the catalog is another: all that follows is compiled from that.
  const context = await createOptions(before, opened, rows)
  const job = { ...opened, project: context.project(opened.project.id, 'edit') }
  const { project } = job
  const read = readRows(context, project, job.plan, first, rows)
  const resolved = await resolveReferences(context, job, read.read)
  const matched = await matchRows(context, job, resolved.rows)
  const incomplete = matched.created.flatMap((row) => missingRequired(project, row))
  const duplicates = await findDuplicates(context, project, [...matched.updated, ...matched.created])
  const out = new Set([...incomplete, ...duplicates].map(({ row }) => row))
  const created = matched.created.filter(({ row }) => !out.has(row))
  const updated = await withoutFilled(
    context,
    job,
    matched.updated.filter(({ row }) => !out.has(row)),
  )
  const refused = [...read.refused, ...resolved.refused, ...matched.refused, ...incomplete, ...duplicates].sort(
    (a, b) => a.row - b.row,
  )

  const change = new Change(context, { part: job.change, ...(job.plan.quiet && { via: 'import' }) })
  change.add(guard(sql`(SELECT state FROM imports WHERE id = ${job.id}) = 'open'`, 'importFinished'))
  if (matched.proof) change.add(matched.proof)
  if (created.length > 0) createRows(context, change, job, created)
  if (updated.length > 0) updateRows(context, change, job, updated)
  // Rows that changed nothing have no history.
  const ids = JSON.stringify(updated.map(({ id }) => id))
  const changed = drizzleSql`(SELECT count(DISTINCT h.thing_id) FROM json_each(${ids}) k CROSS JOIN history h
    ON h.kind = 'record' AND h.thing_id = k.value AND h.seq > ${context.seq} WHERE h.change_id = ${job.change})`
  change.add(
    context.db.insert(importChunks).values({
      importId: job.id,
      row: first,
      rows: rows.length,
      created: created.length,
      updated: drizzleSql`${changed} + ${matched.joined}`,
      unchanged: drizzleSql`${updated.length + matched.idle} - ${changed}`,
      refused,
    }),
    ...keepRefusedRows(context, job.id, first, rows, refused),
  )
  try {
    const [chunks] = await mapGuardErrors(
      { importFinished: () => new Problem(409, [issue('', 'importFinished')]) },
      () => change.commit(selectChunks(context, job.id)),
    )
    return { import: importAnswer({ ...job, chunks }, first) }
  } catch (error) {
    // The same chunk, sent twice at once: the other one was quicker.
    if (!/UNIQUE constraint failed: import_chunks/.test(String(error))) throw error
    return { import: await readImport(context, job.id, first) }
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

function createRows(context: Context, change: Change, { project, at }: ImportJob, rows: readonly ReadRow[]): void {
  const mappedColumns = mapped(project, rows)
  const { title, list, position, createdAt, createdBy, enteredListAt, closedAt } = columns
  const links = new Set(
    project.fields.filter((field) => typeOf(field.type)?.storage === 'links').map((field) => String(field.id)),
  )
  change.createRecords(
    project,
    [
      title,
      list,
      position,
      createdAt,
      createdBy,
      enteredListAt,
      closedAt,
      ...mappedColumns.map(({ column }) => column),
    ],
    rows.map(({ row, values }) => {
      const into = project.lists.find((one) => one.id === values.get('list')) ?? project.lists[0]!
      const begun = instantIn(values, 'createdAt') ?? context.now
      // A list that closes its records does so on the day that the row says, else on the day they were made.
      const entered = (into.kind === 'open' ? null : instantIn(values, 'closedAt')) ?? begun
      const placed = newInList(into, entered)
      return [
        null,
        values.get('title'),
        ...[placed.list, lastKey(at, row), begun, context.person.id, placed.enteredListAt, placed.closedAt],
        ...mappedColumns.map(({ key }) => stored(key, values.get(key), links)),
      ]
    }),
  )
}

const instantIn = (values: ReadRow['values'], key: string): number | null =>
  (values.get(key) as number | null | undefined) ?? null

const stored = (key: string, value: unknown, links: Set<string>) =>
  value ?? (SETS.has(key) || links.has(key) ? [] : key === 'description' ? '' : null)

/** An empty cell leaves the current value unchanged. */
function updateRows(context: Context, change: Change, { project, plan }: ImportJob, rows: readonly MatchedRow[]): void {
  const mappedColumns = updateColumns(context, project, plan, [
    ...new Set(rows.flatMap((row) => [...row.values.keys()])),
  ])
  change.updateRecords(
    project,
    mappedColumns.map(({ column }) => column),
    rows.map((row) => [row.id, ...mappedColumns.map(({ key }) => row.values.get(key) ?? null)]),
  )
}
