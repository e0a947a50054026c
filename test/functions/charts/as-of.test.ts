import { afterAll, beforeAll, expect, test } from 'vitest'
import type {
  ChartAnswer,
  ChartData,
  DashboardAnswer,
  ProjectAnswer,
  RecordAnswer,
} from '../../../src/core/api/answers.ts'
import { fieldAxis } from '../../../src/core/charts/index.ts'
import { seededRandom } from '../../seeded-random.ts'
import { keepAxis, keepSum, type Sales, startSales } from '../sales-world.ts'
import { dayOf, noon } from './past-days.ts'

/**
 * A dashboard as of a day is what it was: what it answered at each day's end is kept, and asked for again once everything has changed.
 */
const KHR = { currency: 'KHR', from: '2020-01-01', rate: '0.00025' }

let sales: Sales
let dashboard: string
const { random, seed } = seededRandom()
const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!
/** In every other run amounts in riel count in dollars too. */
const isRated = random() < 0.5
const DAY = 86_400_000

beforeAll(async () => {
  sales = await startSales()
  const answer = await sales.owner.post<{ dashboard: DashboardAnswer }>('/api/dashboards', { name: 'As it was' })
  dashboard = answer.dashboard.id
  const charts: object[] = [
    { measure: { op: 'count' }, split: { by: 'list' } },
    { measure: { op: 'sum', field: 'Amount' }, filter: { field: 'listKind', op: 'eq', value: 'open' } },
    { measure: { op: 'sum', field: 'Amount', weight: 'probability' }, split: { by: 'list' } },
    { measure: { op: 'sum', field: 'Amount', weight: { field: 'Confidence' } }, split: { by: 'Deal source' } },
    { measure: { op: 'count' }, split: { by: 'tags' } },
    { measure: { op: 'sum', field: 'Profit' }, split: { by: 'assignees' } },
    { measure: { op: 'median', field: 'Amount' }, split: { by: 'Customer.Category' } },
    { measure: { op: 'count' }, split: { by: 'Customer' } },
    { measure: { op: 'count' }, filter: { field: 'Customer.Category', op: 'eq', value: 'Strategic' } },
    { measure: { op: 'sum', field: 'Amount' }, split: { by: 'Expected close date', every: 'month' } },
    { measure: { op: 'count' }, time: { by: 'closedAt', relative: { last: 30, unit: 'day' } } },
    { measure: { op: 'max', field: 'Confidence' }, filter: { field: 'assignees', op: 'empty' } },
    { measure: { op: 'sum', field: 'Cost' }, split: { by: 'closedAt', every: 'month' } },
    { measure: { op: 'count' }, split: { by: 'createdAt', every: 'day' } },
    // biome-ignore lint/suspicious/noThenProperty: the contract's name for a second split
    { measure: { op: 'sum', field: 'Amount' }, split: { by: 'Deal source' }, then: { by: 'list' } },
    { measure: { op: 'sum', field: 'Amount', weight: { field: 'Confidence' } }, split: { by: 'Confidence' } },
  ]
  if (isRated)
    await sales.owner.patch('/api/workspace', {
      reportCurrency: 'USD',
      rates: [KHR],
    })
  // Before the first of the days.
  await (await sales.world.db()).prepare('UPDATE audit SET at = 0').run()
  // As a large project has them: what these charts ask is answered by the totals cube, but for what it isn't kept by.
  await keepSum(sales.world, sales.field('Cost'))
  for (const name of ['Expected close date', 'Deal source', 'Confidence'])
    await keepAxis(sales.world, sales.opportunities, fieldAxis({ id: Number(sales.field(name)) }))
  await keepAxis(sales.world, sales.opportunities, 'createdByList')
  for (const [i, chart] of charts.entries())
    await sales.owner.post<{ chart: ChartAnswer }>(`/api/dashboards/${dashboard}/charts`, {
      name: `Chart ${i}`,
      kind: 'bar',
      projects: [sales.opportunities.id],
      ...chart,
    })
})
afterAll(() => sales.world.close())

type Answer = { at: string; charts: Record<string, ChartData> }
const dataOf = (query = '') => sales.owner.get<Answer>(`/api/dashboards/${dashboard}/data${query}`)
/** What people see: links and the order of equal ones aside. */
const seen = ({ charts }: Answer) =>
  Object.values(charts).map(({ totals, points }) => ({
    totals,
    points: points.map(({ label, value, currency }) => `${label} ${value} ${currency}`).sort(),
  }))

