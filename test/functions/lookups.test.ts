import { afterAll, beforeAll, expect, test } from 'vitest'
import type {
  BoardAnswer,
  FieldAnswer,
  ProjectAnswer,
  QueryAnswer,
  RecordAnswer,
  ReferencedBy,
} from '../../src/core/api/answers.ts'
import { type Sales, startSales } from './sales-world.ts'

let sales: Sales
let mekong: RecordAnswer
let deal: RecordAnswer
beforeAll(async () => {
  sales = await startSales()
  const customer = (title: string, values: object) =>
    sales.owner
      .post<{ record: RecordAnswer }>(`/api/projects/${sales.customers.id}/records`, { title, values })
      .then((answer) => answer.record)
  mekong = await customer('Mekong Logistics', {
    Email: 'info@mekong.example',
    Source: 'Referral',
    Phone: '012 345 678',
  })
  const angkor = await customer('Angkor Coffee', { Email: 'hello@angkor.example', Source: 'Event' })
  const create = (title: string, list: string, to: RecordAnswer | null) =>
    sales.owner
      .post<{ record: RecordAnswer }>(`/api/projects/${sales.opportunities.id}/records`, {
        title,
        list,
        values: { Amount: 100, ...(to && { Customer: to.id }) },
      })
      .then((answer) => answer.record)
  deal = await create('Stock system', 'Negotiation', mekong)
  await create('Payroll', 'Negotiation', angkor)
  await create('Nobody’s', 'Unqualified', null)
})
afterAll(() => sales.world.close())

const query = (body: object) => sales.owner.post<QueryAnswer>(`/api/projects/${sales.opportunities.id}/query`, body)
const titles = async (filter: object) =>
  (await query({ filter, sort: [{ field: 'title' }] })).records.map((record) => record.title)
const add = (project: string, body: object) =>
  sales.owner.post<{ field: FieldAnswer }>(`/api/projects/${project}/fields`, body).then((answer) => answer.field)

test('a lookup shows what the linked record has, on board, table and record', async () => {
  const name = sales.field('Customer name')
  const email = sales.field('Customer email')
  expect(deal.values[name]).toEqual(['Mekong Logistics'])
  expect(deal.values[email]).toEqual(['info@mekong.example'])
  const board = await sales.owner.post<BoardAnswer>(`/api/projects/${sales.opportunities.id}/board`, {})
  const cards = board.lists.flatMap((list) => list.records)
  const nobodys = cards.find((card) => card.title === 'Nobody’s')!
  expect(nobodys.values?.[name]).toBeUndefined()
  const field = sales.opportunities.fields.find((one) => one.id === email)!
  expect(field.result).toEqual({ type: 'email', config: {} })
})

test('a customer is changed once and every deal shows it at once', async () => {
  await sales.owner.patch(`/api/records/${mekong.id}`, { values: { Email: 'office@mekong.example' } })
  const { record } = await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${deal.id}`)
  expect(record.values[sales.field('Customer email')]).toEqual(['office@mekong.example'])
})

test('lookups and paths filter and sort', async () => {
  expect(await titles({ field: 'Customer email', op: 'contains', value: 'ANGKOR' })).toEqual(['Payroll'])
  expect(await titles({ field: 'Customer name', op: 'eq', value: 'mekong logistics' })).toEqual(['Stock system'])
  expect(await titles({ field: 'Customer.Source', op: 'eq', value: 'Event' })).toEqual(['Payroll'])
  expect(await titles({ field: 'Customer.Source', op: 'in', value: ['Event', 'Referral'] })).toEqual([
    'Payroll',
    'Stock system',
  ])
  expect(await titles({ field: 'Customer.Phone', op: 'notEmpty' })).toEqual(['Stock system'])
  expect(await titles({ field: 'Customer email', op: 'empty' })).toEqual(['Nobody’s'])
  expect(await titles({ field: 'Customer.createdAt', op: 'on', value: { relative: 'today' } })).toEqual([
    'Payroll',
    'Stock system',
  ])
  const sorted = await query({ sort: [{ field: 'Customer name' }] })
  expect(sorted.records.map((record) => record.title)).toEqual(['Payroll', 'Stock system', 'Nobody’s'])
  const paged = await query({ sort: [{ field: 'Customer name', desc: true }], limit: 1 })
  const next = await query({ sort: [{ field: 'Customer name', desc: true }], limit: 2, cursor: paged.next })
  expect([...paged.records, ...next.records].map((record) => record.title)).toEqual([
    'Stock system',
    'Payroll',
    'Nobody’s',
  ])
})

test('a lookup of a lookup: a delivery shows the customer’s email through the deal', async () => {
  const { project } = await sales.owner.post<{ project: ProjectAnswer }>('/api/projects', { name: 'Deliveries' })
  const reference = await add(project.id, {
    name: 'Deal',
    type: 'reference',
    config: { project: sales.opportunities.id, multiple: true },
  })
  const email = await add(project.id, {
    name: 'Mail',
    type: 'lookup',
    config: { reference: 'Deal', field: 'Customer email' },
  })
  const list = await add(project.id, { name: 'Stage', type: 'lookup', config: { reference: 'Deal', field: 'list' } })
  expect(email).toMatchObject({
    config: { reference: reference.id, field: sales.field('Customer email') },
    result: { type: 'email' },
  })
  const { record } = await sales.owner.post<{ record: RecordAnswer }>(`/api/projects/${project.id}/records`, {
    title: 'Ship it',
    values: { Deal: [deal.id] },
  })
  expect(record.values[email.id]).toEqual(['office@mekong.example'])
  expect(record.values[list.id]).toEqual([{ id: sales.list('Negotiation'), name: 'Negotiation' }])
  const found = await sales.owner.post<QueryAnswer>(`/api/projects/${project.id}/query`, {
    filter: { field: 'Mail', op: 'contains', value: 'office@' },
  })
  expect(found.records).toHaveLength(1)
  expect(
    (
      await sales.owner.post<QueryAnswer>(`/api/projects/${project.id}/query`, {
        filter: { field: 'Deal.Customer.Source', op: 'eq', value: 'Event' },
      })
    ).records,
  ).toEqual([])
  await sales.owner.delete(`/api/records/${deal.id}`)
  expect(
    (await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${record.id}`)).record.values[email.id],
  ).toEqual([])
  await sales.owner.put(`/api/records/${deal.id}/restore`)
})

