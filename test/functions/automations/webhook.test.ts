import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../client.ts'
import { type Receiver, startReceiver } from '../deliveries/receiver.ts'
import { type Automated, startAutomated } from './world.ts'

let receiver: Receiver
let sales: Automated
beforeAll(async () => {
  receiver = await startReceiver({ '/down?key=secret': (response) => response.writeHead(503).end('Under repair') })
  sales = await startAutomated({ vars: { OUTSIDE_ALLOW: receiver.host } })
})
afterAll(async () => {
  await sales.world.close()
  receiver.close()
})

interface Body {
  id: string
  type: string
  project: string
  record: { title: string; values: Record<string, unknown> } | null
  automation: { id: string; name: string }
}
const received = async (path: string): Promise<Body> => {
  for (let tries = 0; tries < 100 && receiver.at(path).length === 0; tries++)
    await new Promise((wake) => setTimeout(wake, 20))
  return JSON.parse(receiver.at(path)[0]!.body) as Body
}
const webhook = (path: string) => ({
  name: `To ${path}`,
  on: true,
  triggers: [{ when: 'created' }],
  actions: [{ do: 'webhook', url: receiver.url + path }],
})

test('a webhook tells of the record as the automation’s owner sees it', async () => {
  const { owner, customers, opportunities, world } = sales
  await owner.post(`/api/projects/${opportunities.id}/fields`, {
    name: 'Their phone',
    type: 'lookup',
    config: { reference: 'Customer', field: 'Phone' },
  })
  const { role } = await owner.post<{ role: { id: string } }>('/api/roles', {
    name: 'Pipeline manager',
    workspace: {},
    projects: {
      [opportunities.id]: { access: 'manage', records: 'all', fields: {} },
      [customers.id]: { access: 'view', records: 'all', fields: { Phone: 'hidden' } },
    },
  })
  const manager: Client = await world.person('Dara Vann', role.id)
  const automation = await sales.automate(webhook('/all'))
  await manager.post(`/api/projects/${opportunities.id}/automations`, webhook('/part'))
  const { record } = await owner.post<{ record: { id: string } }>(`/api/projects/${customers.id}/records`, {
    title: 'Royal Railway',
    values: { Phone: '+855 12 345 678' },
  })
  await sales.deal('Signal system', { values: { Customer: [record.id], Amount: 48000 } })

  const all = await received('/all')
  expect(all).toMatchObject({
    id: receiver.at('/all')[0]!.headers['webhook-id'],
    type: 'automation.run',
    project: opportunities.id,
    record: { title: 'Signal system', values: { Amount: { amount: '48000.00', currency: 'USD' } } },
    automation: { id: automation.id, name: 'To /all' },
  })
  expect(JSON.stringify(all)).toContain('12345678')
  const part = await received('/part')
  expect(part.record).toMatchObject({ title: 'Signal system', values: { Amount: { amount: '48000.00' } } })
  expect(JSON.stringify(part)).not.toContain('12345678')
})

test('of a record that is gone nothing is sent, and the outbox says why', async () => {
  const automation = await sales.automate({ ...webhook('/gone'), on: false })
  const deal = await sales.deal('Gone by then')
  await sales.owner.delete(`/api/records/${deal.id}`)
  await (await sales.world.db())
    .prepare(
      `INSERT INTO deliveries (key, kind, event, recipient, detail, at, state, next_at, project_id, record_id)
        VALUES ('run_gone', 'webhook', 'automation.run', ?, ?, 0, 'waiting', 0, ?, ?)`,
    )
    .bind(
      `${receiver.url}/gone`,
      JSON.stringify({ make: 'automation', automation: Number(automation.id), record: Number(deal.id) }),
      Number(sales.opportunities.id),
      Number(deal.id),
    )
    .run()
  await sales.tick(Date.now())
  const { deliveries } = await sales.owner.get<{
    deliveries: { key: string; event: string; state: string; tries: { error: string }[] }[]
  }>('/api/outbox')
  const failed = deliveries.find(({ state }) => state === 'failed')
  expect(failed).toMatchObject({ event: 'automation.run', tries: [{ error: 'The record is gone.' }] })
  expect(receiver.at('/gone')).toEqual([])
})

test('what nobody takes is told to the automation’s owner, once, and nobody reads the whole URL in a run', async () => {
  const automation = await sales.automate(webhook('/down?key=secret'))
  const deal = await sales.deal('Water filters for Siem Reap')
  const [run] = await sales.runs(automation.id, 1)
  expect(run!.actions).toEqual([{ do: 'webhook', result: { url: receiver.host } }])
  const DAY = 86_400_000
  for (let tries = 0; tries < 9; tries++) await sales.tick(Date.now() + tries * DAY + 61_000)
  const { notifications } = await sales.owner.get<{
    notifications: { kind: string; text: string; record: { id: string } | null }[]
  }>('/api/notifications')
  const failures = notifications.filter(({ kind, record }) => kind === 'failure' && record?.id === deal.id)
  expect(failures).toHaveLength(1)
  expect(failures[0]!.text).toContain(`${receiver.host} did not take what was sent, in 8 tries: 503 Under repair`)
})
