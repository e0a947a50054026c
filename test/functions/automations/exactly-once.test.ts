import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunAnswer } from '../../../src/core/api/automation/index.ts'
import { seededRandom } from '../../seeded-random.ts'
import { type Automated, startAutomated } from './world.ts'

/**
 * Histories that a seed makes, with everything going wrong that can: ticks that come twice, not at all, late and out of order, calls to the
 * database that fail before and after they have written, the runner's object thrown away, the Worker stopped. Each cause has one run,
 * and its effects are there once.
 */
const { random, seed } = seededRandom()
const CAUSES = process.env.PROOF ? 10_000 : 100
const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000
const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!

let sales: Automated
let people: string[]
beforeAll(async () => {
  sales = await startAutomated({ vars: { STRICT_STATEMENTS: '1', FAULTS: `${seed}:0.04` }, alone: true })
  for (const name of ['Dara Vann', 'Maly Keo', 'Rith Som']) await sales.world.person(name, 'member')
  const answer = await sales.owner.get<{ people: { id: string; name: string }[] }>('/api/people')
  people = ['Dara Vann', 'Maly Keo', 'Rith Som'].map((name) => answer.people.find((one) => one.name === name)!.id)
})
afterAll(() => sales.world.close())

const all = async <R>(query: string): Promise<R[]> => (await (await sales.world.db()).prepare(query).all<R>()).results

interface Row {
  automation: number
  record: number | null
  state: RunAnswer['state']
  cause: string
  at: number
}
const runsOf = async (id: string): Promise<(Omit<Row, 'cause'> & { cause: { at: number } })[]> =>
  (
    await all<Row>(
      `SELECT automation_id AS automation, record_id AS record, state, cause, at FROM runs WHERE automation_id = ${id} ORDER BY id`,
    )
  ).map((row) => ({ ...row, cause: JSON.parse(row.cause) as { at: number } }))
const counts = (values: readonly (string | number | null)[]) =>
  Object.fromEntries([...Map.groupBy(values, String)].map(([key, group]) => [key, group.length]))

