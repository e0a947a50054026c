import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunAnswer } from '../../../src/core/api/automation/index.ts'
import { type Automated, startAutomated } from './world.ts'

/** What a run says of the values that it has gone by. */
let sales: Automated
beforeAll(async () => {
  sales = await startAutomated()
})
afterAll(() => sales.world.close())

const branch = (field: string, op: string, value: unknown, then: object[], otherwise: object[] = []) => ({
  do: 'branch',
  if: { field, op, value },
  then,
  else: otherwise,
})
const pairs = ({ seen }: RunAnswer) => seen.map(({ name, value }) => [name, value])
const money = (amount: string) => ({ amount, currency: 'USD' })

test('the values of its conditions, then of each branch that it came to, as they were by then', async () => {
  const automation = await sales.automate({
    triggers: [{ when: 'created' }],
    conditions: { field: 'Amount', op: 'gte', value: 1000 },
    actions: [
      branch('Amount', 'gte', 5000, [{ do: 'set', field: 'Confidence', value: 5 }]),
      branch(
        'Confidence',
        'gte',
        4,
        [branch('Cost', 'lte', 2000, [{ do: 'set', field: 'due', value: '2026-12-24' }])],
        [branch('title', 'eq', 'never come to', [])],
      ),
      { do: 'wait', days: 1 },
      branch('Confidence', 'eq', 1, []),
    ],
  })
  const deal = await sales.deal('Angkor Palace Hotel', { values: { Amount: 7000, Cost: 1500 } })
  await sales.deal('Too small', { values: { Amount: 7 } })
  const [waiting, skipped] = await sales.runs(automation.id, 2)
  const before = [
    ['Amount', money('7000.00')],
    ['Confidence', 5],
    ['Cost', money('1500.00')],
  ]
  expect(pairs(waiting!)).toEqual(before)
  expect([skipped!.state, pairs(skipped!)]).toEqual(['skipped', [['Amount', money('7.00')]]])
  await sales.owner.patch(`/api/records/${deal.id}`, { values: { Confidence: 1 } })
  await sales.tick(Date.parse(waiting!.until!) + 60_000)
  const [done] = await sales.runs(automation.id)
  expect([done!.state, pairs(done!)]).toEqual(['done', [...before, ['Confidence', 1]]])

  // By the reader's rights, as all that is seen.
  const { role } = await sales.owner.post<{ role: { id: string } }>('/api/roles', {
    name: 'Juniors',
    workspace: { projects: false, people: false, export: false, keys: false },
    projects: {
      '*': { access: 'none', records: 'all', fields: {} },
      [sales.opportunities.id]: { access: 'view', records: 'all', fields: { Cost: 'hidden' } },
    },
  })
  const junior = await sales.world.person('Dara Vann', role.id)
  const { runs } = await junior.get<{ runs: RunAnswer[] }>(`/api/records/${deal.id}/runs`)
  expect(pairs(runs[0]!).map(([name]) => name)).toEqual(['Amount', 'Confidence', 'Confidence'])
})
