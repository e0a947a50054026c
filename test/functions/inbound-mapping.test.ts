import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordAnswer } from '../../src/core/api/answers.ts'
import type { InboundAnswer, RefusalAnswer } from '../../src/core/api/outside/inbound.ts'
import type { Client } from '../client.ts'
import { type Sales, startSales } from './sales-world.ts'

/** What other programs send in, as records that a mapping makes of it. */
type Address = InboundAnswer & { token: string }
let sales: Sales
let owner: Client
let customers: string

beforeAll(async () => {
  sales = await startSales()
  ;({ owner } = sales)
  customers = `/api/projects/${sales.customers.id}`
})
afterAll(() => sales.world.close())

const address = async (mapping: object[] | null, key: string | null = null, who = owner, project = customers) =>
  (await who.post<{ inbound: Address }>(`${project}/inbound`, { name: 'Website', mapping, key })).inbound

interface Answer {
  received?: true
  record?: { id: string; created: boolean }
  errors?: { path: string; code: string; message: string; [part: string]: unknown }[]
}
/** As a server of somebody else's does. */
async function send({ token }: Address, body: object | string, headers: Record<string, string> = {}) {
  const response = await fetch(`${sales.world.url}/api/in/${token}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })
  return { status: response.status, ...((await response.json()) as Answer) }
}
const read = async (id: string) =>
  (await owner.get<{ record: RecordAnswer }>(`/api/records/${id}?keys=name`)).record as RecordAnswer & {
    values: Record<string, unknown>
  }
const count = async (project = sales.customers.id) =>
  (await owner.post<{ count: number }>(`/api/projects/${project}/query`, { limit: 0, count: true })).count

const CONTACT = [
  { path: 'company.name', to: 'title' },
  { path: 'contact.email', to: 'Email' },
  { path: 'contact.phones.0', to: 'Phone' },
  { text: 'Campaign {Input.utm.campaign}: {Input.message}', to: 'description', onlyNew: true },
]

test('one message is one record, made or updated by the key', async () => {
  const inbound = await address(CONTACT, 'Email')
  const first = await send(inbound, {
    company: { name: 'Kampot Pepper' },
    contact: { email: 'Sophea@kampot.example', phones: ['012 345 678'] },
    utm: { campaign: 'spring' },
    message: 'We need scales',
  })
  expect(first).toMatchObject({ status: 202, received: true, record: { created: true } })
  expect(await read(first.record!.id)).toMatchObject({
    title: 'Kampot Pepper',
    description: 'Campaign spring: We need scales',
    values: { Email: 'Sophea@kampot.example', Phone: '+85512345678' },
  })
  // Case doesn't count; what isn't sent is left as it is, what is sent empty is emptied, and `onlyNew` is for new ones.
  const again = await send(inbound, {
    company: { name: 'Kampot Pepper Ltd' },
    contact: { email: 'sophea@KAMPOT.example', phones: [null] },
    message: 'Still',
  })
  expect(again.record).toEqual({ id: first.record!.id, created: false })
  expect(await read(first.record!.id)).toMatchObject({
    title: 'Kampot Pepper Ltd',
    description: 'Campaign spring: We need scales',
    values: { Phone: null },
  })
  await send(inbound, { contact: { email: 'sophea@kampot.example' } })
  expect((await read(first.record!.id)).title).toBe('Kampot Pepper Ltd')
  // Without the key it can't be told who it is.
  const other = await send(inbound, { company: { name: 'Kampot Pepper Ltd' } })
  expect(other.record!.created).toBe(true)
  const { entries } = await owner.get<{ entries: { kind: string }[] }>(`/api/records/${first.record!.id}/history`)
  expect(entries.map(({ kind }) => kind)).toEqual(['updated', 'updated', 'created'])
})

test('of many at once with the same key one makes the record, and the same message counts once', async () => {
  const inbound = await address(CONTACT, 'Email')
  const before = await count()
  const sent = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      send(inbound, { company: { name: `Bokor Resort ${i}` }, contact: { email: 'desk@bokor.example' } }),
    ),
  )
  expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 202))
  expect(new Set(sent.map(({ record }) => record!.id)).size).toBe(1)
  expect(sent.filter(({ record }) => record!.created)).toHaveLength(1)
  const plain = await address([{ path: 'name', to: 'title' }])
  for (let i = 0; i < 3; i++)
    expect((await send(plain, { name: 'Order 4711' }, { 'webhook-id': 'msg_4711' })).status).toBe(202)
  expect(await count()).toBe(before + 2)
})

test('list, tags, people, money, figures as text and references are taken as the API takes them', async () => {
  const { record: customer } = await owner.post<{ record: { id: string } }>(`${customers}/records`, {
    title: 'Royal Railway',
  })
  const project = `/api/projects/${sales.opportunities.id}`
  const [tag, second] = sales.opportunities.tags
  const inbound = await address(
    [
      { path: 'deal', to: 'title' },
      { path: 'budget', to: 'Amount' },
      { path: 'stars', to: 'Confidence' },
      { path: 'customer', to: 'Customer' },
      { path: 'stage', to: 'list' },
      { path: 'labels', to: 'tags' },
      { text: 'Sokha Chan', to: 'assignees', onlyNew: true },
    ],
    'title',
    owner,
    project,
  )
  const form = new URLSearchParams({ deal: 'Signal system', budget: '48000.50', stars: '3', customer: 'Royal Railway' })
  const { record } = await send(inbound, form.toString(), { 'content-type': 'application/x-www-form-urlencoded' })
  expect(await read(record!.id)).toMatchObject({
    assignees: [{ name: 'Sokha Chan' }],
    values: {
      Amount: { amount: '48000.50', currency: 'USD' },
      Confidence: 3,
      Customer: [{ id: customer.id, title: 'Royal Railway' }],
    },
  })
  await owner.put(`/api/records/${record!.id}/tags/${second!.id}`)
  await send(inbound, { deal: 'Signal system', stage: 'Qualification', labels: [tag!.name] })
  const moved = await read(record!.id)
  expect(moved.list).toBe(sales.list('Qualification'))
  // Added to those that were there.
  expect((moved.tags as { id: string }[]).map(({ id }) => id).toSorted()).toEqual([tag!.id, second!.id].toSorted())
  await owner.delete(`/api/records/${record!.id}`)
  expect((await send(inbound, { deal: 'Signal system' })).record!.created).toBe(true)
})

test('what doesn’t fit is refused by its place, kept for a person, and taken in once it fits', async () => {
  const inbound = await address(CONTACT, 'Email')
  const before = await count()
  const refused = await send(inbound, { company: { name: 'Sen Sok Motors' }, contact: { email: 'no address' } })
  expect(refused).toMatchObject({ status: 422, errors: [{ path: 'contact.email', code: 'notEmail' }] })
  expect(refused.errors![0]!.message).toContain('Email')
  expect(await send(inbound, { contact: { email: 'a@b.example' } })).toMatchObject({
    status: 422,
    errors: [{ code: 'required' }],
  })
  expect(await count()).toBe(before)
  const path = `/api/inbound/${inbound.id}/refusals`
  const readRefusals = async () => (await owner.get<{ refusals: RefusalAnswer[] }>(path)).refusals
  expect(await readRefusals()).toMatchObject([
    { errors: [{ code: 'required' }], input: { contact: { email: 'a@b.example' } } },
    { errors: [{ path: 'contact.email', code: 'notEmail', message: refused.errors![0]!.message }] },
  ])
  const listed = await owner.get<{ inbound: InboundAnswer[] }>(`${customers}/inbound`)
  expect(listed.inbound.find(({ id }) => id === inbound.id)!.refused).toBe(2)

  const second = (await readRefusals())[1]!
  expect((await owner.refused('POST', `/api/refusals/${second.id}/retry`)).status).toBe(422)
  expect(await readRefusals()).toHaveLength(2)
  await owner.patch(`/api/inbound/${inbound.id}`, { mapping: [{ path: 'company.name', to: 'title' }], key: null })
  expect(await owner.post(`/api/refusals/${second.id}/retry`)).toMatchObject({ record: { created: true } })
  await owner.delete(`/api/refusals/${(await readRefusals())[0]!.id}`)
  expect(await readRefusals()).toEqual([])
  // The last twenty.
  for (let i = 0; i < 23; i++) await send(inbound, { company: { name: '' }, nth: i })
  expect((await readRefusals()).map(({ input }) => input.nth)).toEqual(Array.from({ length: 20 }, (_, i) => 22 - i))
})

test('several of the same key are nobody’s to choose from, and names of records stay here', async () => {
  const inbound = await address([{ path: 'name', to: 'title' }], 'title')
  for (const Email of ['one@lotus.example', 'two@lotus.example'])
    await owner.post(`${customers}/records`, { title: 'Lotus Trading', values: { Email } })
  const answer = await send(inbound, { name: 'lotus trading' })
  expect(answer).toMatchObject({ status: 422, errors: [{ path: 'name', code: 'ambiguous' }] })
  expect(Object.keys(answer.errors![0]!).toSorted()).toEqual(['code', 'message', 'path'])
})

test.each([
  ['a field that isn’t there', [{ path: 'a', to: 'Nothing' }], null, 'mapping.0.to', 'unknownField'],
  ['what is worked out', [{ path: 'a', to: 'createdAt' }], null, 'mapping.0.to', 'unknownField'],
  [
    'the same twice',
    [
      { path: 'a', to: 'title' },
      { path: 'b', to: 'title' },
    ],
    null,
    'mapping.1.to',
    'mappedTwice',
  ],
  ['a field in a text', [{ text: '{Email}', to: 'title' }], null, 'mapping.0.text', 'unknownField'],
  ['a key that isn’t filled', [{ path: 'a', to: 'title' }], 'Email', 'key', 'keyNotMapped'],
  ['a key that isn’t text', [{ path: 'a', to: 'list' }], 'list', 'key', 'unknownField'],
  ['nothing', [], null, 'mapping', 'required'],
  ['no path', [{ to: 'title' }], null, 'mapping.0.path', 'required'],
])('%s makes no mapping', async (_, mapping, key, path, code) => {
  const answer = await owner.refused('POST', `${customers}/inbound`, { name: 'Shop', mapping, key })
  expect({ status: answer.status, ...answer.errors[0] }).toMatchObject({ status: 422, path, code })
})

test('it is taken in with the rights of who said what becomes of it', async () => {
  const admin = await sales.world.person('Chenda Ros', 'admin')
  const inbound = await address([{ path: 'name', to: 'title' }])
  await admin.patch(`/api/inbound/${inbound.id}`, { name: 'Shop' })
  const by = async () =>
    (await owner.get<{ inbound: InboundAnswer[] }>(`${customers}/inbound`)).inbound.find(({ id }) => id === inbound.id)!
      .by.name
  expect(await by()).toBe('Sokha Chan')
  await admin.patch(`/api/inbound/${inbound.id}`, { mapping: [{ path: 'company', to: 'title' }] })
  expect(await by()).toBe('Chenda Ros')
  const { record } = await send(inbound, { company: 'Battambang Silk' })
  expect((await read(record!.id)).createdBy).toMatchObject({ name: 'Chenda Ros' })
  expect((await send(inbound, { company: '' })).status).toBe(422)
  const { refusals } = await owner.get<{ refusals: RefusalAnswer[] }>(`/api/inbound/${inbound.id}/refusals`)
  const { person } = await admin.get<{ person: { id: string } }>('/api/me')
  await owner.patch(`/api/people/${person.id}`, { role: 'member' })
  expect((await send(inbound, { company: 'Battambang Silk' })).status).toBe(404)
  await owner.put(`/api/people/${person.id}/deactivation`, { handTo: null })
  expect(await owner.refused('POST', `/api/refusals/${refusals[0]!.id}/retry`)).toMatchObject({
    status: 409,
    errors: [{ code: 'ownerGone', name: 'Chenda Ros' }],
  })
})

test('automations hear of the record, and of what came in', async () => {
  const path = `${customers}/automations`
  for (const [when, text] of [
    ['created', 'A new customer'],
    ['webhook', 'Somebody wrote'],
  ])
    await owner.post(path, {
      name: text,
      on: true,
      triggers: [{ when }],
      actions: [
        when === 'created'
          ? { do: 'comment', body: text }
          : { do: 'create', project: sales.customers.id, values: { title: 'From an automation' } },
      ],
    })
  const inbound = await address([{ path: 'name', to: 'title' }])
  const { record } = await send(inbound, { name: 'Koh Rong Dive' })
  const countComments = async () =>
    (await owner.get<{ comments: { body: string }[] }>(`/api/records/${record!.id}/comments`)).comments.length
  await expect.poll(countComments).toBe(1)
  const found = async () => (await owner.get<{ results: object[] }>('/api/search?q=From an automation')).results.length
  await expect.poll(found).toBe(1)
})