describe('each cause fires once', () => {
  test(`whatever goes wrong, seed ${seed}`, { timeout: process.env.PROOF ? 1_800_000 : 60_000 }, async () => {
    const { owner, world } = sales
    const note = (body: string) => ({ do: 'comment', body })
    const creationAutomation = await sales.automate({
      triggers: [{ when: 'created' }],
      actions: [note('Made'), { do: 'tag', tags: ['Training'] }],
    })
    const given = await sales.automate({
      triggers: [{ when: 'created' }],
      actions: [{ do: 'assign', how: 'roundRobin', people }, { do: 'wait', days: 2 }, note('Waited')],
    })
    const priced = await sales.automate({
      triggers: [{ when: 'changed', fields: ['Amount'] }],
      actions: [note('Priced'), { do: 'notify', to: [{ person: people[0] }], text: 'Now {Amount}' }],
    })
    const moved = await sales.automate({ triggers: [{ when: 'moved' }], actions: [note('Moved')] })
    const commentAutomation = await sales.automate({
      triggers: [{ when: 'commented' }],
      actions: [{ do: 'notify', to: [{ person: people[1] }], text: 'Somebody said something' }],
    })
    const stuck = await sales.automate({
      triggers: [{ when: 'stuck', days: 3, list: 'Unqualified' }],
      actions: [note('Stuck')],
    })
    const daily = await sales.automate({
      triggers: [{ when: 'schedule', cron: '0 9 * * *' }],
      actions: [{ do: 'notify', to: [{ person: people[2] }], text: 'Good morning' }],
    })
    const begin = Date.now()
    const end = begin + 12 * DAY
    /** At that time, perhaps twice; perhaps what runs automations is thrown away meanwhile. */
    const tick = (time: number) =>
      Promise.allSettled([
        world.scheduled(new Date(time)),
        ...(random() < 0.3 ? [world.scheduled(new Date(time))] : []),
        ...(random() < 0.3 ? [world.evictAutomations()] : []),
      ])
    const trouble = async () => {
      const chance = random()
      // As of now or of some minutes ago.
      if (chance < 0.25) await tick(Date.now() - Math.floor(random() * 10) * MINUTE)
      else if (chance < 0.5) await world.evictAutomations()
    }
    const deals: { id: string; amount: number; list: string; in: number }[] = []
    const expected = { made: 0, priced: [] as string[], moved: [] as string[], said: [] as string[] }
    const lists = sales.opportunities.lists.filter(({ kind }) => kind === 'open').map(({ id }) => id)
    const step = async () => {
      const kind = deals.length < 5 ? 0 : random()
      if (kind < 0.4) {
        const { id } = await sales.deal(`Lead ${deals.length}`, { list: 'Unqualified', values: { Amount: 1 } })
        deals.push({ id, amount: 1, list: sales.list('Unqualified'), in: 0 })
        return
      }
      // So often that none is stopped for running too often.
      const deal = pick(deals.filter((one) => one.in < 8))
      deal.in++
      if (kind < 0.6) {
        expected.priced.push(deal.id)
        await owner.patch(`/api/records/${deal.id}`, { values: { Amount: ++deal.amount } })
      } else if (kind < 0.8) {
        const list = pick(lists.filter((one) => one !== deal.list))
        deal.list = list
        expected.moved.push(deal.id)
        await owner.put(`/api/records/${deal.id}/move`, { list })
      } else {
        expected.said.push(deal.id)
        await owner.post(`/api/records/${deal.id}/comments`, { body: 'They called.' })
      }
    }
    let causes = 0
    let restarted = false
    while (causes < CAUSES) {
      await Promise.all(Array.from({ length: 12 }, step))
      await trouble()
      causes = deals.length * 4 + expected.priced.length * 2 + expected.moved.length * 2 + expected.said.length
      if (!restarted && causes > CAUSES / 2) {
        restarted = true
        await world.restart()
      }
    }
    const settled = async () => {
      for (let tries = 0; tries < 50; tries++)
        try {
          await owner.get('/api/me')
          await world.scheduled(new Date(end))
          const [row] = await all<{ until: number }>('SELECT automated_until AS until FROM workspace')
          if (row!.until >= end) return
        } catch {}
      throw new Error('it is never done')
    }
    // Some are missing, and neighbours come in the wrong order.
    const ticks = Array.from({ length: 18 }, (_, i) => begin + i * 16 * HOUR).filter(() => random() < 0.7)
    for (let i = 1; i < ticks.length; i += 2) if (random() < 0.3) [ticks[i - 1], ticks[i]] = [ticks[i]!, ticks[i - 1]!]
    for (const time of ticks) await tick(time)
    await settled()

    const ids = deals.map(({ id }) => Number(id))
    const bodies = await all<{ record: number; body: string; n: number }>(
      'SELECT record_id AS record, body, count(*) AS n FROM comments GROUP BY 1, 2',
    )
    const commented = (body: string) =>
      Object.fromEntries(bodies.flatMap((one) => (one.body === body ? [[String(one.record), one.n]] : [])))
    const once = counts(ids)
    const states = await all<{ state: string; n: number }>('SELECT state, count(*) AS n FROM runs GROUP BY 1')
    expect(states.map(({ state }) => state)).toEqual(['done'])
    for (const { id } of [creationAutomation, given])
      expect(counts((await runsOf(id)).map(({ record }) => record))).toEqual(once)
    expect(commented('Made')).toEqual(once)
    expect(commented('Waited')).toEqual(once)
    expect(
      await all(
        "SELECT count(DISTINCT record_id) AS n FROM record_tags WHERE tag_id IN (SELECT id FROM tags WHERE name = 'Training')",
      ),
    ).toEqual([{ n: deals.length }])
    for (const [automation, body, records] of [
      [priced, 'Priced', expected.priced],
      [moved, 'Moved', expected.moved],
    ] as const) {
      expect(counts((await runsOf(automation.id)).map(({ record }) => record))).toEqual(counts(records))
      expect(commented(body)).toEqual(counts(records))
    }
    // It hears of what automations say, too.
    const everything = bodies.filter(({ body }) => body !== 'Noted').reduce((sum, { n }) => sum + n, 0)
    expect(await runsOf(commentAutomation.id)).toHaveLength(everything)
    const still = deals.filter(({ list }) => list === sales.list('Unqualified')).map(({ id }) => id)
    const reminders = await runsOf(stuck.id)
    expect(counts(reminders.map(({ record }) => record))).toEqual(counts(still))
    expect(commented('Stuck')).toEqual(counts(still))
    const mornings = await runsOf(daily.id)
    expect(mornings).toHaveLength(12)
    expect(new Set(mornings.map(({ cause }) => cause.at)).size).toBe(12)
    // None is early.
    for (const { at, cause } of [...reminders, ...mornings]) expect(at).toBeGreaterThanOrEqual(cause.at)
    const notificationCounts = await all<{ automation: string; n: number }>(
      `SELECT r.automation_id AS automation, count(*) AS n FROM notifications n JOIN runs r ON n.key = 'run:' || r.key || ':0' GROUP BY 1`,
    )
    expect(Object.fromEntries(notificationCounts.map(({ automation, n }) => [automation, n]))).toEqual({
      [priced.id]: expected.priced.length,
      [commentAutomation.id]: everything,
      [daily.id]: 12,
    })
    const shares = Object.values(
      counts((await all<{ person: number }>('SELECT person_id AS person FROM assignees')).map(({ person }) => person)),
    )
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1)
    for (const { id } of [creationAutomation, given, priced, moved, commentAutomation, stuck, daily])
      await owner.delete(`/api/automations/${id}`)
  })

  test('what had come due and was moved before the next tick, too', async () => {
    const stuck = await sales.automate({
      triggers: [{ when: 'stuck', days: 3, list: 'Unqualified' }],
      actions: [{ do: 'comment', body: 'Stuck' }],
    })
    const late = await sales.deal('Moved too late', { list: 'Unqualified' })
    const inTime = await sales.deal('Moved in time', { list: 'Unqualified' })
    const db = await sales.world.db()
    await db.batch([
      db.prepare(`UPDATE automations SET since = since - ${5 * DAY} WHERE id = ${stuck.id}`),
      db.prepare('UPDATE workspace SET automated_until = 0, catalog_version = catalog_version + 1'),
      db.prepare(`UPDATE records SET entered_list_at = entered_list_at - ${4 * DAY} WHERE id = ${late.id}`),
      db.prepare(`UPDATE records SET entered_list_at = entered_list_at - ${2 * DAY} WHERE id = ${inTime.id}`),
    ])
    for (const { id } of [late, inTime])
      await sales.owner.put(`/api/records/${id}/move`, { list: sales.list('Qualification') })
    for (const time of [Date.now(), Date.now(), Date.now() + MINUTE]) await sales.tick(time)
    expect((await runsOf(stuck.id)).map(({ record }) => String(record))).toEqual([late.id])
    await sales.owner.delete(`/api/automations/${stuck.id}`)
  })

  test('in turn, a hundred at once get a fair share each', async () => {
    const { id } = await sales.automate({
      triggers: [{ when: 'created' }],
      actions: [{ do: 'assign', how: 'roundRobin', people }],
    })
    await (await sales.world.db()).prepare('DELETE FROM assignees').run()
    await Promise.all(Array.from({ length: 100 }, (_, i) => sales.deal(`Enquiry ${i}`)))
    for (let tries = 0; tries < 100 && (await runsOf(id)).length < 100; tries++) await sales.settle().catch(() => {})
    const shares = counts(
      (await all<{ person: number }>('SELECT person_id AS person FROM assignees')).map(({ person }) => person),
    )
    expect(Object.values(shares).sort()).toEqual([33, 33, 34])
  })

  test('of many automations that listen to the same each has its turn, and one may do much', async () => {
    const much = Array.from({ length: 48 }, (_, i) => ({ do: 'comment', body: `Point ${i + 1} of the checklist` }))
    const ids = []
    for (let i = 0; i < 12; i++)
      ids.push(
        (
          await sales.automate({
            triggers: [{ when: 'created' }],
            actions: i === 5 ? much : [{ do: 'comment', body: 'Noted' }],
          })
        ).id,
      )
    const deal = await sales.deal('Angkor Palace Hotel')
    for (let tries = 0; tries < 20; tries++) await sales.settle().catch(() => {})
    for (const id of ids) expect((await runsOf(id)).map(({ state }) => state)).toEqual(['done'])
    const [row] = await all<{ n: number }>(`SELECT count(*) AS n FROM comments WHERE record_id = ${deal.id}`)
    expect(row!.n).toBe(11 + 48)
    for (const id of ids) await sales.owner.delete(`/api/automations/${id}`)
  })
})
