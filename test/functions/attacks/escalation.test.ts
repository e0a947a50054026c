import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectAnswer, QueryAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import { Client } from '../../client.ts'
import { type Scene, startScene } from './attack-world.ts'

let sales: Scene['sales']
let owner: Scene['owner']
let opp: Scene['opp']
let unique: Scene['unique']
let field: Scene['field']
let make: Scene['make']
let role: Scene['role']
let idOf: Scene['idOf']
let byKey: Scene['byKey']
let keyOf: Scene['keyOf']
beforeAll(async () => {
  ;({ sales, owner, opp, unique, field, make, role, idOf, byKey, keyOf } = await startScene())
})
afterAll(() => sales.world.close())

describe('rights escalation', () => {
  test('an invitation of one who has been deactivated since opens no door', async () => {
    const admin = await sales.world.person('Left Admin', 'admin')
    const { invitation } = await admin.post<{ invitation: { token: string } }>('/api/invitations', {
      email: 'backdoor@evil.example',
      role: 'admin',
    })
    await owner.put(`/api/people/${await idOf(admin)}/deactivation`, {})
    const back = new Client(sales.world.url)
    const response = await back.send('POST', `/api/invitations/${invitation.token}/accept`, {
      name: 'Back Door',
      password: 'mekong-river-9',
    })
    expect(response.status).toBe(404)
  })

  test('an invitation to more than its sender may give by now opens no door', async () => {
    const admin = await sales.world.person('Demoted Admin', 'admin')
    const { invitation } = await admin.post<{ invitation: { token: string } }>('/api/invitations', {
      email: 'backdoor2@evil.example',
      role: 'admin',
    })
    await owner.patch(`/api/people/${await idOf(admin)}`, { role: 'viewer' })
    const back = new Client(sales.world.url)
    const response = await back.send('POST', `/api/invitations/${invitation.token}/accept`, {
      name: 'Back Door',
      password: 'mekong-river-9',
    })
    expect(response.status).toBe(404)
  })

  test('a key makes nobody who outlives it', async () => {
    const { secret } = await keyOf(owner)
    const send = byKey(secret)
    const response = await send('POST', '/api/roles', {
      name: 'Nearly admin',
      workspace: { projects: true, people: true, export: true },
      projects: { '*': { access: 'manage' } },
    })
    const { role } = response.ok ? ((await response.json()) as { role: { id: string } }) : { role: { id: 'viewer' } }
    const invited = await send('POST', '/api/invitations', { email: 'keyed@evil.example', role: role.id })
    expect(invited.status).toBe(403)
  })

  test('a key limited to one project touches neither its person’s passkeys nor their other keys nor their name', async () => {
    const { secret } = await keyOf(owner, { projects: [sales.customers.id] })
    const other = await keyOf(owner)
    const send = byKey(secret)
    const statuses = [
      (await send('DELETE', `/api/keys/${other.id}`)).status,
      (await send('PATCH', '/api/me', { name: 'Sokha Chan' })).status,
    ]
    expect(statuses).toEqual([403, 403])
  })

  test('who sees only their own hands nobody’s records to themselves by deactivating them', async () => {
    const rights = { '*': { access: 'none' }, [sales.opportunities.id]: { access: 'edit', records: 'own' } }
    const boss = await sales.world.person('Small Boss', await role(rights, { people: true }))
    const seller = await sales.world.person('Plain Seller', await role(rights))
    const secret = await make(sales.opportunities.id, { title: 'Not the boss’s', assignees: [await idOf(seller)] })
    expect((await boss.send('GET', `/api/records/${secret.id}`)).status).toBe(404)
    await boss.send('PUT', `/api/people/${await idOf(seller)}/deactivation`, { handTo: await idOf(boss) })
    expect((await boss.send('GET', `/api/records/${secret.id}`)).status).toBe(404)
  })

  test('an open import writes no field that its person may by now only see', async () => {
    const rights = (right: string) => ({
      '*': { access: 'none' },
      [sales.opportunities.id]: { access: 'edit', fields: { Confidence: right } },
    })
    const id = await role(rights('edit'))
    const seller = await sales.world.person('Import Seller', id)
    const deal = await make(sales.opportunities.id, { title: 'Fixed by now', values: { Confidence: 1 } })
    const { import: job } = await seller.post<{ import: { id: string } }>(`${opp}/imports`, {
      columns: ['Title', 'Confidence'],
      mapping: [
        { column: 'Title', to: 'title' },
        { column: 'Confidence', to: 'Confidence' },
      ],
      key: 'title',
    })
    await owner.patch(`/api/roles/${id}`, { projects: rights('view') })
    expect((await seller.refused('PATCH', `/api/records/${deal.id}`, { values: { Confidence: 5 } })).status).toBe(403)
    await seller.send('PUT', `/api/imports/${job.id}/rows/1`, { rows: [['Fixed by now', '5']] })
    const now = await owner.get<{ record: RecordAnswer }>(`/api/records/${deal.id}`)
    expect(now.record.values[sales.field('Confidence')]).toBe(1)
  })

  test('an open import makes no options once its person no longer manages the project', async () => {
    const rights = (access: string) => ({ '*': { access: 'none' }, [sales.opportunities.id]: { access } })
    const id = await role(rights('manage'))
    const seller = await sales.world.person('Option Maker', id)
    const { import: job } = await seller.post<{ import: { id: string } }>(`${opp}/imports`, {
      columns: ['Title', 'Source'],
      mapping: [
        { column: 'Title', to: 'title' },
        { column: 'Source', to: 'Deal source', missing: 'create' },
      ],
      key: null,
    })
    await owner.patch(`/api/roles/${id}`, { projects: rights('edit') })
    await seller.send('PUT', `/api/imports/${job.id}/rows/1`, { rows: [['With option', 'Brand new source']] })
    const { project } = await owner.get<{ project: ProjectAnswer }>(opp)
    expect(JSON.stringify(project.fields)).not.toContain('Brand new source')
  })

  test('an import that makes what it points at sets no field there that its person may only see', async () => {
    const rights = {
      '*': { access: 'none' },
      [sales.opportunities.id]: { access: 'edit' },
      [sales.customers.id]: { access: 'edit', fields: { Email: 'view' } },
    }
    const seller = await sales.world.person('By Email', await role(rights))
    expect(
      (
        await seller.refused('POST', `/api/projects/${sales.customers.id}/records`, {
          title: 'x',
          values: { Email: 'set@by.example' },
        })
      ).status,
    ).toBe(403)
    const response = await seller.send('POST', `${opp}/imports`, {
      columns: ['Title', 'Customer'],
      mapping: [
        { column: 'Title', to: 'title' },
        { column: 'Customer', to: 'Customer', by: 'Email', missing: 'create' },
      ],
      key: null,
    })
    if (response.ok) {
      const { import: job } = (await response.json()) as { import: { id: string } }
      await seller.send('PUT', `/api/imports/${job.id}/rows/1`, { rows: [['By email', 'set@by.example']] })
    }
    const found = await owner.post<QueryAnswer>(`/api/projects/${sales.customers.id}/query`, {
      filter: { field: 'Email', op: 'eq', value: 'set@by.example' },
      count: true,
    })
    expect(found.count).toBe(0)
  })

  test('who looks after people without seeing all still changes a role that hides no less than theirs', async () => {
    const rights = { '*': { access: 'view' }, [sales.opportunities.id]: { access: 'edit', fields: { Cost: 'hidden' } } }
    const boss = await sales.world.person('Half Boss', await role(rights, { people: true }))
    const theirs = await role(rights)
    const response = await boss.send('PATCH', `/api/roles/${theirs}`, { name: unique('Renamed') })
    expect([response.status, await response.text()]).toEqual([200, expect.anything()])
  })
})

