import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NotificationAnswer } from '../../../src/core/api/notification.ts'
import type { Client } from '../../client.ts'
import { type Stage, setStage } from './each-by-each/stage.ts'

/** What follows a wait is done as what came before it. */
let stage: Stage
let recipient: Client
beforeAll(async () => {
  stage = await setStage()
  recipient = stage.other
})
afterAll(async () => {
  await stage.world.close()
  stage.receiver.close()
})

test('the same is done again, and what came from outside is still known', async () => {
  const { owner, customers, receiver, them, inbound, world } = stage
  const each = (when: string) => [
    { do: 'webhook', url: `${receiver.url}/again` },
    { do: 'notify', to: [{ person: them }], text: `${when}: {Input.name}` },
    { do: 'email', to: 'buyer@kampot.example', subject: `${when} {Input.name}`, body: 'Dear customer' },
    { do: 'create', project: customers.id, values: { title: '{Input.name}', description: when } },
  ]
  const automation = await stage.automate({
    triggers: [{ when: 'webhook' }],
    actions: [...each('first'), { do: 'wait', days: 1 }, ...each('then'), { do: 'wait', days: 1 }, ...each('last')],
  })
  await world.stranger().post(`/api/in/${inbound}`, { name: 'Vanna Keo' })
  for (let part = 1; part <= 3; part++) {
    const [run] = await stage.runs(automation.id, 1)
    expect([run!.state, run!.error, run!.actions.length]).toEqual([part < 3 ? 'waiting' : 'done', null, 4 * part])
    if (part < 3) await stage.tick(Date.parse(run!.until!) + 60_000)
  }
  const { notifications } = await recipient.get<{ notifications: NotificationAnswer[] }>('/api/notifications')
  expect(notifications.map(({ text }) => text)).toEqual(['last: Vanna Keo', 'then: Vanna Keo', 'first: Vanna Keo'])
  const { deliveries } = await owner.get<{ deliveries: { to: string; subject: string | null }[] }>('/api/outbox')
  const sentTo = (address: string) => deliveries.filter(({ to }) => to === address)
  expect(sentTo(`${receiver.url}/again`)).toHaveLength(3)
  expect(sentTo('buyer@kampot.example').map(({ subject }) => subject)).toEqual([
    'last Vanna Keo',
    'then Vanna Keo',
    'first Vanna Keo',
  ])
  const filter = { field: 'title', op: 'eq', value: 'Vanna Keo' }
  const { records } = await owner.post<{ records: object[] }>(`/api/projects/${customers.id}/query`, { filter })
  expect(records).toHaveLength(3)
})
