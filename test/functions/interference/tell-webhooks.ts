import { expect } from 'vitest'
import { tick } from './tick.ts'
import type { Twins } from './twins.ts'

export interface SentWebhook {
  record: number | null
  event: string
  body: string | null
}

/**
 * What a webhook of the junior's tells in either world of the deliveries, which they manage for that while: its fields look at deals,
 * of which they see little. The owner changes what is hidden, to other values in each world, and what is seen. Its receiver can't be
 * called, so that all of it stays in the log.
 */
export async function tellWebhooks({
  worlds,
  owner,
  junior,
  projects,
  mine,
  deliveries,
}: Twins): Promise<SentWebhook[][]> {
  const { deliveries: project, opportunities } = projects
  // By its id: in the other world it has another name.
  const cost = opportunities.fields.find(({ name }) => name === 'Cost')!.id
  return Promise.all(
    worlds.map(async (world, i) => {
      const [chief, manager] = [owner[i]!, junior[i]!]
      const { roles } = await chief.get<{ roles: { id: string; name: string }[] }>('/api/roles')
      const role = `/api/roles/${roles.find(({ name }) => name === 'Junior')!.id}`
      await chief.patch(role, { projects: { [project.id]: { access: 'manage' } } })
      const { field } = await chief.post<{ field: { id: string } }>(`/api/projects/${project.id}/fields`, {
        name: 'Deal cost',
        type: 'lookup',
        config: { reference: 'Opportunity', field: cost },
      })
      const { webhook } = await manager.post<{ webhook: { id: string } }>(`/api/projects/${project.id}/webhooks`, {
        url: 'https://hooks.mekong-supply.example/',
        events: ['record.created', 'record.updated', 'record.moved', 'record.deleted', 'comment.created'],
        filter: { field: 'Opportunity', op: 'notEmpty' },
      })
      const delivery = `/api/records/${deliveries[0]}`
      await chief.patch(delivery, { title: 'Pumps for the north', values: { Opportunity: [mine[0]] } })
      await chief.patch(`/api/records/${mine[0]}`, { values: { [cost]: 73_000 + i } })
      await chief.post(`${delivery}/comments`, { body: 'They are on the way' })
      await world.scheduled(tick())
      const db = await world.db()
      const readDeliveries = async () =>
        (
          await db
            .prepare('SELECT record_id AS record, event, body, state FROM deliveries WHERE webhook_id = ? ORDER BY id')
            .bind(Number(webhook.id))
            .all<SentWebhook & { state: string }>()
        ).results
      await expect.poll(async () => (await readDeliveries()).some(({ state }) => state === 'sending')).toBe(false)
      const results = (await readDeliveries()).map(({ record, event, body }) => ({ record, event, body }))
      // They read the same of it.
      const log = await manager.get<{ deliveries: Pick<SentWebhook, 'body'>[] }>(
        `/api/webhooks/${webhook.id}/deliveries`,
      )
      await manager.delete(`/api/webhooks/${webhook.id}`)
      await chief.delete(`/api/fields/${field.id}`)
      await chief.patch(role, { projects: { [project.id]: { access: 'edit' } } })
      return [...results, ...log.deliveries.map(({ body }) => ({ record: null, event: 'log', body }))]
    }),
  )
}