describe('who looks after people, and keys', () => {
  const small = { '*': { access: 'none' } as object }
  test('who looks after people has no say over the keys of those who may do more', async () => {
    const boss = await sales.world.person('Key Boss', await role(small, { people: true }))
    const key = await keyOf(owner)
    await boss.send('DELETE', `/api/keys/${key.id}`)
    expect((await byKey(key.secret)('GET', '/api/me')).status).toBe(200)
  })

  test('who looks after people withdraws no invitation to more than they may give, by asking the same address again either', async () => {
    const boss = await sales.world.person('Invitation Boss', await role(small, { people: true }))
    const email = 'coming.admin@mekong.example'
    const { invitation } = await owner.post<{ invitation: { id: string; token: string } }>('/api/invitations', {
      email,
      role: 'admin',
    })
    await boss.send('DELETE', `/api/invitations/${invitation.id}`)
    await boss.send('POST', '/api/invitations', { email, role: await role(small) })
    expect((await fetch(`${sales.world.url}/api/invitations/${invitation.token}`)).status).toBe(200)
  })

  test('the example records of a project that one may not enter stay when one takes the examples out', async () => {
    const record = await make(sales.customers.id, { title: 'An example' })
    const db = await sales.world.db()
    await db.prepare('UPDATE records SET sample = 1 WHERE id = ?').bind(Number(record.id)).run()
    const maker = await sales.world.person(
      'Project Maker',
      await role({ '*': { access: 'manage' }, [sales.customers.id]: { access: 'none' } }, { projects: true }),
    )
    expect((await maker.send('GET', `/api/records/${record.id}`)).status).toBe(404)
    await maker.send('DELETE', '/api/templates/sales/sample')
    const now = await owner.get<{ record: RecordAnswer }>(`/api/records/${record.id}`)
    expect(now.record.deletedAt).toBeNull()
  })

  test('who may not enter a project doesn’t bring it back from the bin either', async () => {
    const { project } = await owner.post<{ project: ProjectAnswer }>('/api/projects', {
      name: unique('Secret project'),
    })
    const maker = await sales.world.person(
      'Bin Maker',
      await role({ '*': { access: 'manage' }, [project.id]: { access: 'none' } }, { projects: true }),
    )
    const { change } = await owner.delete<{ change: string }>(`/api/projects/${project.id}`)
    expect((await maker.send('POST', `/api/changes/${change}/undo`)).status).toBe(404)
  })

  test('a key that may write deactivates nobody and gives no roles: what it does to doors would outlive it', async () => {
    const rights = { '*': { access: 'none' } }
    const someone = await sales.world.person('Keyed Someone', await role(rights))
    const send = byKey((await keyOf(owner)).secret)
    const id = await idOf(someone)
    const statuses = [
      (
        await send('PATCH', `/api/people/${id}`, {
          role: await role({ '*': { access: 'manage' } }, { projects: true, people: true }),
        })
      ).status,
      (await send('PUT', `/api/people/${id}/deactivation`, {})).status,
    ]
    expect(statuses).toEqual([403, 403])
  })

  test('who can’t see what a field is made of neither looks through, nor takes, nor gives a role to which it was opened', async () => {
    const opened = await role({
      '*': { access: 'view' },
      [sales.opportunities.id]: { access: 'view', fields: { Cost: 'hidden', Profit: 'open' } },
    })
    const boss = await sales.world.person(
      'Profit Boss',
      await role(
        { '*': { access: 'view' }, [sales.opportunities.id]: { access: 'view', fields: { Cost: 'hidden' } } },
        { people: true },
      ),
    )
    expect(JSON.stringify(await boss.get(opp))).not.toContain('Profit"')
    const through = await boss.send('GET', opp, undefined, { 'view-as': opened })
    const given = await boss.send('PATCH', `/api/people/${await idOf(boss)}`, { role: opened })
    const seen = JSON.stringify(await boss.get(opp)).includes('"Profit"')
    expect([through.status, given.status, seen]).toEqual([403, 403, false])
  })

  test('the log names no hidden field to who looks after people', async () => {
    await field(sales.opportunities.id, { name: 'Bribe fund', type: 'number' })
    await role({
      '*': { access: 'view' },
      [sales.opportunities.id]: { access: 'view', fields: { 'Bribe fund': 'hidden' } },
    })
    const boss = await sales.world.person('Log Boss', await role(small, { people: true }))
    expect(JSON.stringify([await boss.get('/api/audit'), await boss.get('/api/roles')])).not.toContain('Bribe fund')
  })
})