test('a customer shows every deal that points at it, with sums', async () => {
  const read = async (id: string) =>
    (await sales.owner.get<{ references: ReferencedBy[] }>(`/api/records/${id}/referenced-by`)).references
  const [deals] = await read(mekong.id)
  expect(deals).toMatchObject({
    project: sales.opportunities.id,
    field: sales.field('Customer'),
    count: 1,
    totals: [expect.objectContaining({ value: '100.00', currency: 'USD' })],
  })
  expect(deals!.records.map((record) => record.title)).toEqual(['Stock system'])
  expect((await sales.owner.refused('GET', '/api/records/40955905/referenced-by')).status).toBe(404)
})

test('a customer counts and sums the deals that point at it', async () => {
  const { opportunities, customers } = sales
  const rollup = (name: string, measure: object, filter?: object) =>
    add(customers.id, {
      name,
      type: 'rollup',
      config: { project: opportunities.id, reference: 'Customer', measure, ...(filter && { filter }) },
    })
  const won = { field: 'listKind', op: 'eq', value: 'won' }
  const revenue = customers.fields.find((one) => one.name === 'Won revenue')!
  const count = await rollup('Deals', { op: 'count' })
  const latest = await rollup('Latest close', { op: 'max', field: 'Expected close date' })
  const average = await rollup('Average deal', { op: 'average', field: 'Amount' }, won)
  for (const [title, list, amount] of [
    ['A', 'Closed won', 100.5],
    ['B', 'Closed won', 200],
    ['C', 'Closed lost', 900],
  ] as const)
    await sales.owner.post(`/api/projects/${opportunities.id}/records`, {
      title,
      list,
      values: { Amount: amount, Customer: mekong.id, 'Expected close date': '2026-12-24' },
    })
  const read = async () => (await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${mekong.id}`)).record.values
  expect(await read()).toMatchObject({
    [revenue.id]: { amount: '300.50', currency: 'USD' },
    [count.id]: 4,
    [latest.id]: '2026-12-24',
    [average.id]: { amount: '150.25', currency: 'USD' },
  })
  const rich = await sales.owner.post<QueryAnswer>(`/api/projects/${customers.id}/query`, {
    filter: { field: 'Won revenue', op: 'gt', value: 300 },
    sort: [{ field: 'Deals', desc: true }],
  })
  expect(rich.records.map((record) => record.title)).toEqual(['Mekong Logistics'])
  expect(await titles({ field: 'Customer.Deals', op: 'gte', value: 4 })).toContain('Stock system')
  await sales.owner.post(`/api/projects/${opportunities.id}/records`, {
    title: 'D',
    list: 'Closed won',
    values: { Amount: { amount: 4000, currency: 'KHR' }, Customer: mekong.id },
  })
  expect((await read())[revenue.id]).toBeNull()
  const bad = async (config: object) =>
    (
      await sales.owner.refused('POST', `/api/projects/${customers.id}/fields`, {
        name: 'X',
        type: 'rollup',
        config: { project: opportunities.id, reference: 'Customer', ...config },
      })
    ).errors[0]
  expect(await bad({ measure: { op: 'sum', field: 'Loss reason' } })).toMatchObject({
    path: 'config.measure.field',
    code: 'badMeasure',
  })
  expect(await bad({ measure: { op: 'sum', field: 'Nope' } })).toMatchObject({ code: 'unknownField' })
  expect(await bad({ measure: { op: 'count' }, filter: { field: 'Nope', op: 'empty' } })).toMatchObject({
    code: 'unknownField',
  })
})

test('what can’t be looked up, set, or leads round in a circle is refused', async () => {
  const post = async (project: string, config: object) =>
    (await sales.owner.refused('POST', `/api/projects/${project}/fields`, { name: 'L', type: 'lookup', config }))
      .errors[0]
  expect(await post(sales.opportunities.id, { reference: 'Amount', field: 'title' })).toMatchObject({
    path: 'config.reference',
    code: 'unknownField',
  })
  expect(await post(sales.opportunities.id, { reference: 'Customer', field: 'Shoe size' })).toMatchObject({
    code: 'unknownField',
  })
  expect(
    (await sales.owner.refused('PATCH', `/api/records/${deal.id}`, { values: { 'Customer email': 'x@y.example' } }))
      .errors[0],
  ).toMatchObject({ code: 'notSettable' })
  const back = await add(sales.customers.id, {
    name: 'Best deal',
    type: 'reference',
    config: { project: sales.opportunities.id },
  })
  const mirror = await add(sales.customers.id, {
    name: 'Mirror',
    type: 'lookup',
    config: { reference: back.id, field: 'Customer name' },
  })
  const circle = await sales.owner.refused('PATCH', `/api/fields/${sales.field('Customer name')}`, {
    config: { reference: 'Customer', field: mirror.id },
  })
  expect(circle.errors[0]).toMatchObject({ path: 'config', code: 'circle' })
  await sales.owner.delete(`/api/fields/${sales.field('Customer')}`)
  const { records } = await query({})
  expect(records[0]!.values[sales.field('Customer name')]).toEqual([])
})
