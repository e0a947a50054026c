import type { ProjectAnswer } from '../../src/core/api/answers.ts'
import { Client } from '../client.ts'

/** Somebody who sees only their own deals and no costs: signed in, and assigned to these. */
export async function juniorOf(
  owner: Client,
  url: string,
  deals: ProjectAnswer,
  ownDeals: readonly string[],
): Promise<Client> {
  const { role } = await owner.post<{ role: { id: string } }>('/api/roles', {
    name: 'Junior',
    projects: { '*': { access: 'view' }, [deals.id]: { access: 'edit', records: 'own', fields: { Cost: 'hidden' } } },
  })
  const invitationInput = { email: 'dara@mekong.example', role: role.id }
  const { invitation } = await owner.post<{ invitation: { token: string } }>('/api/invitations', invitationInput)
  const junior = new Client(url)
  await junior.post(`/api/invitations/${invitation.token}/accept`, { name: 'Dara', password: 'mekong-river-9' })
  const { people } = await owner.get<{ people: { id: string; name: string }[] }>('/api/people')
  const { id } = people.find(({ name }) => name === 'Dara')!
  for (const record of ownDeals) await owner.put(`/api/records/${record}/assignees/${id}`)
  return junior
}
