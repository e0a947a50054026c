import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChartAnswer, ChartData, DashboardAnswer, QueryAnswer } from '../../../src/core/api/answers.ts'
import { seededRandom } from '../../seeded-random.ts'
import { type Sales, startSales } from '../sales-world.ts'

/** What is left out of an answer because it can't have changed hasn't changed; whatever else is in it is what the whole answer says. */
let sales: Sales
let dashboard: string
beforeAll(async () => {
  sales = await startSales({ sample: true })
  const answer = await sales.owner.post<{ dashboard: DashboardAnswer }>('/api/dashboards', { name: 'Now' })
  dashboard = answer.dashboard.id
  const open = { field: 'listKind', op: 'eq', value: 'open' }
  const amount = { op: 'sum', field: 'Amount' }
  for (const chart of [
    { measure: { op: 'count' } },
    { measure: amount, filter: open },
    { measure: { ...amount, weight: 'probability' }, split: { by: 'list' } },
    { measure: { ...amount, weight: { field: 'Confidence' } } },
    { measure: { op: 'count' }, split: { by: 'Deal source' } },
    { measure: { op: 'sum', field: 'Profit' } },
    { measure: { op: 'median', field: 'Amount' }, split: { by: 'Customer.Category' } },
    { measure: { op: 'count' }, split: { by: 'tags' } },
    { measure: amount, split: { by: 'assignees' } },
    { measure: amount, split: { by: 'team' } },
    { measure: amount, split: { by: 'Expected close date', every: 'month' } },
    { measure: { op: 'count' }, time: { by: 'closedAt', relative: { last: 30, unit: 'day' } } },
    { measure: { op: 'count' }, split: { by: 'createdAt', every: 'day' } },
    { measure: { op: 'conversion' } },
    { measure: { op: 'velocity' } },
    { measure: { op: 'count' }, filter: { field: 'title', op: 'contains', value: 'o' } },
    { measure: { op: 'count' }, split: { by: 'list' }, projects: [sales.customers.id] },
  ])
    await sales.owner.post<{ chart: ChartAnswer }>(`/api/dashboards/${dashboard}/charts`, {
      name: 'x',
      kind: 'bar',
      projects: [sales.opportunities.id],
      ...chart,
    })
})
afterAll(() => sales.world.close())

type Answer = { seq: number; charts: Record<string, ChartData>; more?: string[] }
const dataOf = (query = '') => sales.owner.get<Answer>(`/api/dashboards/${dashboard}/data${query}`)
const { random, seed } = seededRandom()
const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!

test(`only charts that can have changed are answered, seed ${seed}`, { timeout: 120_000 }, async () => {
  const { owner, opportunities, customers } = sales
  const idsOf = async (project: string) =>
    (await owner.post<QueryAnswer>(`/api/projects/${project}/query`, { limit: 40 })).records.map(({ id }) => id)
  const [deals, companies] = [await idsOf(opportunities.id), await idsOf(customers.id)]
  const { people } = await owner.get<{ people: { id: string }[] }>('/api/people')
  const values = (of: object) => owner.send('PATCH', `/api/records/${pick(deals)}`, { values: of })
  const steps: Record<string, () => Promise<unknown>> = {
    amount: () => values({ Amount: Math.floor(random() * 9000) }),
    confidence: () => values({ Confidence: pick([1, 3, null]) }),
    source: () => values({ 'Deal source': pick(['Referral', 'Website']) }),
    cost: () => values({ Cost: Math.floor(random() * 900) }),
    date: () => values({ 'Expected close date': pick(['2027-01-05', '2027-02-09', null]) }),
    customer: () => values({ Customer: [pick(companies)] }),
    category: () =>
      owner.send('PATCH', `/api/records/${pick(companies)}`, { values: { Category: pick(['Strategic', 'Lead']) } }),
    title: () => owner.send('PATCH', `/api/records/${pick(deals)}`, { title: pick(['Angkor', 'Rice mill', 'Solar']) }),
    description: () => owner.send('PATCH', `/api/records/${pick(deals)}`, { description: String(random()) }),
    comment: () => owner.send('POST', `/api/records/${pick(deals)}/comments`, { body: 'They call back on Monday.' }),
    move: () => owner.send('PUT', `/api/records/${pick(deals)}/move`, { list: pick(opportunities.lists).id }),
    tag: () => owner.send('PUT', `/api/records/${pick(deals)}/tags/${pick(opportunities.tags).id}`),
    assign: () => owner.send('PUT', `/api/records/${pick(deals)}/assignees/${pick(people).id}`),
    archive: () => owner.send('PUT', `/api/records/${pick(deals)}/archive`),
    delete: () => owner.send('DELETE', `/api/records/${pick(deals)}`),
    restore: () => owner.send('PUT', `/api/records/${pick(deals)}/restore`),
    create: () => owner.send('POST', `/api/projects/${opportunities.id}/records`, { title: 'Water towers' }),
    list: () => owner.send('PATCH', `/api/lists/${opportunities.lists[1]!.id}`, { probability: pick([10, 20, 30]) }),
  }
  let before = await dataOf()
  const answered = new Map<string, number>()
  for (let i = 0; i < (process.env.PROOF ? 400 : 60); i++) {
    const [name, step] = pick(Object.entries(steps))
    await step()
    const changed = await dataOf(`?since=${before.seq}`)
    const fullAnswer = await dataOf()
    for (const [id, chart] of Object.entries(fullAnswer.charts))
      expect(changed.charts[id] ?? before.charts[id], `chart ${id} after ${name}`).toEqual(chart)
    answered.set(name, Math.max(answered.get(name) ?? 0, Object.keys(changed.charts).length))
    before = fullAnswer
  }
  // These concern none but what looks beyond its own records.
  const most = Object.keys(before.charts).length
  for (const name of ['description', 'comment', 'title']) expect(answered.get(name) ?? 0).toBeLessThan(most / 2)
})

test('a long dashboard is answered in parts, in the order in which it is read', async () => {
  const { charts } = (await sales.owner.get<{ dashboard: DashboardAnswer }>(`/api/dashboards/${dashboard}`)).dashboard
  const order = charts.toSorted((a, b) => a.place.y - b.place.y || a.place.x - b.place.x).map(({ id }) => id)
  const first = await dataOf('?first=5')
  expect(Object.keys(first.charts).sort()).toEqual(order.slice(0, 5).sort())
  expect(first.more).toEqual(order.slice(5))
  expect(await dataOf('?first=50')).not.toHaveProperty('more')
  for (const query of ['first=0', 'first=x', 'since=-1', 'since=x'])
    expect((await sales.owner.send('GET', `/api/dashboards/${dashboard}/data?${query}`)).status, query).toBe(422)
})
