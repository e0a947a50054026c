import type { Client } from '../../../client.ts'
import { type Receiver, startReceiver } from '../../deliveries/receiver.ts'
import { type Automated, startAutomated } from '../world.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

/** The sales CRM, and who and what automations tell. */
export interface Stage extends Automated {
  receiver: Receiver
  /** the owner's id: who does what sets automations off */
  me: string
  /** who is told of it, and given the record */
  other: Client
  them: string
  /** the token of the address that other programs send to */
  inbound: string
  tag(name: string): string
  /** half past nine in Phnom Penh, so many days from now: at a full hour what is old would be deleted */
  morning(days: number): number
}

export async function setStage(): Promise<Stage> {
  const receiver = await startReceiver({})
  const sales = await startAutomated({ vars: { OUTSIDE_ALLOW: receiver.host } })
  const { owner, world, opportunities } = sales
  const other = await world.person('Dara Vann', 'member')
  const idOf = async (client: Client) => (await client.get<{ person: { id: string } }>('/api/me')).person.id
  const project = `/api/projects/${opportunities.id}`
  const { inbound } = await owner.post<{ inbound: { token: string } }>(`${project}/inbound`, { name: 'Website' })
  const today = Math.floor(Date.now() / DAY) * DAY
  return {
    ...sales,
    receiver,
    me: await idOf(owner),
    other,
    them: await idOf(other),
    inbound: inbound.token,
    tag: (name) => opportunities.tags.find((one) => one.name === name)!.id,
    morning: (days) => today + days * DAY + 2.5 * HOUR,
  }
}
