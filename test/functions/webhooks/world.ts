import {
  type WebhookAnswer,
  type WebhookBody,
  type WebhookDelivery,
  webhookBody,
} from '../../../src/core/api/outside/webhook.ts'
import { parse } from '../../../src/core/errors/parse.ts'
import type { Client } from '../../client.ts'
import { type Automated, startAutomated } from '../automations/world.ts'
import { type Receiver, startReceiver } from '../deliveries/receiver.ts'

export type Secret = WebhookAnswer & { secret: string }

export interface Hooked extends Automated {
  receiver: Receiver
  /** one that sends to that path of the receiver */
  hook(path: string, input: object, who?: Client): Promise<Secret>
  /** what has arrived at a path, the first of each id, in the order of their ids */
  bodies(path: string): WebhookBody[]
  log(webhook: { id: string }, who?: Client): Promise<WebhookDelivery[]>
  close(): Promise<void>
}

/** The sales CRM and a receiver of somebody else's. */
export async function startHooked(
  behaviours: Parameters<typeof startReceiver>[0] = {},
  { vars, alone }: { vars?: Record<string, string>; alone?: boolean } = {},
): Promise<Hooked> {
  const receiver = await startReceiver(behaviours)
  const sales = await startAutomated({
    vars: { OUTSIDE_ALLOW: receiver.host, SEND_TIMEOUT: '400', ...vars },
    ...(alone && { alone }),
  })
  const { owner, opportunities, world } = sales
  return {
    ...sales,
    receiver,
    async hook(path, input, who = owner) {
      const body = { url: receiver.url + path, events: ['record.created'], ...input }
      return (await who.post<{ webhook: Secret }>(`/api/projects/${opportunities.id}/webhooks`, body)).webhook
    },
    bodies(path) {
      // As the API's document describes them.
      const all = receiver.at(path).map(({ body }) => parse(webhookBody, JSON.parse(body)))
      const first = [...new Map(all.toReversed().map((one) => [one.id, one])).values()]
      return first.sort((a, b) => Number(a.id.split('_')[2]) - Number(b.id.split('_')[2]))
    },
    log: async ({ id }, who = owner) =>
      (await who.get<{ deliveries: WebhookDelivery[] }>(`/api/webhooks/${id}/deliveries`)).deliveries,
    async close() {
      await world.close()
      receiver.close()
    },
  }
}
