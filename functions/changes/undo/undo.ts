import { and, eq } from 'drizzle-orm'
import { issue, notFound, Problem } from '../../../src/core/errors/index.ts'
import { idFrom } from '../../../src/core/model/index.ts'
import { type Sql, sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context/index.ts'
import { guard } from '../../db/batch.ts'
import { visibleAnywhere } from '../../db/record-visibility.ts'
import { imports } from '../../db/schema/index.ts'
import { Change } from '../change.ts'
import { ofChange } from '../history-range.ts'
import { deletedAt } from '../record-columns.ts'
import { Transaction } from '../transaction.ts'
import { recordsUnchanged, retryWhenWritten } from '../unchanged-since.ts'
import { editedSince } from './edited-since.ts'
import { undoEntities } from './entities.ts'
import type { EntityHistory } from './entity-history.ts'
import { followedAnswer, selectFollowedBy } from './followed-by.ts'
import { keptAnswer } from './kept-answer.ts'
import { KeptValues } from './kept-value.ts'
import { undoRecordUpdates, type WrittenKeys } from './records.ts'
import { givenAway, requireUndoAllowed, selectDashboards } from './rights.ts'
import { selectStep, selectSteps, type UndoStep } from './steps.ts'

/** A change of which the reader sees something and that they may take back: their own, or anyone's where they manage. */
export const undoableChange = {
  noun: 'change',
  async find(context: Context, sent: string): Promise<number> {
    const id = idFrom(sent)
    const [[change], projects, entities, [seen], dashboards] = await context.batch(
      sql<{ person_id: number | null }>`SELECT person_id FROM changes WHERE id = ${id}`,
      selectProjects(id),
      selectEntities(context, id),
      sql<{ some: number }>`SELECT EXISTS (SELECT 1 ${readableRecords(context, id)}) AS some`,
      selectDashboards(id),
    )
    if (id === null || !change) throw notFound()
    const touched = new Set(projects.map(({ project_id }) => project_id))
    // What it made is gone for good, and with it what would say who else may take it back.
    if (touched.size === 0 && change.person_id !== context.person.id) throw notFound()
    requireUndoAllowed(context, change.person_id, { projects: touched, entities, dashboards })
    // All that it touched is somebody else's by now.
    if (touched.size > 0 && entities.length === 0 && seen!.some === 0) throw notFound()
    return id
  },
} as const

/**
 * Takes a change back, as a change of its own (so it can be taken back too). What somebody changed since is kept and told.
 * What was made goes into the bin, what was set gets its earlier value. Of many records each step is a batch of its own, all of
 * one change, and the last one says that it is done; what was cut off in the middle goes on when it is asked for again.
 */
export async function takeBack(context: Context, id: number) {
  const [[change], entities, planned] = await context.batch(
    selectChange(id),
    selectEntities(context, id),
    selectSteps(id, isReadable(context)),
  )
  if (!change) throw notFound()
  if (change.undone === 1) throw new Problem(409, [issue('', 'alreadyUndone')])
  // What they see but a part of stays to be undone by who sees the rest.
  const complete = planned.every(({ rows, readable }) => rows === readable)
  const isImport = change.via === 'import' && complete
  const steps = isImport && change.open === 1 ? await closeImport(context, id) : planned
  const inProjects = steps.filter(({ project }) => context.catalog.projects.some((one) => one.id === project))
  const last = inProjects.pop()
  let part = change.begun
  let [undone, keptValues] = [0, new KeptValues()]
  for (const step of inProjects) {
    await letOthersIn()
    await retryWhenWritten(async () => {
      const options = part !== null ? { part } : complete ? { undoes: -id } : {}
      const undo = new Change(context, { interim: true, ...options })
      const records = await undoRecords(context, undo, change, step, keptValues)
      if (records.undone > 0) {
        await undo.commit()
        part = Number(undo.id)
      }
      ;[undone, keptValues] = [undone + records.undone, records.kept]
    })
  }
  return retryWhenWritten(async () => {
    const undo = new Change(context, part !== null ? { part } : complete ? { undoes: id } : {})
    undo.add(guard(sql`${selectUndoings(id, undo.idSql)} = ${change.undoings}`, 'stale'))
    const records = last
      ? await undoRecords(context, undo, change, last, keptValues)
      : { undone: 0, binned: [], written: new Map(), kept: keptValues.copy() }
    const undoneEntities = await undoEntities(context, undo, entities, records.kept, {
      change: id,
      binned: records.binned,
      written: records.written,
    })
    const count = undone + records.undone + undoneEntities
    // An import tells itself how much was left of it.
    if (count === 0 && records.kept.all.length === 0 && part === null && !isImport)
      throw new Problem(409, [issue('', 'nothingLeft')])
    if (part !== null && complete) undo.add(sql`UPDATE changes SET undoes = ${id} WHERE id = ${part}`)
    // An import that was taken back takes no more rows.
    if (isImport) undo.add(context.db.update(imports).set({ state: 'undone' }).where(eq(imports.changeId, id)))
    const valuesAnswer = await keptAnswer(context, records.kept.all)
    const [followed] = await undo.commit(selectFollowedBy(context, id))
    return { change: undo.id, undone: count, kept: valuesAnswer, automations: followedAnswer(followed) }
  })
}

/** A local workerd looks for new requests only when it has nothing else to do. */
const letOthersIn = () => new Promise((wake) => setTimeout(wake, 1))

/** Takes the rows of one step back, within a change that is stopped if others write to one of the records meanwhile. `before`: what is kept already. */
async function undoRecords(
  context: Context,
  undo: Change,
  change: ChangeRow,
  step: UndoStep,
  before: KeptValues,
): Promise<{ undone: number; binned: number[]; written: WrittenKeys; kept: KeptValues }> {
  const [rows] = await context.batch(selectStep(change.id, step, isReadable(context)))
  const project = context.catalog.projects.find((one) => one.id === step.project)!
  const touched = rows.map((row) => row.thing_id)
  undo.add(recordsUnchanged(touched, context.seq))
  const keptValues = before.copy()
  const { created = [], updated = [] } = Object.groupBy(rows, ({ what }) =>
    what === 'created' ? 'created' : 'updated',
  )
  const createdIds = created.filter(({ deleted }) => deleted === 0).map((row) => row.thing_id)
  const edited = await editedSince(context, { id: change.id, person: change.person_id }, project, createdIds)
  keptValues.add(...edited.kept)
  const binned = createdIds.filter((id) => !edited.ids.has(id))
  if (binned.length > 0)
    undo.updateRecords(
      project,
      [deletedAt],
      binned.map((id) => [id, context.now]),
      'undone',
    )
  const written = await undoRecordUpdates(context, undo, project, updated, keptValues, step.last)
  return { undone: binned.length + written.size, binned, written, kept: keptValues }
}

/** Takes no more rows from here on; what there is to undo is known then. */
async function closeImport(context: Context, id: number): Promise<UndoStep[]> {
  const closing = new Transaction(context, { interim: true })
  closing.add(
    context.db
      .update(imports)
      .set({ state: 'finished' })
      .where(and(eq(imports.changeId, id), eq(imports.state, 'open'))),
  )
  const [steps] = await closing.commit(selectSteps(id, isReadable(context)))
  return steps
}

/** The same of a change by its id, checked first. */
export const undoChange = async (context: Context, id: number) =>
  takeBack(context, await undoableChange.find(context, String(id)))

/** Of records only those that the reader sees; one that was given away by this change, as long as nobody touched it since. */
const isReadable = (context: Context): Sql => sql`(${visibleAnywhere(context.catalog)} OR ${givenAway(context)})`

const readableRecords = (context: Context, id: number | null): Sql =>
  sql`FROM history h JOIN changes c ON c.id = h.change_id JOIN records r ON r.id = h.thing_id
    WHERE ${ofChange(id)} AND h.kind = 'record' AND ${isReadable(context)}`

const selectProjects = (id: number | null): Sql<{ project_id: number }> =>
  sql`SELECT DISTINCT project_id FROM history h WHERE ${ofChange(id)}`

interface ChangeRow {
  id: number
  person_id: number | null
  via: string | null
  undone: 0 | 1
  /** whether it is an import that takes more rows still */
  open: 0 | 1
  /** the change that has begun to take it back */
  begun: number | null
  /** how often it was taken back, and brought again */
  undoings: number
}

const selectChange = (id: number): Sql<ChangeRow> =>
  sql`SELECT id, person_id, via, EXISTS (SELECT 1 FROM changes u WHERE u.undoes = c.id
      AND NOT EXISTS (SELECT 1 FROM changes w WHERE w.undoes = u.id)) AS undone,
    EXISTS (SELECT 1 FROM imports i WHERE i.change_id = c.id AND i.state = 'open') AS open,
    (SELECT max(u.id) FROM changes u WHERE u.undoes = -c.id AND NOT EXISTS (SELECT 1 FROM changes w WHERE w.undoes = u.id)) AS begun,
    ${selectUndoings(id)} AS undoings FROM changes c WHERE id = ${id}`

const selectUndoings = (id: number, besides: Sql = sql`0`): Sql =>
  sql`(SELECT count(*) FROM changes u WHERE u.undoes = ${id} AND u.id <> ${besides})`

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
