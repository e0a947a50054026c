import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WebhookAnswer } from '../../../src/core/api/outside/webhook.ts'
import type { Client } from '../../client.ts'
import { type Hooked, startHooked } from './world.ts'

/** A webhook tells what its owner sees when it is first tried, and nobody else has it told, or reads it, who sees less. */
let sales: Hooked
let manager: Client
let role: string
let customer: string
beforeAll(async () => {
  sales = await startHooked()
  const { owner, customers, opportunities, world } = sales
  await owner.post(`/api/projects/${opportunities.id}/fields`, {
    name: 'Their phone',
    type: 'lookup',
    config: { reference: 'Customer', field: 'Phone' },
  })
  ;({ id: role } = (
    await owner.post<{ role: { id: string } }>('/api/roles', {
      name: 'Pipeline manager',
      workspace: {},
      projects: {
        [opportunities.id]: { access: 'manage', records: 'all', fields: {} },
        [customers.id]: { access: 'view', records: 'all', fields: { Phone: 'hidden' } },
      },
    })
  ).role)
  manager = await world.person('Dara Vann', role)
  customer = (
    await owner.post<{ record: { id: string } }>(`/api/projects/${customers.id}/records`, {
      title: 'Royal Railway',
      values: { Phone: '+855 12 345 678' },
    })
  ).record.id
})
afterAll(() => sales.close())

const arrived = async (path: string, nth = 1) => {
  await expect.poll(() => sales.receiver.at(path).length).toBe(nth)
  return sales.receiver.at(path)[nth - 1]!.body
}
const deal = (title: string) => sales.deal(title, { values: { Customer: [customer] } })
const read = async (id: string, who = sales.owner) =>
  (await who.get<{ webhook: WebhookAnswer }>(`/api/webhooks/${id}`)).webhook

test('a hidden field never leaves: not in the record, nor what was changed, nor that it was', async () => {
  const events = ['record.created', 'record.updated']
  const all = await sales.hook('/all', { events })
  const part = await sales.hook('/part', { events }, manager)
  const { id } = await deal('Signal system')
  expect(await arrived('/all')).toContain('12345678')
  expect(await arrived('/part')).not.toContain('12345678')
  await sales.owner.patch(`/api/records/${id}`, { values: { Amount: 900 } })
  await arrived('/all', 2)
  expect(await arrived('/part', 2)).not.toContain('12345678')
  for (const one of [all, part]) await sales.owner.delete(`/api/webhooks/${one.id}`)
})

test('rights of the first try count, not those of the cause', async () => {
  const { id } = await sales.hook('/late', {}, manager)
  const db = await sales.world.db()
  // It can't be tried at once.
  await db.prepare("UPDATE webhooks SET url = 'https://127.0.0.1.nip.invalid/'").run()
  await db.prepare('UPDATE workspace SET catalog_version = catalog_version + 1').run()
  const record = await deal('Point of sale')
  await sales.settle()
  await db
    .prepare(`UPDATE deliveries SET body = NULL, state = 'waiting', next_at = 0, tries = '[]' WHERE webhook_id = ?`)
    .bind(Number(id))
    .run()
  await db.prepare(`UPDATE webhooks SET url = ?`).bind(`${sales.receiver.url}/late`).run()
  await sales.owner.patch(`/api/roles/${role}`, { projects: { [sales.customers.id]: { access: 'none' } } })
  await sales.tick(Date.now())
  const body = JSON.parse(await arrived('/late'))
  expect(body.record.id).toBe(record.id)
  expect(JSON.stringify(body)).not.toContain('Royal Railway')
  await sales.owner.patch(`/api/roles/${role}`, {
    projects: { [sales.customers.id]: { access: 'view', fields: { Phone: 'hidden' } } },
  })
  await sales.owner.delete(`/api/webhooks/${id}`)
})

