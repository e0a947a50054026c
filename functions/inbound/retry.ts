import { issue, Problem } from '../../src/core/errors/index.ts'
import type { Json } from '../../src/core/model/index.ts'
import { type Context, runInternally } from '../context/index.ts'
import { receiveFor } from './receive.ts'
import type { HeldRefusal } from './refusals.ts'

/** Takes in again what was refused, by the mapping of now; what doesn't fit still is refused as before, and stays. 409 where whose it was has left. */
export async function retryRefusal(context: Context, { id: refusal, ...held }: HeldRefusal) {
  const { env, now, waitUntil, idempotencyInsert } = context
  const { address: id, projectId: project, person, mapping, input } = held
  const step = (owned: Context) =>
    receiveFor(owned, { id, project, person, mapping }, { input: JSON.parse(input) as Json, repeated: null, refusal })
  const record = await runInternally({ env, person, now, waitUntil, idempotencyInsert }, step).catch(
    (error: unknown) => {
      if (!(error instanceof Problem && error.status === 401)) throw error
      const name = context.catalog.people.find((one) => one.id === person)?.name ?? ''
      throw new Problem(409, [issue('', 'ownerGone', { name })])
    },
  )
  return { received: true as const, ...(record && { record }) }
}
