import { eq } from 'drizzle-orm'
import { issue, notFound, Problem } from '../../../src/core/errors/index.ts'
import { idFrom } from '../../../src/core/model/index.ts'
import { type Sql, sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context/index.ts'
import { guard } from '../../db/batch.ts'
import { LAST_SEQ } from '../../db/history-seq.ts'
import { visibleAnywhere } from '../../db/record-visibility.ts'
import { imports } from '../../db/schema/index.ts'
import { Change } from '../change.ts'
import { ofChange } from '../history-range.ts'
import { deletedAt } from '../record-columns.ts'
import { projectsUnchanged, recordsUnchanged } from '../unchanged-since.ts'
import { editedSince } from './edited-since.ts'
import { type EntityHistory, undoEntities } from './entities.ts'
import type { KeptValue } from './kept-value.ts'
import { type RecordHistory, undoRecordUpdates } from './records.ts'
import { givenAway, requireUndoAllowed } from './rights.ts'

/** A change of which the reader sees something and that they may take back: their own, or anyone's where they manage. */
export const undoableChange = {
  noun: 'change',
  async find(context: Context, sent: string): Promise<number> {
    const id = idFrom(sent)
    const [[change], projects, entities, [seen]] = await context.batch(
      sql<{ person_id: number | null }>`SELECT person_id FROM changes WHERE id = ${id}`,
      selectProjects(id),
      selectEntities(context, id),
      sql<{ some: number }>`SELECT EXISTS (SELECT 1 ${readableRecords(context, id)}) AS some`,
    )
    if (id === null || !change) throw notFound()
    const touched = new Set(projects.map(({ project_id }) => project_id))
    requireUndoAllowed(context, change.person_id, touched, entities)
    // All that it touched is somebody else's by now.
    if (touched.size > 0 && entities.length === 0 && seen!.some === 0) throw notFound()
    return id
  },
} as const

/**
 * Takes a change back, as a change of its own (so it can be taken back too). What somebody changed since is kept and told.
 * What was made goes into the bin, what was set gets its earlier value. The batch is stopped and tried anew if what it touches
 * was written to between reading and writing.
 */
export async function takeBack(context: Context, id: number) {
  const from = readableRecords(context, id)
  const [[change], [last], projects, created, updated, entities] = await context.batch(
    sql<ChangeRow>`SELECT person_id, via, EXISTS (SELECT 1 FROM changes u WHERE u.undoes = c.id
      AND NOT EXISTS (SELECT 1 FROM changes w WHERE w.undoes = u.id)) AS undone,
      (SELECT count(*) FROM changes u WHERE u.undoes = c.id) AS undoings,
      (SELECT count(*) FROM history h WHERE ${ofChange(id)} AND h.kind = 'record') AS rows FROM changes c WHERE id = ${id}`,
    sql<{ seq: number }>`SELECT ${LAST_SEQ} AS seq`,
    selectProjects(id),
    sql<{ thing_id: number; project_id: number }>`SELECT h.thing_id, h.project_id ${from} AND h.what = 'created'`,
    sql<RecordHistory>`SELECT h.seq, h.thing_id, h.project_id, h.fields ${from} AND h.what <> 'created' ORDER BY h.seq`,
    selectEntities(context, id),
  )
  if (!change) throw notFound()
  if (change.undone === 1) throw new Problem(409, [issue('', 'alreadyUndone')])

  const touched = new Set(projects.map(({ project_id }) => project_id))
  // What they see but a part of stays to be undone by who sees the rest.
  const complete = change.rows === created.length + updated.length
  const undo = new Change(context, complete ? { undoes: id } : {})
  undo.add(
    guard(
      sql`(SELECT count(*) FROM changes WHERE undoes = ${id} AND id <> ${undo.idSql}) = ${change.undoings}`,
      'stale',
    ),
    // Whether a list, an option or a field can go hangs on every record of its project.
    entities.length > 0
      ? projectsUnchanged(touched, last!.seq)
      : recordsUnchanged(
          [...created, ...updated].map((row) => row.thing_id),
          last!.seq,
        ),
  )
  const keptValues: KeptValue[] = []
  let undone = 0
  const restored: number[] = updated.map((row) => row.thing_id)
  for (const projectId of touched) {
    const project = context.catalog.projects.find((one) => one.id === projectId)
    if (!project) continue
    const made = created.filter((row) => row.project_id === projectId).map((row) => row.thing_id)
    const edited = await editedSince(context, { id, person: change.person_id }, project, made)
    keptValues.push(...edited.kept)
    const deleted = made.filter((one) => !edited.ids.has(one)).map((one) => [one, context.now] as const)
    undone += deleted.length
    restored.push(...deleted.map(([one]) => one))
    if (deleted.length > 0)
      undo.updateRecords(
        project,
        [deletedAt],
        deleted.map((row) => [...row]),
        'undone',
      )
    const seq = Math.max(0, ...updated.map((row) => row.seq))
    const inProject = updated.filter((row) => row.project_id === projectId)
    undone += await undoRecordUpdates(context, undo, project, inProject, keptValues, seq)
  }
  undone += await undoEntities(context, undo, entities, keptValues, restored)
  // An import that was taken back takes no more rows.
  if (change.via === 'import' && complete)
    undo.add(context.db.update(imports).set({ state: 'undone' }).where(eq(imports.changeId, id)))
  await undo.commit()
  return { change: undo.id, undone, kept: keptValues }
}

/** The same of a change by its id, checked first. */
export const undoChange = async (context: Context, id: number) =>
  takeBack(context, await undoableChange.find(context, String(id)))

/** Of records only those that the reader sees; one that was given away by this change, as long as nobody touched it since. */
const readableRecords = (context: Context, id: number | null): Sql =>
  sql`FROM history h JOIN changes c ON c.id = h.change_id JOIN records r ON r.id = h.thing_id
    WHERE ${ofChange(id)} AND h.kind = 'record' AND (${visibleAnywhere(context.catalog)} OR ${givenAway(context)})`

const selectProjects = (id: number | null): Sql<{ project_id: number }> =>
  sql`SELECT DISTINCT project_id FROM history h WHERE ${ofChange(id)}`

interface ChangeRow {
  person_id: number | null
  via: string | null
  undone: number
  /** how often it was taken back, and brought again */
  undoings: number
  /** how many records it touched */
  rows: number
}

/** What else the change touched: of comments and files only those that hang on what the reader sees. */
function selectEntities(context: Context, id: number | null): Sql<EntityHistory> {
  const fields = JSON.stringify(
    context.catalog.projects.flatMap((project) => project.fields.filter(({ fixed }) => !fixed).map(({ id }) => id)),
  )
  const seen = visibleAnywhere(context.catalog)
  return sql`SELECT h.seq, h.kind, h.thing_id, h.project_id, h.what, h.fields FROM history h WHERE ${ofChange(id)} AND h.kind <> 'record'
    AND (h.kind <> 'comment' OR EXISTS (SELECT 1 FROM comments t JOIN records r ON r.id = t.record_id WHERE t.id = h.thing_id AND ${seen}))
    AND (h.kind <> 'file' OR EXISTS (SELECT 1 FROM files t JOIN records r ON r.id = t.record_id WHERE t.id = h.thing_id AND ${seen}
      AND (t.field_id IS NULL OR t.field_id IN (SELECT value FROM json_each(${fields})))))
    ORDER BY h.seq DESC`
}