test('who sees less than its owner can’t read what it tells, try it or learn its secret, and takes it over by changing it', async () => {
  const { owner, receiver } = sales
  const webhook = await sales.hook('/owners', {})
  await deal('Cold store')
  await arrived('/owners')
  const path = `/api/webhooks/${webhook.id}`
  expect(await read(webhook.id, manager)).toMatchObject({ mayRead: false, owner: { name: 'Sokha Chan' } })
  for (const [method, to] of [
    ['GET', '/deliveries'],
    ['POST', '/ping'],
    ['POST', '/secret'],
  ] as const)
    expect(await manager.refused(method, path + to)).toMatchObject({ status: 403, errors: [{ code: 'beyondOwn' }] })
  const [delivery] = await sales.log(webhook)
  expect((await manager.refused('POST', `/api/deliveries/${delivery!.id}/replay`)).status).toBe(403)
  const { person } = await owner.get<{ person: { id: string } }>('/api/me')
  expect((await manager.refused('PATCH', path, { owner: person.id })).status).toBe(403)
  // Switching it off tells nothing to anybody.
  await manager.patch(path, { on: false })
  await manager.patch(path, { on: true })
  expect((await read(webhook.id)).owner).toMatchObject({ name: 'Sokha Chan' })

  await manager.patch(path, { url: `${receiver.url}/theirs` })
  expect(await read(webhook.id, manager)).toMatchObject({ mayRead: true, owner: { name: 'Dara Vann' } })
  await deal('Rice mill')
  expect(await arrived('/theirs')).not.toContain('12345678')
  // What was made for the owner before is neither shown to them nor sent there.
  const log = await sales.log(webhook, manager)
  expect(log.map(({ body }) => body === null)).toEqual([false, true])
  expect((await sales.log(webhook)).every(({ body }) => body !== null)).toBe(true)
  const { delivery: replayed } = await manager.post<{ delivery: { body: string | null } }>(
    `/api/deliveries/${delivery!.id}/replay`,
  )
  expect(replayed.body).toBeNull()
  await expect.poll(async () => (await sales.log(webhook))[1]!.state).toBe('failed')
  expect((await sales.log(webhook))[1]!.tries.at(-1)!.error).toBe('It was made for another owner.')
  expect(receiver.at('/theirs')).toHaveLength(1)
  await owner.delete(path)
})

test('it stands still with a reason while its owner may not manage the project, or its filter names what is gone', async () => {
  const { owner } = sales
  const { field } = await owner.post<{ field: { id: string } }>(`/api/projects/${sales.opportunities.id}/fields`, {
    name: 'Tender',
    type: 'checkbox',
  })
  const { id } = await sales.hook('/still', { filter: { not: { field: 'Tender', op: 'eq', value: true } } }, manager)
  await owner.delete(`/api/fields/${field.id}`)
  await deal('Not told')
  await sales.settle()
  expect((await read(id)).paused).toMatchObject({ code: 'goneField' })
  const readNotifications = async () =>
    (await manager.get<{ notifications: { text: string }[] }>('/api/notifications')).notifications.filter(({ text }) =>
      text.includes(sales.receiver.host),
    )
  expect(await readNotifications()).toHaveLength(1)
  await deal('Not told either')
  await sales.settle()
  expect(await readNotifications()).toHaveLength(1)
  await owner.put(`/api/fields/${field.id}/restore`)
  expect((await read(id)).paused).toBeNull()
  await deal('Told')
  expect(JSON.parse(await arrived('/still')).record.title).toBe('Told')

  const { person } = await manager.get<{ person: { id: string } }>('/api/me')
  await owner.patch(`/api/people/${person.id}`, { role: 'member' })
  expect((await read(id)).paused).toMatchObject({ code: 'ownerMayNot', name: 'Dara Vann' })
  await deal('Not told again')
  await sales.settle()
  expect(sales.receiver.at('/still')).toHaveLength(1)
  // Its owner leaves, and hands it over.
  const admin = await sales.world.person('Chenda Ros', 'admin')
  const heir = (await admin.get<{ person: { id: string } }>('/api/me')).person.id
  await owner.put(`/api/people/${person.id}/deactivation`, { handTo: heir })
  expect(await read(id)).toMatchObject({ paused: null, owner: { name: 'Chenda Ros' } })
  await deal('Told again')
  await arrived('/still', 2)
  await owner.delete(`/api/webhooks/${id}`)
})

test('once its owner has left, all who may manage the project’s webhooks are told that it stands still, once', async () => {
  const { owner, world } = sales
  const { role: second } = await owner.post<{ role: { id: string } }>('/api/roles', {
    name: 'Second pipeline manager',
    projects: { '*': { access: 'none' }, [sales.opportunities.id]: { access: 'manage' } },
  })
  const person = await world.person('Bopha Meng', second.id)
  const maker = await world.person('Sopheap Lim', 'admin')
  const member = await world.person('Kanha Oum', 'member')
  const { id } = await sales.hook('/left', {}, maker)
  const gone = (await maker.get<{ person: { id: string } }>('/api/me')).person.id
  await owner.put(`/api/people/${gone}/deactivation`, { handTo: null })
  const toldTo = async (who: Client) =>
    (await who.get<{ notifications: { text: string; kind: string }[] }>('/api/notifications')).notifications.filter(
      ({ text }) => text.includes('Its owner, Sopheap Lim, has left.'),
    )
  for (const title of ['Nobody hears', 'Nobody hears either']) {
    await deal(title)
    await sales.settle()
  }
  expect(await read(id)).toMatchObject({ paused: { code: 'ownerGone' } })
  for (const who of [owner, person]) {
    expect(await toldTo(who)).toMatchObject([{ kind: 'failure', text: expect.stringContaining(sales.receiver.host) }])
  }
  expect(await toldTo(member)).toEqual([])
  // Whoever takes it over has it go on.
  await person.patch(`/api/webhooks/${id}`, { url: `${sales.receiver.url}/taken-over` })
  await deal('Somebody hears')
  await arrived('/taken-over')
  await owner.delete(`/api/webhooks/${id}`)
})