test(`as it was at the end of each day, whatever has happened since, ${isRated ? 'rated, ' : ''}seed ${seed}`, {
  timeout: 120_000,
}, async () => {
  const { owner, world } = sales
  const db = await world.db()
  const customers: string[] = []
  const deals: string[] = []
  const days = process.env.PROOF ? 40 : 8
  const people = (await owner.get<{ people: { id: string }[] }>('/api/people')).people.map(({ id }) => id)
  const lists = ['Qualification', 'Proposal sent', 'Negotiation', 'Closed won', 'Closed lost']
  const snapshots = new Map<string, ReturnType<typeof seen>>()
  const steps: (() => Promise<unknown>)[] = [
    async () => {
      const { record } = await owner.post<{ record: RecordAnswer }>(`/api/projects/${sales.customers.id}/records`, {
        title: `Mekong ${customers.length}`,
        values: { Category: pick(['Strategic', 'Lead']) },
      })
      customers.push(record.id)
    },
    async () => {
      const { record } = await owner.post<{ record: RecordAnswer }>(`/api/projects/${sales.opportunities.id}/records`, {
        title: `Water filters ${deals.length}`,
        list: pick(lists),
        values: {
          Amount: pick([null, 1200, { amount: 400000, currency: 'KHR' }, 88.5]),
          Cost: pick([null, 300]),
          Confidence: pick([null, 2, 5]),
          'Deal source': pick([null, 'Referral', 'Website']),
          'Expected close date': pick([null, '2027-01-15', '2027-03-02']),
          ...(customers.length > 0 && { Customer: [pick(customers)] }),
        },
        tags: pick([[], ['Support'], ['Support', 'Training']]),
        assignees: pick([[], [pick(people)]]),
      })
      deals.push(record.id)
    },
    () => owner.patch(`/api/records/${pick(deals)}`, { values: { Amount: Math.floor(random() * 9000) } }),
    () => owner.patch(`/api/records/${pick(deals)}`, { values: { Confidence: pick([null, 1, 4]) } }),
    () => owner.patch(`/api/records/${pick(deals)}`, { values: { 'Deal source': pick([null, 'Event', 'Referral']) } }),
    () => owner.patch(`/api/records/${pick(deals)}`, { values: { 'Expected close date': pick([null, '2027-02-01']) } }),
    () => owner.patch(`/api/records/${pick(deals)}`, { values: { Customer: [pick(customers)] } }),
    () => owner.patch(`/api/records/${pick(customers)}`, { values: { Category: pick(['Strategic', 'Lead', null]) } }),
    () => owner.put(`/api/records/${pick(deals)}/move`, { list: sales.list(pick(lists)) }),
    () => owner.put(`/api/records/${pick(deals)}/tags/${pick(sales.opportunities.tags).id}`),
    () => owner.put(`/api/records/${pick(deals)}/assignees/${pick(people)}`),
    () => owner.send('DELETE', `/api/records/${pick(deals)}/assignees/${pick(people)}`),
    () => owner.send('DELETE', `/api/records/${pick(deals)}`),
    () => owner.send('PUT', `/api/records/${pick(deals)}/restore`),
    () => owner.send('PUT', `/api/records/${pick(deals)}/archive`),
    () => owner.patch(`/api/lists/${sales.list(pick(lists.slice(0, 3)))}`, { probability: Math.floor(random() * 100) }),
    ...(isRated
      ? [() => owner.patch('/api/workspace', { rates: [{ ...KHR, rate: pick(['0.00024', '0.00026', '0.0003']) }] })]
      : []),
  ]
  // What was there before is a day older than the first.
  await db
    .prepare('UPDATE changes SET at = ?')
    .bind(noon(days + 1))
    .run()
  for (let ago = days; ago > 0; ago--) {
    const newest = async (table: string) =>
      (await db.prepare(`SELECT coalesce(max(id), 0) AS id FROM ${table}`).first<{ id: number }>())!.id
    const before = { changes: await newest('changes'), audit: await newest('audit') }
    if (ago === days) for (const step of [steps[0]!, steps[1]!, steps[1]!, steps[1]!]) await step()
    for (let i = 0; i < 8; i++) await pick(steps)().catch(() => {})
    // As if it had been done on that day.
    for (const [table, id] of Object.entries(before))
      await db.prepare(`UPDATE ${table} SET at = ? WHERE id > ?`).bind(noon(ago), id).run()
    snapshots.set(dayOf(noon(ago)), seen(await dataOf()))
  }
  if (isRated) await owner.patch('/api/workspace', { reportCurrency: null, rates: [] })
  // What is deleted and renamed since has its name of then.
  await owner.patch(`/api/lists/${sales.list('Proposal sent')}`, { name: 'Offer out', probability: 1 })
  const training = sales.opportunities.tags.find(({ name }) => name === 'Training')!
  await owner.delete(`/api/tags/${training.id}`)
  const source = sales.opportunities.fields.find(({ name }) => name === 'Deal source')!
  // What holds a value or stands in a list can't go before it has another.
  for (const id of deals) {
    await owner.send('PUT', `/api/records/${id}/restore`)
    await owner.send('DELETE', `/api/records/${id}/archive`)
    await owner.patch(`/api/records/${id}`, { values: { 'Deal source': null } })
    await owner.put(`/api/records/${id}/move`, { list: sales.list('Closed lost'), values: { 'Loss reason': 'Price' } })
  }
  await owner.delete(`/api/lists/${sales.list('Negotiation')}`)
  const { options } = source.config as { options: { id: string; name: string }[] }
  await owner.patch(`/api/fields/${source.id}`, {
    config: { options: options.filter(({ name }) => name !== 'Referral') },
  })
  for (const [day, was] of snapshots) {
    const then = await dataOf(`?at=${day}`)
    const pastCharts = seen(then)
    // The last thirty days are those before that day.
    for (const [i, chart] of pastCharts.entries()) if (i !== 10) expect(chart, `chart ${i} on ${day}`).toEqual(was[i])
  }
  expect(seen(await dataOf(`?at=${dayOf(noon(days + 3))}`)).every(({ points }) => points.length === 0)).toBe(true)
  expect((await owner.refused('GET', `/api/dashboards/${dashboard}/data?at=2999-01-01`)).errors[0]).toMatchObject({
    path: 'at',
    code: 'futureDay',
  })
  expect((await owner.refused('GET', `/api/dashboards/${dashboard}/data?at=yesterday`)).errors[0]).toMatchObject({
    path: 'at',
    code: 'notDate',
  })
})

