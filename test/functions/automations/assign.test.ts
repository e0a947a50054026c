import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Automated, startAutomated } from './world.ts'

let sales: Automated
let people: string[]
beforeAll(async () => {
  sales = await startAutomated()
  for (const name of ['Dara Vann', 'Maly Keo', 'Rith Som']) await sales.world.person(name, 'member')
  const answer = await sales.owner.get<{ people: { id: string; name: string }[] }>('/api/people')
  people = ['Dara Vann', 'Maly Keo', 'Rith Som'].map((name) => answer.people.find((one) => one.name === name)!.id)
})
afterAll(() => sales.world.close())

const off = (id: string) => sales.owner.delete(`/api/automations/${id}`)

async function assignees(records: readonly { id: string }[]): Promise<(string | undefined)[]> {
  return Promise.all(records.map(async ({ id }) => (await sales.read(id)).assignees[0]?.id))
}

const spread = (assigned: readonly (string | undefined)[]): number[] =>
  people.map((person) => assigned.filter((one) => one === person).length)

describe('assigning', () => {
  test('in turn, and fair, however many records come at once', async () => {
    const { id } = await sales.automate({
      triggers: [{ when: 'created' }],
      actions: [{ do: 'assign', how: 'roundRobin', people }],
    })
    const count = 30
    const deals = await Promise.all(Array.from({ length: count }, (_, i) => sales.deal(`Lead ${i + 1}`)))
    await sales.runs(id, count)
    expect(spread(await assignees(deals))).toEqual([10, 10, 10])
    await off(id)
  })

  test('whoever has the least gets it, and who is on leave is passed over', async () => {
    const { id } = await sales.automate({
      triggers: [{ when: 'created' }],
      actions: [{ do: 'assign', how: 'leastLoaded', people }],
    })
    const busy = await sales.deal('Already Maly’s', { assignees: [people[1]] })
    const more = await Promise.all(Array.from({ length: 5 }, (_, i) => sales.deal(`Next ${i + 1}`)))
    await sales.runs(id, 6)
    const after = await assignees(more)
    const loads = spread(after)
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
    expect(busy.assignees[0]!.id).toBe(people[1])
    await off(id)
  })

  test('sums in several currencies are compared at the day’s rates, and not at all without one', async () => {
    const automation = await sales.automate({
      triggers: [{ when: 'changed', fields: ['title'] }],
      actions: [{ do: 'assign', how: 'leastLoaded', by: 'Amount', people }],
    })
    // In whole minor units the first has by far the most, in dollars by far the least.
    for (const [person, amount] of [
      [people[0], { amount: 90_000_000, currency: 'KHR' }],
      [people[1], { amount: 60_000, currency: 'USD' }],
      [people[2], { amount: 70_000, currency: 'USD' }],
    ])
      await sales.deal('In hand', { assignees: [person], values: { Amount: amount } })
    const { id } = await sales.deal('Royal Railway')
    const rename = (title: string) => sales.owner.patch(`/api/records/${id}`, { title })

    await rename('Royal Railway, depot')
    const [run] = await sales.runs(automation.id, 1)
    expect(run).toMatchObject({ state: 'failed', error: { code: 'noRateFor', currency: 'KHR' } })
    await sales.owner.patch('/api/workspace', {
      reportCurrency: 'USD',
      rates: [{ currency: 'KHR', rate: '4000', from: '2026-01-01' }],
    })
    await rename('Royal Railway, depot and station')
    expect((await sales.runs(automation.id, 2))[1]).toMatchObject({ state: 'done' })
    expect(await assignees([{ id }])).toEqual([people[0]])
    await off(automation.id)
  })

  test('by rules, the first that fits, through references too, and by the last resort', async () => {
    const { id } = await sales.automate({
      triggers: [{ when: 'created' }],
      actions: [
        {
          do: 'assign',
          rules: [
            { filter: { field: 'Customer.Category', op: 'eq', value: 'Strategic' }, how: 'all', people: [people[0]] },
            { filter: { field: 'Amount', op: 'gte', value: 10000 }, how: 'all', people: [people[1]] },
          ],
          otherwise: { how: 'all', people: [people[2]] },
        },
      ],
    })
    const { record: customer } = await sales.owner.post<{ record: { id: string } }>(
      `/api/projects/${sales.customers.id}/records`,
      { title: 'Royal Railway', values: { Category: 'Strategic' } },
    )
    const deals = [
      await sales.deal('Rails', { values: { Customer: [customer.id], Amount: 99000 } }),
      await sales.deal('Big', { values: { Amount: 10000 } }),
      await sales.deal('Small'),
    ]
    await sales.runs(id, 3)
    expect(await assignees(deals)).toEqual(people)
    await off(id)
  })
})
