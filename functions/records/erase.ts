import { and, eq } from 'drizzle-orm'
import { cubeDelta } from '../../src/core/charts/index.sql.ts'
import { invalid, notFound } from '../../src/core/errors/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { isSameName } from '../../src/core/text/identity.ts'
import { eraseHistory, Transaction } from '../changes/index.ts'
import { recordsUnchanged } from '../changes/unchanged-since.ts'
import type { Context } from '../context/index.ts'
import { records } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import { deleteFiles } from './delete-files.ts'
import { fileKeys, forgetRecords } from './forget.ts'
import type { RecordOf } from './read.ts'

/**
 * A person, or whatever a record is of, is gone for good (M75): the record, its history, comments, files, links and texts, what was
 * counted of it, and answers that were kept for a repeated request. The audit log keeps that it was erased, when and by whom.
 */
export async function eraseRecord(context: Context, { id, project }: RecordOf, typedTitle: string) {
  const { db } = context
  const [[record]] = await context.batch(
    db
      .select(selectColumns({ title: records.title, number: records.number }))
      .from(records)
      .where(and(eq(records.id, id), eq(records.projectId, project.id))),
  )
  if (!record) throw notFound()
  if (!isSameName(typedTitle, record.title)) throw invalid('title', 'titleDiffers', { value: record.title })
  const attached = sql`SELECT 'comment' AS kind, id FROM comments WHERE record_id = ${id} UNION ALL SELECT 'file', id FROM files WHERE record_id = ${id}`
  const ownHistory = sql`kind = 'record' AND thing_id = ${id}`
  const attachedHistory = sql`kind IN ('comment', 'file') AND (kind, thing_id) IN (${attached})`
  const erasure = new Transaction(context)
  erasure.add(recordsUnchanged([id], context.seq))
  const counts = erasure.run(
    sql<{
      comments: number
      files: number
      history: number
    }>`SELECT (SELECT count(*) FROM comments WHERE record_id = ${id}) AS comments, (SELECT count(*) FROM files WHERE record_id = ${id}) AS files,
      (SELECT count(*) FROM history WHERE ${ownHistory}) + (SELECT count(*) FROM history WHERE ${attachedHistory}) AS history`,
  )
  const ids = sql`SELECT ${id} AS id`
  const keys = erasure.run(fileKeys(ids))
  const ownImports = sql`SELECT id FROM imports WHERE project_id = ${project.id}`
  const namesIt = sql`EXISTS (SELECT 1 FROM json_each(w.cells) r, json_each(r.value) c WHERE instr(lower(c.value), lower(${record.title})) > 0)`
  erasure.add(
    cubeDelta(-1, context.unfilteredProject(project), context.catalog.workspace.zone, ids),
    ...forgetRecords(ids),
    // What came in from outside may name it, too.
    sql`DELETE FROM refusals WHERE instr(lower(input), lower(${record.title})) > 0`,
    ...eraseHistory(sql`kind = 'inbound' AND instr(lower(fields), lower(${record.title})) > 0`),
    sql`DELETE FROM answers WHERE instr(answer, ${`"${id}"`}) > 0 OR path LIKE ${`% /api/records/${id}`} OR path LIKE ${`% /api/records/${id}/%`}`,
    // Refused rows of imports may repeat the erased record's data: those of this project are deleted, and any that name the record.
    sql`UPDATE import_chunks SET refused = '[]' WHERE import_id IN (${ownImports})
      OR EXISTS (SELECT 1 FROM json_each(refused) f WHERE instr(lower(f.value ->> 'value'), lower(${record.title})) > 0)
      OR EXISTS (SELECT 1 FROM import_refused_rows w WHERE w.import_id = import_chunks.import_id
        AND w.row BETWEEN import_chunks.row AND import_chunks.row + import_chunks.rows - 1 AND ${namesIt})`,
    sql`DELETE FROM import_refused_rows AS w WHERE w.import_id IN (${ownImports}) OR ${namesIt}`,
    // Mails that tell of several records.
    sql`DELETE FROM deliveries WHERE event IN ('notification', 'digest') AND instr(body, ${`/r/${id}\n`}) > 0`,
  )
  erasure.audit({
    kind: 'erased',
    subject: ['record', id],
    detail: { project: String(project.id), number: record.number },
  })
  // Erasing writes no history, so the ETag's seq wouldn't change: an earlier answer must not count as current.
  erasure.bumpCatalogVersion()
  await erasure.commit()
  await deleteFiles(context.env.FILES, keys.result)
  return { erased: counts.result[0]! }
}
