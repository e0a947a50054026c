import * as v from 'valibot'
import { invalid, notFound } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import { auditEntry } from '../audit/entry.ts'
import { cubeDelta } from '../changes/totals-cube.ts'
import type { Context } from '../context.ts'
import { guard } from '../db/batch.ts'
import { bumpCatalogVersion } from '../db/catalog-version.ts'
import { locate } from './read.ts'

export const erasureInput = v.strictObject({
  /** the record's title, typed: what is erased does not come back */
  title: v.string(),
})

/**
 * A person, or whatever a record is of, is gone for good (M75): the record, its history, comments, files, links and texts, what was
 * counted of it, and answers that were kept for a repeated request. The audit log keeps that it was erased, when and by whom.
 */
export async function eraseRecord(context: Context, sent: string, body: unknown) {
  const { id, project } = locate(context, sent, 'manage')
  const { title } = parse(erasureInput, body)
  const [found, files] = await context.batch(
    sql`SELECT title, number FROM records WHERE id = ${id} AND project_id = ${project.id}`,
    sql`SELECT key FROM files WHERE record_id = ${id}`,
  )
  const row = found!.results[0]
  if (!row) throw notFound()
  if (fold(title.trim()) !== fold(String(row.title))) throw invalid('title', 'titleDiffers', { value: row.title })
  const hanging = sql`SELECT 'comment' AS kind, id FROM comments WHERE record_id = ${id} UNION ALL SELECT 'file', id FROM files WHERE record_id = ${id}`
  const itsHistory = sql`kind = 'record' AND thing_id = ${id}`
  const theirHistory = sql`kind IN ('comment', 'file') AND (kind, thing_id) IN (${hanging})`
  const seq = context.seq
  const results = await context.batch(
    guard(sql`(SELECT coalesce(max(seq), 0) FROM history) = ${seq}`, 'stale'),
    sql`SELECT (SELECT count(*) FROM comments WHERE record_id = ${id}) AS comments, (SELECT count(*) FROM files WHERE record_id = ${id}) AS files,
      (SELECT count(*) FROM history WHERE ${itsHistory}) + (SELECT count(*) FROM history WHERE ${theirHistory}) AS history`,
    cubeDelta(-1, context.unfilteredProject(project), context.catalog.workspace.zone, sql`SELECT ${id}`),
    // Other records that pointed here keep in their history that they pointed at something, and no longer at what.
    sql`DELETE FROM history WHERE ${itsHistory}`,
    sql`DELETE FROM history WHERE ${theirHistory}`,
    sql`DELETE FROM comments WHERE record_id = ${id}`,
    sql`DELETE FROM files WHERE record_id = ${id}`,
    sql`DELETE FROM links WHERE from_id = ${id} OR to_id = ${id}`,
    sql`DELETE FROM record_tags WHERE record_id = ${id}`,
    sql`DELETE FROM assignees WHERE record_id = ${id}`,
    sql`DELETE FROM texts WHERE id BETWEEN ${id * 128} AND ${id * 128 + 127}`,
    sql`DELETE FROM records WHERE id = ${id}`,
    sql`DELETE FROM answers WHERE instr(answer, ${`"${id}"`}) > 0 OR path LIKE ${`/api/records/${id}/%`}`,
    // Rows of an import that were refused may hold what a row of theirs said: none of this project's is kept, and none that names them.
    sql`UPDATE import_chunks SET refused = '[]' WHERE import_id IN (SELECT id FROM imports WHERE project_id = ${project.id})
      OR EXISTS (SELECT 1 FROM json_each(refused) f WHERE instr(lower(f.value ->> 'value'), lower(${String(row.title)})) > 0)`,
    auditEntry({
      kind: 'erased',
      at: context.now,
      person: context.person.id,
      subject: ['record', id],
      detail: { project: String(project.id), number: row.number },
    }),
    // No row of history says so: what was answered before must not be taken for as new as now.
    bumpCatalogVersion,
  )
  // The rows are gone, so nobody finds the bytes any more; they go too.
  await Promise.all(files!.results.map((file) => context.env.FILES.delete(String(file.key))))
  const { comments, files: gone, history } = results[1]!.results[0]!
  return { erased: { comments: Number(comments), files: Number(gone), history: Number(history) } }
}
