import { Problem } from '../../src/core/errors/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import { type Context, runInternally } from '../context/index.ts'
import { StaleError } from '../db/batch.ts'
import { type DeliveryBody, type DeliveryRow, NoBody, registerBodies } from '../deliveries/index.ts'
import { type HistoryRow, historyEntries, selectHistory } from '../history/index.ts'
import { selectRecords } from '../records/index.ts'
import { markOfSight } from './sight.ts'
import { findWebhooks } from './target.ts'

/** What a delivery is made of (heard.ts, ping.ts). */
interface Detail {
  /** the row of history; null for a ping */
  seq: number | null
  comment?: number
  form?: number
  /** who asked for a ping */
  by?: { id: string; name: string }
}

/** What webhooks tell: what was done, and its record as the webhook's owner sees it when it is first tried. */
registerBodies('webhook', async (env, deliveries, now) => {
  const webhooks = await findWebhooks(env, deliveries)
  const bodies = new Map<number, PromiseSettledResult<DeliveryBody>>()
  const ofOwner = Map.groupBy(
    deliveries,
    ({ webhookId, projectId }) => `${webhooks.get(webhookId)?.owner_id} ${projectId}`,
  )
  for (const group of ofOwner.values()) {
    const [{ webhookId, projectId }] = group as [DeliveryRow]
    const owner = webhooks.get(webhookId)?.owner_id ?? 0
    const results = await runInternally({ env, person: owner, now, waitUntil: () => {} }, async (context) => {
      const note = { owner, sight: await markOfSight(context.access) }
      const bodies = await bodiesOf(context, context.project(projectId, 'manage'), group)
      const settled = await Promise.allSettled(bodies.map(async (body) => ({ body: await body, note })))
      // All of them anew, with the catalog of now.
      for (const one of settled) if (one.status === 'rejected' && one.reason instanceof StaleError) throw one.reason
      return settled
    }).catch((error: unknown) => {
      // They have left, or may not manage the project any more.
      const isRefused = error instanceof Problem && error.status < 429
      const reason = isRefused ? new NoBody('The webhook’s owner may not see this any more.') : error
      return group.map(() => ({ status: 'rejected' as const, reason }))
    })
    for (const [i, { id }] of group.entries()) bodies.set(id, results[i]!)
  }
  return deliveries.map(({ id }) => bodies.get(id)!)
})

/** In one batch; what hangs on single ones follows. */
async function bodiesOf(
  context: Context,
  project: Project,
  deliveries: readonly DeliveryRow[],
): Promise<Promise<string>[]> {
  const details = deliveries.map(({ detail }) => detail as unknown as Detail)
  const seqs = details.flatMap(({ seq }) => seq ?? [])
  const ids = [...new Set(deliveries.flatMap(({ recordId }) => recordId ?? []))]
  const comments = details.flatMap(({ comment }) => comment ?? [])
  const [rows, records, commentRows] = await context.batch(
    selectHistory(
      context,
      sql`h.project_id = ${project.id} AND h.seq IN (SELECT value FROM json_each(${JSON.stringify(seqs)}))`,
    ),
    selectRecords(context, project, ids),
    ...(comments.length > 0 ? [selectComments(comments)] : []),
  )
  const read = {
    rows: new Map(rows.map((row) => [row.seq, row])),
    records: new Map(records.map(({ id, json }) => [id, json])),
    comments: new Map((commentRows ?? []).map(({ id, body }) => [id, body])),
  }
  return deliveries.map((delivery) => bodyOf(context, project, delivery, read))
}

interface Read {
  rows: ReadonlyMap<number, HistoryRow>
  /** JSON */
  records: ReadonlyMap<number, string>
  comments: ReadonlyMap<number, string>
}

async function bodyOf(context: Context, project: Project, delivery: DeliveryRow, read: Read): Promise<string> {
  const { key: id, event: type, at, recordId } = delivery
  const { seq, form, comment, by: sender } = delivery.detail as unknown as Detail
  const about = { id, type, at: new Date(at).toISOString(), project: String(project.id) }
  if (seq === null || recordId === null)
    return JSON.stringify({ ...about, record: null, changed: [], by: { person: sender } })
  const row = read.rows.get(seq)
  const record = read.records.get(recordId)
  if (!row || !record) throw new NoBody('The record is gone, or its webhook’s owner may not see it any more.')
  const isEdit = EDITS.has(type)
  const [entry] = await historyEntries(context, { id: recordId, project }, [isEdit ? row : { ...row, fields: '{}' }])
  if (isEdit && entry!.fields.length === 0) throw new NoBody('The webhook’s owner may not see what was changed.')
  const commentBody = comment === undefined ? undefined : read.comments.get(comment)
  if (comment !== undefined && commentBody === undefined) throw new NoBody('The comment is gone.')
  const rest = {
    changed: entry!.fields,
    by: entry!.by,
    ...(commentBody !== undefined && { comment: { id: String(comment), body: commentBody } }),
    ...(form !== undefined && { form: String(form) }),
  }
  // What the database has put together as JSON is spliced in as it is.
  return `${JSON.stringify(about).slice(0, -1)},"record":${record},${JSON.stringify(rest).slice(1)}`
}

const EDITS = new Set(['record.updated', 'record.moved'])

const selectComments = (ids: readonly number[]): Sql<{ id: number; body: string }> =>
  sql`SELECT id, body FROM comments WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND deleted_at IS NULL`