test('how many go on from a stage, how long they stay in it, and how long it takes to win', async () => {
  const { project } = await sales.owner.post<{ project: ProjectAnswer }>('/api/projects', {
    name: 'Partners',
    recordName: 'Deal',
  })
  const list = async (name: string, kind: string) =>
    (await sales.owner.post<{ list: { id: string } }>(`/api/projects/${project.id}/lists`, { name, kind })).list.id
  const [talks, offer, order, signed, lost] = [
    await list('Talks', 'open'),
    await list('Offer', 'open'),
    await list('Order', 'open'),
    await list('Signed', 'won'),
    await list('Lost', 'lost'),
  ]
  const db = await sales.world.db()
  let time = noon(100)
  /** Done so many days later than what was done before. */
  const later = async <T>(days: number, step: () => Promise<T>): Promise<T> => {
    const { id } = (await db.prepare('SELECT max(id) AS id FROM changes').first<{ id: number }>())!
    const done = await step()
    time += days * DAY
    await db.prepare('UPDATE changes SET at = ? WHERE id > ?').bind(time, id).run()
    return done
  }
  const deal = (title: string, where: string, days = 0) =>
    later(days, () =>
      sales.owner.post<{ record: RecordAnswer }>(`/api/projects/${project.id}/records`, { title, list: where }),
    )
  const move = (id: string, to: string, days: number) =>
    later(days, () => sales.owner.put(`/api/records/${id}/move`, { list: to }))
  const { record: won } = await deal('Angkor Palace', talks!)
  const { record: gone } = await deal('Kep Seafood', talks!)
  await deal('Still talking', talks!)
  await deal('Came with an order', order!)
  await move(won.id, offer!, 4)
  await move(gone.id, offer!, 2)
  await move(won.id, signed!, 10)
  await move(gone.id, lost!, 20)
  await db
    .prepare('UPDATE records SET created_at = ?, closed_at = ? WHERE id = ?')
    .bind(noon(100), noon(84), Number(won.id))
    .run()
  const ask = async (op: string, more: object = {}) =>
    (
      await sales.owner.post<ChartData>('/api/charts/preview', {
        name: 'x',
        kind: 'funnel',
        projects: [project.id],
        measure: { op },
        ...more,
      })
    ).points.map(({ label, value }) => [label, Number(value)])
  // A new project has a list already, past which all came. Of four that came to Talks, or past it, three went on; two of those three went on from Offer: one won, one came later in.
  const conversions = Object.fromEntries(await ask('conversion'))
  expect(conversions).toEqual({ Partners: 100, Talks: 75, Offer: expect.closeTo(66.67, 1), Order: 50 })
  const days = Object.fromEntries(await ask('timeInList'))
  // Twelve days and thirty.
  expect(days.Offer).toBe(21)
  expect(days).not.toHaveProperty('Signed')
  expect((await ask('velocity', { kind: 'stat' })).length).toBe(1)
  const stat = await sales.owner.post<ChartData>('/api/charts/preview', {
    name: 'x',
    kind: 'stat',
    projects: [project.id],
    measure: { op: 'velocity' },
  })
  expect(stat.totals).toEqual([{ value: '16', currency: null }])
  const { errors } = await sales.owner.refused('POST', '/api/charts/preview', {
    name: 'x',
    kind: 'bar',
    projects: [project.id],
    measure: { op: 'conversion' },
    split: { by: 'tags' },
  })
  expect(errors[0]).toMatchObject({ path: 'split.by', code: 'badGroup' })
})
