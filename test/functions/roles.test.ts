import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FieldAnswer, ProjectAnswer, QueryAnswer } from '../../src/core/api/answers.ts'
import { Client } from '../client.ts'
import type { Sales } from './sales-world.ts'
import { type RoleAnswer, startTeam, type Team } from './team-world.ts'

let sales: Sales
let junior: Client
let juniorRole: string
let people: Team['people']
let record: Team['record']
beforeAll(async () => {
  ;({ sales, junior, juniorRole, people, record } = await startTeam())
})
afterAll(() => sales.world.close())

const titles = (answer: QueryAnswer) => answer.records.map((record) => record.title).sort()
const project = async (who: Client) =>
  (await who.get<{ project: ProjectAnswer }>(`/api/projects/${sales.opportunities.id}`)).project

describe('roles', () => {
  test('nobody gives more than they have', async () => {
    const { role } = await sales.owner.post<{ role: RoleAnswer }>('/api/roles', {
      name: 'Office',
      workspace: { people: true },
      projects: { '*': { access: 'edit' }, [sales.opportunities.id]: { access: 'view', fields: { Cost: 'hidden' } } },
    })
    const office = await sales.world.person('Vanna Sok', role.id)
    const more = [
      { name: 'A', projects: { '*': { access: 'manage' } } },
      { name: 'B', projects: { '*': { access: 'edit' } } },
      { name: 'C', projects: { '*': { access: 'view' } } },
      { name: 'D', workspace: { export: true }, projects: { '*': { access: 'none' } } },
    ]
    for (const body of more) expect((await office.refused('POST', '/api/roles', body)).status, body.name).toBe(403)
    expect((await office.refused('PATCH', `/api/people/${people.Dara}`, { role: 'member' })).status).toBe(403)
    expect((await office.refused('PATCH', `/api/people/${people.Sokha}`, { role: juniorRole })).status).toBe(403)
    expect(
      (await office.refused('POST', '/api/invitations', { email: 'x@mekong.example', role: 'admin' })).status,
    ).toBe(403)
    expect((await office.send('GET', '/api/me', undefined, { 'view-as': 'admin' })).status).toBe(403)
    await office.post('/api/roles', { name: 'E', projects: { '*': { access: 'none' } } })
  })

  test.each([
    [{ projects: { '*': { access: 'all' } } }, 'projects.*.access', 'notOneOf'],
    [{ projects: { '999': { access: 'view' } } }, 'projects.999', 'unknownProject'],
    [{ projects: { '*': { access: 'view', fields: { Cost: 'hidden' } } } }, 'projects.*.fields.Cost', 'unknownField'],
    [{ projects: {}, workspace: { projects: true } }, 'projects.*.access', 'makersManage'],
    [{ projects: {}, workspace: { everything: true } }, 'workspace.everything', 'unknownKey'],
  ])('%j is refused by name', async (body, path, code) => {
    const problem = await sales.owner.refused('POST', '/api/roles', { name: 'Wrong', ...body })
    expect(problem).toMatchObject({ status: 422, errors: [{ path, code }] })
  })

  test('who manages sees all, and only what is worked out can be opened', async () => {
    const id = sales.opportunities.id
    const first = async (rights: object) =>
      (await sales.owner.refused('POST', '/api/roles', { name: 'Wrong', projects: { [id]: rights } })).errors[0]
    expect(await first({ access: 'manage', fields: { Cost: 'hidden' } })).toMatchObject({ code: 'managerSeesAll' })
    expect(await first({ access: 'manage', records: 'own' })).toMatchObject({ code: 'managerSeesAll' })
    expect(await first({ access: 'edit', fields: { Cost: 'open' } })).toMatchObject({ code: 'openComputed' })
  })

  test('a change of a role works at the next request; names are taken once; one that is had stays', async () => {
    const { role } = await sales.owner.post<{ role: RoleAnswer }>('/api/roles', { name: 'Guest', projects: {} })
    const guest = await sales.world.person('Piseth Chea', role.id)
    expect((await guest.get<{ projects: unknown[] }>('/api/projects')).projects).toEqual([])
    await sales.owner.patch(`/api/roles/${role.id}`, { projects: { '*': { access: 'view' } } })
    expect((await guest.get<{ projects: unknown[] }>('/api/projects')).projects).toHaveLength(2)
    const problem = await sales.owner.refused('POST', '/api/roles', { name: 'guest', projects: {} })
    expect(problem.errors[0]).toMatchObject({ path: 'name', code: 'nameTaken' })
    expect((await sales.owner.refused('DELETE', `/api/roles/${role.id}`)).errors[0]).toMatchObject({
      code: 'roleInUse',
    })
    expect((await sales.owner.refused('PATCH', '/api/roles/admin', { name: 'x' })).status).toBe(403)
  })

  test('two change one role at the same time, each a place of its own: both hold', async () => {
    const { role } = await sales.owner.post<{ role: RoleAnswer }>('/api/roles', {
      name: 'Intern',
      projects: { '*': { access: 'view' } },
    })
    const [deals, customers] = [sales.opportunities.id, sales.customers.id]
    const patches = [
      { projects: { [deals]: { access: 'edit' } } },
      { projects: { [deals]: { records: 'own' } } },
      { projects: { [deals]: { fields: { Cost: 'hidden' } } } },
      { projects: { [deals]: { fields: { Amount: 'view' } } } },
      { projects: { [customers]: { records: 'team' } } },
      { workspace: { export: true } },
      { name: 'Intern of the year' },
    ]
    await Promise.all(patches.map((patch) => sales.owner.patch(`/api/roles/${role.id}`, patch)))
    const now = async () =>
      (await sales.owner.get<{ roles: RoleAnswer[] }>('/api/roles')).roles.find(({ id }) => id === role.id)!
    const field = (name: string) => sales.opportunities.fields.find((one) => one.name === name)!.id
    expect(await now()).toMatchObject({
      name: 'Intern of the year',
      workspace: { projects: false, people: false, export: true, keys: false },
      projects: {
        '*': { access: 'view', records: 'all', fields: {} },
        [deals]: { access: 'edit', records: 'own', fields: { [field('Cost')]: 'hidden', [field('Amount')]: 'view' } },
        [customers]: { access: 'view', records: 'team', fields: {} },
      },
    })
    // By its id what was said by its name; and as every other again.
    await sales.owner.patch(`/api/roles/${role.id}`, {
      projects: { [deals]: { fields: { [field('Amount')]: 'edit' } }, [customers]: null },
    })
    expect((await now()).projects).toEqual({
      '*': { access: 'view', records: 'all', fields: {} },
      [deals]: { access: 'edit', records: 'own', fields: { [field('Cost')]: 'hidden' } },
    })
    // Who comes to manage isn't limited any more.
    await sales.owner.patch(`/api/roles/${role.id}`, { projects: { [deals]: { access: 'manage' } } })
    expect((await now()).projects[deals]).toEqual({ access: 'manage', records: 'all', fields: {} })
    await sales.owner.delete(`/api/roles/${role.id}`)
  })

  test('two fill one team at the same time: everyone is in it', async () => {
    const { team } = await sales.owner.post<{ team: { id: string } }>('/api/teams', { name: 'Battambang' })
    const ids = Object.values(people)
    await Promise.all(ids.map((id) => sales.owner.patch(`/api/teams/${team.id}`, { add: [id] })))
    const now = async () => {
      const { teams } = await sales.owner.get<{ teams: { id: string; people: string[] }[] }>('/api/teams')
      return teams.find(({ id }) => id === team.id)!.people.sort()
    }
    expect(await now()).toEqual([...ids].sort())
    await Promise.all([
      sales.owner.patch(`/api/teams/${team.id}`, { remove: [ids[0]] }),
      sales.owner.patch(`/api/teams/${team.id}`, { remove: [ids[1], ids[1]], add: [ids[2]] }),
      sales.owner.patch(`/api/teams/${team.id}`, { name: 'Battambang and Pailin' }),
    ])
    expect(await now()).toEqual(ids.slice(2).sort())
    expect((await sales.owner.refused('PATCH', `/api/teams/${team.id}`, { add: ['999'] })).errors[0]).toMatchObject({
      path: 'add.0',
      code: 'unknownPerson',
    })
    await sales.owner.delete(`/api/teams/${team.id}`)
  })

  test('what a role says of a deleted field holds when that comes back', async () => {
    const { field } = await sales.owner.post<{ field: FieldAnswer }>(`/api/projects/${sales.opportunities.id}/fields`, {
      name: 'Margin note',
      type: 'text',
    })
    const inDeals = (fields: object) =>
      sales.owner.patch(`/api/roles/${juniorRole}`, { projects: { [sales.opportunities.id]: { fields } } })
    await inDeals({ 'Margin note': 'hidden' })
    await sales.owner.delete(`/api/fields/${field.id}`)
    await inDeals({ Cost: 'hidden' })
    await sales.owner.put(`/api/fields/${field.id}/restore`)
    expect((await project(junior)).fields.map((one) => one.name)).not.toContain('Margin note')
    await sales.owner.delete(`/api/fields/${field.id}`)
  })

  test('view as a role: through its eyes, and nothing is changed', async () => {
    const as = { 'view-as': juniorRole }
    const seen = await sales.owner.ok<{ project: ProjectAnswer }>(
      'GET',
      `/api/projects/${sales.opportunities.id}`,
      undefined,
      as,
    )
    expect(seen.project.fields.map((field) => field.name)).not.toContain('Cost')
    const answer = await sales.owner.post<QueryAnswer>(`/api/projects/${sales.opportunities.id}/query`, {}, as)
    expect(titles(answer)).toEqual(['Nobody’s', 'Office chairs'])
    const response = await sales.owner.send('PATCH', record('Office chairs'), { title: 'x' }, as)
    expect([response.status, await response.json()]).toMatchObject([403, { errors: [{ code: 'readOnly' }] }])
    expect((await sales.owner.send('GET', '/api/me', undefined, { 'view-as': '999' })).status).toBe(403)
    expect((await junior.send('GET', '/api/me', undefined, { 'view-as': 'viewer' })).status).toBe(403)
  })
})

