import type { Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { type Cause, type Delivery, insertDeliveries } from './insert.ts'
import { sendDeliveries } from './send.ts'

/** Sends them because of a change: written in its own batch, and tried as soon as that has run. */
export function enqueueDeliveries(
  { env, now }: Context,
  change: Transaction,
  deliveries: readonly Delivery[],
  cause?: Cause,
  options?: { orIgnore?: boolean },
): void {
  if (deliveries.length === 0) return
  change.add(insertDeliveries(env, deliveries, now, cause, options))
  const keys = deliveries.map(({ key }) => key)
  change.afterCommit(() => sendDeliveries(env, keys))
}
