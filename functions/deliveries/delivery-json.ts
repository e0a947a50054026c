import type { InferOutput } from 'valibot'
import type { delivery } from '../../src/core/api/outside/delivery.ts'
import type { Env } from '../env.ts'
import { mailProvider } from './mail-provider.ts'
import type { DeliveryRow } from './registry.ts'
import { isSecret } from './secret.ts'

const ENDED = new Set<DeliveryRow['state']>(['held', 'failed', 'unknown'])

/**
 * Whether a person may have it sent again: what has ended otherwise than sent, if it is all there, of use, and there is a way. What was
 * sent to a webhook may be, too: its receiver may have lost it, and knows it by its id if not.
 */
export function canReplay(env: Env, row: DeliveryRow, now: number): boolean {
  if (row.webhookId !== null && row.state === 'sent') return true
  if (!ENDED.has(row.state)) return false
  if (row.kind === 'webhook') return true
  return row.body !== null && Number(row.detail.until ?? now) >= now && mailProvider(env) !== null
}

/** As its owner reads it. */
export const deliveryAnswer = (env: Env, row: DeliveryRow, now: number): InferOutput<typeof delivery> => ({
  id: String(row.id),
  kind: row.kind,
  event: row.event,
  to: row.recipient,
  at: new Date(row.at).toISOString(),
  subject: row.subject,
  body: isSecret(row) && row.state !== 'held' ? null : row.body,
  state: row.state,
  nextAt: row.state === 'waiting' ? new Date(row.nextAt!).toISOString() : null,
  tries: row.tries.map(({ at, status, ms, error }) => ({ at: new Date(at).toISOString(), status, ms, error })),
  canReplay: canReplay(env, row, now),
})
