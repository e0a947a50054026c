import type { RecordAnswer } from '../../src/core/api/answers.ts'
import type { Client } from '../client.ts'
import { type Sales, startSales } from './sales-world.ts'

export interface RoleAnswer {
  id: string
  name: string
  people: number
  projects: Record<string, { access: string; records: string; fields: Record<string, string> }>
}

/** A sales team: a junior who sees their own deals and no costs, a colleague who sees the team's, and the owner's deals besides. */
export interface Team {
  sales: Sales
  junior: Client
  teamed: Client
  juniorRole: string
  /** ids by first name */
  people: Record<string, string>
  /** by title */
  deals: Record<string, RecordAnswer>
  /** the path of the deal of that title */
  record(title: string): string
}

export async function startTeam(): Promise<Team> {
  const sales = await startSales()
  const { owner, opportunities, customers } = sales
  const people: Record<string, string> = {}
  const deals: Record<string, RecordAnswer> = {}
  const role = (name: string, records: string) =>
    owner.post<{ role: RoleAnswer }>('/api/roles', {
      name,
      projects: {
        '*': { access: 'none' },
        [customers.id]: { access: 'view' },
        [opportunities.id]: { access: 'edit', records, fields: { Cost: 'hidden', Confidence: 'view' } },
      },
    })
  const juniorRole = (await role('Junior', 'own')).role.id
  const teamRole = (await role('Team seller', 'team')).role.id
  const junior = await sales.world.person('Dara Vann', juniorRole)
  const teamed = await sales.world.person('Bopha Lim', teamRole)
  for (const one of (await owner.get<{ people: { id: string; name: string }[] }>('/api/people')).people)
    people[one.name.split(' ')[0]!] = one.id
  await owner.post('/api/teams', { name: 'Siem Reap', people: [people.Dara, people.Bopha] })
  const angkor = await owner.post<{ record: RecordAnswer }>(`/api/projects/${customers.id}/records`, {
    title: 'Angkor Hotel',
    values: { Email: 'buyer@angkor.example' },
  })
  const deal = async (name: string, assignees: string[], who = owner) => {
    const values = { Amount: 1000, Customer: angkor.record.id, ...(who === owner && { Cost: 400 }) }
    const { record } = await who.post<{ record: RecordAnswer }>(`/api/projects/${opportunities.id}/records`, {
      title: name,
      assignees,
      values,
    })
    deals[name] = record
  }
  await deal('Water filters', [people.Dara!])
  await deal('Solar pumps', [people.Bopha!])
  await deal('Office chairs', [people.Sokha!])
  await deal('Rice mill', [], junior)
  await deal('Nobody’s', [])
  return { sales, junior, teamed, juniorRole, people, deals, record: (title) => `/api/records/${deals[title]!.id}` }
}