describe('keys', () => {
  const bearer = (secret: string) => {
    const client = new Client(sales.world.url)
    const headers = { authorization: `Bearer ${secret}` }
    return (method: string, path: string, body?: unknown) => client.send(method, path, body, headers)
  }
  const make = (who: Client, body: object) =>
    who.post<{ key: { id: string; secret: string; start: string } }>('/api/keys', { name: 'Report', ...body })

  test('a key does what its person may, within its scopes and projects', async () => {
    const { key } = await make(junior, { scopes: ['read', 'write'] }).catch(() => ({ key: null }))
    // Their role has no keys.
    expect(key).toBeNull()
    const { key: reading } = await make(sales.owner, { scopes: ['read'], projects: [sales.customers.id] })
    const send = bearer(reading.secret)
    expect(reading.secret.startsWith(reading.start)).toBe(true)
    expect(
      ((await (await send('GET', '/api/projects')).json()) as { projects: { id: string }[] }).projects,
    ).toMatchObject([{ id: sales.customers.id }])
    expect((await send('GET', record('Water filters'))).status).toBe(404)
    expect((await send('POST', `/api/projects/${sales.customers.id}/query`, {})).status).toBe(200)
    const refused = await send('POST', `/api/projects/${sales.customers.id}/records`, { title: 'x' })
    expect([refused.status, await refused.json()]).toMatchObject([403, { errors: [{ code: 'readOnly' }] }])
    expect((await send('GET', '/api/roles')).status).toBe(403)
    const { key: writing } = await make(sales.owner, { scopes: ['write', 'read'] })
    const write = bearer(writing.secret)
    expect((await write('POST', `/api/projects/${sales.customers.id}/records`, { title: 'By key' })).status).toBe(201)
    // A key makes no keys.
    expect((await write('POST', '/api/keys', { name: 'Child' })).status).toBe(403)
  })

  test('shown once, kept as a hash, its use is noted, revoked it fails at its next request', async () => {
    const { key } = await make(sales.owner, {})
    const send = bearer(key.secret)
    expect((await send('GET', '/api/me')).status).toBe(200)
    const listed = async () =>
      (await sales.owner.get<{ keys: { id: string; usedAt: string | null }[] }>('/api/keys')).keys.find(
        (one) => one.id === key.id,
      )
    await expect.poll(async () => (await listed())?.usedAt).toBeTruthy()
    const db = await sales.world.db()
    const storedKey = await db.prepare('SELECT * FROM keys WHERE id = ?').bind(Number(key.id)).first()
    expect(JSON.stringify(storedKey)).not.toContain(key.secret)
    const kinds = (await sales.owner.get<{ entries: { kind: string }[] }>('/api/audit')).entries.map(
      (entry) => entry.kind,
    )
    expect(kinds).toContain('keyMade')
    expect(kinds).toContain('keyUsed')
    await sales.owner.delete(`/api/keys/${key.id}`)
    expect((await send('GET', '/api/me')).status).toBe(401)
    expect(await listed()).toBeUndefined()
    for (const wrong of [`${key.secret}x`, key.start, 'tonle_', ''])
      expect((await bearer(wrong)('GET', '/api/me')).status, wrong).toBe(401)
  })

  test('one that has run out opens nothing', async () => {
    const past = await sales.owner.refused('POST', '/api/keys', { name: 'Old', expiresAt: '2020-01-01T00:00:00.000Z' })
    expect(past.errors[0]).toMatchObject({ path: 'expiresAt', code: 'alreadyPast' })
    const { key } = await make(sales.owner, { expiresAt: new Date(Date.now() + 1500).toISOString() })
    expect((await bearer(key.secret)('GET', '/api/me')).status).toBe(200)
    await new Promise((wake) => setTimeout(wake, 1600))
    expect((await bearer(key.secret)('GET', '/api/me')).status).toBe(401)
  })
})
