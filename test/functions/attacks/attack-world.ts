import type { FieldAnswer, ProjectAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import { type RoleAnswer, startTeam } from '../team-world.ts'

export type Scene = Awaited<ReturnType<typeof startScene>>

/** A sales team and a project of deliveries that points at its deals, with what attacks are made of. */
export async function startScene() {
  const team = await startTeam()
  const { sales, junior } = team
  const { owner } = sales
  let n = 0
  const unique = (word: string) => `${word} ${++n}`
  const field = async (project: string, body: object, who = owner) =>
    (await who.post<{ field: FieldAnswer }>(`/api/projects/${project}/fields`, body)).field
  const make = async (project: string, body: object, who = owner) =>
    (await who.post<{ record: RecordAnswer }>(`/api/projects/${project}/records`, body)).record
  const role = async (projects: object, workspace: object = {}) =>
    (await owner.post<{ role: RoleAnswer }>('/api/roles', { name: unique('Role'), workspace, projects })).role.id
  const idOf = async (who: Client) => (await who.get<{ person: { id: string } }>('/api/me')).person.id
  const byKey = (secret: string) => async (method: string, path: string, body?: unknown) =>
    fetch(sales.world.url + path, {
      method,
      headers: { authorization: `Bearer ${secret}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const keyOf = async (who: Client, body: object = {}) => {
    const keyInput = { name: unique('Key'), scopes: ['read', 'write'], ...body }
    return (await who.post<{ key: { secret: string; id: string } }>('/api/keys', keyInput)).key
  }
  const deliveries = (await owner.post<{ project: ProjectAnswer }>('/api/projects', { name: 'Deliveries' })).project
  await field(deliveries.id, { name: 'Opportunity', type: 'reference', config: { project: sales.opportunities.id } })
  /** Somebody who manages one project, and doesn't see what deals cost. */
  const blindManager = async (name: string, project: string, others: object = {}) =>
    sales.world.person(
      name,
      await role({
        '*': { access: 'none' },
        [sales.customers.id]: { access: 'view' },
        [sales.opportunities.id]: { access: 'edit', fields: { Cost: 'hidden' } },
        [project]: { access: 'manage' },
        ...others,
      }),
    )
  const opp = `/api/projects/${sales.opportunities.id}`
  return { team, sales, owner, junior, deliveries, opp, unique, field, make, role, idOf, byKey, keyOf, blindManager }
}
