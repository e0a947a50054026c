import { type Sql, sql } from '../../src/core/sql/index.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import type { Env } from '../env.ts'
import { type DeliveryBody, type DeliveryRow, makerNamed, type Target, targetsNamed } from './registry.ts'
import { webhookSecret } from './webhook.ts'

/** What a webhook needs to be sent, or what went wrong. */
export type Prepared = PromiseSettledResult<{ target: Target; body: string }>

/**
 * Where webhooks go, and their bodies, for all that are sent in one go. A body is kept before it is first sent: each try sends the same
 * bytes. Where the database can't be asked, that is a try of each that failed.
 */
export async function prepareWebhooks(
  env: Env,
  rows: readonly DeliveryRow[],
  now: number,
): Promise<ReadonlyMap<number, Prepared>> {
  try {
    return await prepareAll(env, rows, now)
  } catch (reason) {
    return new Map(rows.map(({ id }) => [id, { status: 'rejected', reason }]))
  }
}

async function prepareAll(env: Env, rows: readonly DeliveryRow[], now: number): Promise<ReadonlyMap<number, Prepared>> {
  const prepared = new Map<number, Prepared>()
  const unsaved: Unsaved[] = []
  for (const [make, group] of Map.groupBy(rows, ({ detail }) => String(detail.make))) {
    const targets = await findTargets(env, make, group, now)
    const there = group.filter((row) => targets.get(row.id)!.status === 'fulfilled')
    const bodies = await makeBodies(env, make, there, now)
    for (const row of group) {
      const target = targets.get(row.id)!
      const bodyResult = bodies.get(row.id)
      if (target.status === 'rejected') prepared.set(row.id, target)
      else if (bodyResult?.status === 'rejected') prepared.set(row.id, bodyResult)
      else {
        const body = bodyResult?.value.body ?? row.body!
        prepared.set(row.id, { status: 'fulfilled', value: { target: target.value, body } })
        if (bodyResult) unsaved.push({ id: row.id, body, detail: { ...row.detail, ...bodyResult.value.note } })
      }
    }
  }
  if (unsaved.length > 0) await runBatch(openDatabase(env.DB), saveBodies(unsaved))
  return prepared
}

async function findTargets(env: Env, make: string, rows: readonly DeliveryRow[], now: number) {
  const targets = targetsNamed(make)
  const found = targets
    ? await targets.find(env, rows, now)
    : await Promise.allSettled(
        rows.map(async ({ recipient }) => ({ url: recipient, secrets: [await webhookSecret(env)] })),
      )
  return new Map(rows.map(({ id }, i) => [id, found[i]!]))
}

async function makeBodies(env: Env, make: string, rows: readonly DeliveryRow[], now: number) {
  const without = rows.filter(({ body }) => body === null)
  const bodyResults: readonly PromiseSettledResult<DeliveryBody>[] =
    without.length > 0 ? await makerNamed(make)(env, without, now) : []
  return new Map(without.map(({ id }, i) => [id, bodyResults[i]!]))
}

interface Unsaved {
  id: number
  body: string
  detail: object
}

/** Letters of one parameter: D1 takes 2 MB, and a letter may be three bytes. */
const MOST = 500_000

/** As few statements as fit. */
function saveBodies(unsaved: readonly Unsaved[]): Sql[] {
  const chunks: Unsaved[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const one of unsaved) {
    size += one.body.length
    if (size > MOST) {
      chunks.push([])
      size = one.body.length
    }
    chunks.at(-1)!.push(one)
  }
  return chunks.map((chunk) => {
    const rows = JSON.stringify(chunk.map(({ id, body, detail }) => [id, body, detail]))
    return sql`UPDATE deliveries SET body = m.value ->> 1, detail = m.value -> 2 FROM json_each(${rows}) m WHERE deliveries.id = m.value ->> 0`
  })
}
