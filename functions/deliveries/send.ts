import { and, eq } from 'drizzle-orm'
import { sql } from '../../src/core/sql/index.ts'
import { asDrizzle } from '../db/as-drizzle.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { type DeliveryTry, deliveries } from '../db/schema/index.ts'
import type { Env } from '../env.ts'
import type { Mail } from '../mail/index.ts'
import { claimDue } from './claim.ts'
import { mailProvider } from './mail-provider.ts'
import { messageOf, nextOf, type Outcome } from './outcome.ts'
import { type Prepared, prepareWebhooks } from './prepare.ts'
import { type DeliveryRow, NoBody, targetsNamed, tellFailure } from './registry.ts'
import { isSecret } from './secret.ts'
import { postWebhook } from './webhook.ts'

/** So many are sent in one go, and so many of them at once: an answer may take ten seconds. */
const MOST = 20
const AT_ONCE = 6
/** ms after which what failed at once is tried again by who tried it first; cron comes only each minute */
const FIRST_PAUSE = 5_000

/** What cron does: whatever is due, and hasn't been sent by those who wrote it. What remains is due at the next tick. */
export async function sendDueDeliveries(env: Env, now: number): Promise<void> {
  await sendAll(env, await claimDue(env, now, MOST), now)
}

/** Those of these keys that are due, as soon as they are written. Nobody waits for it; what is left undone, cron does. */
export async function sendDeliveries(
  env: Env,
  keys: readonly string[],
  { inTurn = false }: { inTurn?: boolean } = {},
): Promise<void> {
  const send = async () => {
    const now = Date.now()
    return sendAll(env, await claimDue(env, now, MOST, { keys, inTurn }), now)
  }
  // Those that wait for their turn are as many as there are changes: the next try is cron's, or each would keep its sender awake.
  if (!(await send()) || inTurn) return
  await scheduler.wait(FIRST_PAUSE)
  await send()
}

/** Answers whether any of them is to be tried again. */
async function sendAll(env: Env, rows: readonly DeliveryRow[], now: number): Promise<boolean> {
  const waiting = [...rows]
  const webhooks = rows.filter(({ kind }) => kind === 'webhook')
  const prepared = await prepareWebhooks(env, webhooks, now)
  let again = false
  const sender = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift())
      if (await sendOne(env, row, prepared.get(row.id), now)) again = true
  }
  await Promise.all(Array.from({ length: AT_ONCE }, sender))
  return again
}

async function sendOne(env: Env, row: DeliveryRow, prepared: Prepared | undefined, now: number): Promise<boolean> {
  const began = Date.now()
  const outcome = await attempt(env, row, prepared).catch(
    (error: unknown): Outcome => ({
      result: error instanceof NoBody ? 'refused' : 'failed',
      status: null,
      error: messageOf(error),
      isOurs: true,
    }),
  )
  const { result, status, error } = outcome
  const ms = Date.now() - began
  const lastTry: DeliveryTry = { at: now, status, ms, error, ...(result === 'lost' && { lost: true as const }) }
  const tries = [...row.tries.slice(0, -1), lastTry]
  const remembers = row.kind === 'mail' ? (mailProvider(env)?.remembers ?? 0) : Number.POSITIVE_INFINITY
  const until = Number(row.detail.until ?? Number.POSITIVE_INFINITY)
  const next = nextOf(outcome, tries, now + ms, { remembers, until })
  const db = openDatabase(env.DB)
  await runBatch(db, [
    db
      .update(deliveries)
      .set({ ...next, tries, ...(isSecret(row) && next.state === 'sent' && { body: null, detail: {} }) })
      // A sender that took too long has no say any more.
      .where(
        and(
          eq(deliveries.id, row.id),
          eq(deliveries.state, 'sending'),
          asDrizzle(sql`json_array_length(tries) = ${tries.length}`),
        ),
      ),
    // What went wrong here says nothing of who it is for.
    ...(outcome.isOurs || prepared?.status !== 'fulfilled'
      ? []
      : (targetsNamed(String(row.detail.make))?.tried(prepared.value.target, result === 'taken', now) ?? [])),
  ])
  if (next.state === 'failed' || next.state === 'unknown') await tellFailure(env, { ...row, tries }, now)
  return next.state === 'waiting'
}

async function attempt(env: Env, row: DeliveryRow, prepared: Prepared | undefined): Promise<Outcome> {
  if (!prepared) return sendMail(env, row)
  if (prepared.status === 'rejected') throw prepared.reason
  const { target, body } = prepared.value
  return postWebhook(env, target, { id: row.key, body })
}

async function sendMail(env: Env, { key, recipient, subject, body, detail }: DeliveryRow): Promise<Outcome> {
  const provider = mailProvider(env)
  if (!provider) return { result: 'failed', status: null, error: 'No way to send mail is set.' }
  const { until, ...rest } = detail as Omit<Mail, 'to' | 'subject' | 'text'> & { until?: number }
  return provider.send({ to: recipient, subject: subject ?? '', text: body ?? '', ...rest }, key)
}
