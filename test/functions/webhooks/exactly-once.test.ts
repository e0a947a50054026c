import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WebhookBody } from '../../../src/core/api/outside/webhook.ts'
import { seededRandom } from '../../seeded-random.ts'
import { type Hooked, startHooked } from './world.ts'

/**
 * Everything goes wrong between a change and its delivery: calls to the database fail before and after they have written, the object that
 * hears of changes is thrown away, the Worker stops, ticks come twice or not at all, the receiver fails, hangs up after it has taken a
 * message. Each change arrives, as often as it may, under one id and in the same bytes; none is lost, and nothing else arrives.
 */
const { random, seed } = seededRandom()
const ROUNDS = process.env.PROOF ? 200 : 3
const MINUTE = 60_000
const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!

let sales: Hooked
/** what the receiver does next: it begins with trouble, and answers well once all is to arrive */
let trouble = true
beforeAll(async () => {
  sales = await startHooked(
    {
      '/flaky': (response) => {
        const chance = trouble ? random() : 1
        if (chance < 0.15) response.writeHead(503).end()
        // It has it, and the sender never knows.
        else if (chance < 0.3) response.destroy()
        else response.writeHead(204).end()
      },
    },
    { vars: { FAULTS: `${seed}:0.08` }, alone: true },
  )
})
afterAll(() => sales.close())

test(`whatever goes wrong, seed ${seed}`, { timeout: process.env.PROOF ? 1_800_000 : 60_000 }, async () => {
  const { owner, world, receiver } = sales
  await sales.hook('/flaky', { events: ['record.created', 'record.updated', 'record.moved', 'comment.created'] })
  const lists = sales.opportunities.lists.filter(({ kind }) => kind === 'open').map(({ id }) => id)
  const expected: string[] = []
  const deals: { id: string; amount: number; list: string }[] = []
  // Time goes on, so that what was interrupted is taken up again.
  let now = Date.now()
  const tick = async (time: number) => {
    await Promise.allSettled([
      world.scheduled(new Date(time)),
      ...(random() < 0.3 ? [world.scheduled(new Date(time))] : []),
      ...(random() < 0.4 ? [world.evictAutomations()] : []),
    ])
  }
  const step = async () => {
    const kind = deals.length < 3 ? 0 : random()
    if (kind < 0.35) {
      const { id } = await sales.deal(`Lead ${deals.length + 1}`, { list: lists[0], values: { Amount: 1 } })
      deals.push({ id, amount: 1, list: lists[0]! })
      expected.push(`record.created ${id}`)
      return
    }
    const deal = pick(deals)
    if (kind < 0.6) {
      expected.push(`record.updated ${deal.id}`)
      await owner.patch(`/api/records/${deal.id}`, { values: { Amount: ++deal.amount } })
    } else if (kind < 0.8) {
      deal.list = pick(lists.filter((one) => one !== deal.list))
      expected.push(`record.moved ${deal.id}`)
      await owner.put(`/api/records/${deal.id}/move`, { list: deal.list })
    } else {
      expected.push(`comment.created ${deal.id}`)
      await owner.post(`/api/records/${deal.id}/comments`, { body: 'They called.' })
    }
  }
  const waiting = async () =>
    (await (
      await world.db()
    )
      .prepare(
        `SELECT (SELECT count(*) FROM deliveries WHERE next_at IS NOT NULL) + (SELECT count(*) FROM history, workspace
          WHERE seq > automated_seq AND project_id = ${sales.opportunities.id}) AS n`,
      )
      .first<{ n: number }>())!.n
  for (let round = 1; round <= ROUNDS; round++) {
    trouble = true
    for (let i = 0; i < 4; i++) await step()
    if (random() < 0.5) await world.evictAutomations()
    if (random() < 0.7) await tick(now)
    if (round % 50 === 2) await world.restart()
    trouble = false
    for (let tries = 0; (await waiting()) > 0; tries++) {
      expect(tries, `${await waiting()} never arrive`).toBeLessThan(60)
      // Past what a sender that is no more may take, and what is waited after a failure.
      now += 6 * MINUTE
      await tick(now)
    }
  }
  const arrived = receiver.at('/flaky').map(({ headers, body }) => ({ id: headers['webhook-id']!, body }))
  const byId = Map.groupBy(arrived, ({ id }) => id)
  for (const [id, same] of byId) expect([id, new Set(same.map(({ body }) => body)).size]).toEqual([id, 1])
  const messages = [...byId.values()].map(([first]) => JSON.parse(first!.body) as WebhookBody)
  expect(messages.map(({ type, record }) => `${type} ${record!.id}`).toSorted()).toEqual(expected.toSorted())
  console.info(`${expected.length} changes, ${arrived.length} messages`)
})
