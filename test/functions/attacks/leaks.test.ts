import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectAnswer, QueryAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import { type Scene, startScene } from './attack-world.ts'

let team: Scene['team']
let sales: Scene['sales']
let owner: Scene['owner']
let junior: Scene['junior']
let deliveries: Scene['deliveries']
let opp: Scene['opp']
let blindManager: Scene['blindManager']
let unique: Scene['unique']
let field: Scene['field']
let make: Scene['make']
let role: Scene['role']
let idOf: Scene['idOf']
beforeAll(async () => {
  ;({ team, sales, owner, junior, deliveries, opp, unique, field, make, role, idOf, blindManager } = await startScene())
})
afterAll(() => sales.world.close())

describe('opened fields', () => {
  let manager: Client
  beforeAll(async () => {
    manager = await sales.world.person(
      'Delivery Manager',
      await role({
        '*': { access: 'none' },
        [sales.customers.id]: { access: 'view' },
        [sales.opportunities.id]: { access: 'edit', fields: { Cost: 'hidden', Profit: 'open' } },
        [deliveries.id]: { access: 'manage' },
      }),
    )
  })

  test('a lookup of what an opened field is made of is refused as one of nothing', async () => {
    const ask = async (name: string) => {
      const response = await manager.send('POST', `/api/projects/${deliveries.id}/fields`, {
        name: 'Probe',
        type: 'lookup',
        config: { reference: 'Opportunity', field: name },
      })
      return [response.status, (await response.text()).replaceAll(name, '…')]
    }
    const nothing = await ask('Nonesuch')
    expect(await ask('Cost')).toEqual(nothing)
  })

  test('circles through what is hidden are refused, and both projects stay readable', async () => {
    const f = await field(deliveries.id, { name: 'F', type: 'formula', config: { formula: '1' } })
    await field(sales.opportunities.id, {
      name: 'X',
      type: 'rollup',
      config: { project: deliveries.id, reference: 'Opportunity', measure: { op: 'sum', field: 'F' } },
    })
    await field(sales.opportunities.id, { name: 'Y', type: 'formula', config: { formula: '{X} + 1' } })
    const circler = await sales.world.person(
      'Circle Maker',
      await role({
        '*': { access: 'none' },
        [sales.customers.id]: { access: 'view' },
        [sales.opportunities.id]: { access: 'view', fields: { X: 'hidden', Y: 'open' } },
        [deliveries.id]: { access: 'manage' },
      }),
    )
    await field(
      deliveries.id,
      { name: 'Look', type: 'lookup', config: { reference: 'Opportunity', field: 'Y' } },
      circler,
    )
    const since = Date.now()
    const response = await circler.send('PATCH', `/api/fields/${f.id}`, { config: { formula: '{Look} + 1' } })
    const read = await owner.send('POST', `${opp}/query`, {})
    const other = await owner.send('POST', `/api/projects/${deliveries.id}/query`, {})
    const took = Date.now() - since
    if (response.ok) await owner.send('PATCH', `/api/fields/${f.id}`, { config: { formula: '1' } })
    expect([response.status, read.status, other.status, took < 20_000]).toEqual([422, 200, 200, true])
  })
})

describe('leaks', () => {
  test('a handover of a hidden field leaves no entry in the history of who can’t see it', async () => {
    await field(sales.opportunities.id, { name: 'Auditor', type: 'person' })
    const auditor = await sales.world.person('Secret Auditor', 'member')
    const watcher = await sales.world.person(
      'Watcher',
      await role({
        '*': { access: 'view' },
        [sales.opportunities.id]: { access: 'edit', fields: { Auditor: 'hidden' } },
      }),
    )
    const deal = await make(sales.opportunities.id, { title: 'Audited', values: { Auditor: [await idOf(auditor)] } })
    const entries = async () =>
      (await watcher.get<{ entries: object[] }>(`/api/records/${deal.id}/history`)).entries.length
    const before = await entries()
    await owner.put(`/api/people/${await idOf(auditor)}/deactivation`, { handTo: team.people.Sokha })
    expect(await entries()).toBe(before)
  })

  test('what a lookup shows of a reference doesn’t tell its filter’s hidden fields and values', async () => {
    await field(sales.customers.id, { name: 'Credit limit', type: 'number' })
    await field(sales.opportunities.id, {
      name: 'Guarantor',
      type: 'reference',
      config: { project: sales.customers.id, filter: { field: 'Credit limit', op: 'gt', value: 424242 } },
    })
    await field(deliveries.id, {
      name: 'Guaranteed by',
      type: 'lookup',
      config: { reference: 'Opportunity', field: 'Guarantor' },
    })
    const reader = await sales.world.person(
      'Reader',
      await role({
        '*': { access: 'view' },
        [sales.customers.id]: { access: 'view', fields: { 'Credit limit': 'hidden' } },
      }),
    )
    expect(JSON.stringify(await reader.get('/api/projects'))).not.toContain('424242')
  })

  test('a default that no longer fits neither stops those who can’t see its field nor names it to them', async () => {
    const leaver = await sales.world.person('Default Leaver', 'member')
    const id = await idOf(leaver)
    const reviewerField = await field(sales.opportunities.id, {
      name: 'Secret reviewer',
      type: 'person',
      default: ['Default Leaver'],
    })
    const seller = await sales.world.person(
      'Default Seller',
      await role({
        '*': { access: 'view' },
        [sales.opportunities.id]: { access: 'edit', fields: { 'Secret reviewer': 'hidden' } },
      }),
    )
    await owner.put(`/api/people/${id}/deactivation`, {})
    await owner.put(`/api/people/${id}/erasure`, { name: 'Default Leaver' })
    const response = await seller.send('POST', `${opp}/records`, { title: 'With a default' })
    const text = await response.text()
    await owner.delete(`/api/fields/${reviewerField.id}`)
    expect(text).not.toContain('Default Leaver')
    expect(response.status).toBe(201)
  })

  test('a cursor tells no title that its answer leaves out: of a record in the bin that its reader can’t see', async () => {
    const customer = await make(sales.customers.id, { title: 'Zzyzx Binned Customer' })
    await make(sales.opportunities.id, { title: 'Points into the bin', values: { Customer: customer.id } })
    await owner.delete(`/api/records/${customer.id}`)
    const reader = await sales.world.person(
      'Cursor Reader',
      await role({ '*': { access: 'view' }, [sales.customers.id]: { access: 'view', records: 'own' } }),
    )
    const answer = await reader.post<QueryAnswer>(`${opp}/query`, {
      sort: [{ field: 'Customer', desc: true }],
      limit: 1,
    })
    expect(decodeURIComponent(JSON.stringify(answer))).not.toContain('zzyzx')
  })

  test('who can’t see all of a tag’s records takes it off none of them by undoing that they made it', async () => {
    const { tag, change } = await junior.post<{ tag: { id: string }; change: string }>(`${opp}/tags`, {
      name: unique('Tag'),
    })
    const chairs = team.deals['Office chairs']!.id
    await owner.put(`/api/records/${chairs}/tags/${tag.id}`)
    await junior.send('POST', `/api/changes/${change}/undo`)
    const now = await owner.get<{ record: RecordAnswer }>(`/api/records/${chairs}`)
    expect(now.record.tags.map(({ id }) => id)).toContain(tag.id)
  })

  test('the fields that were deleted, and were hidden from a manager by what they read, are not named to them', async () => {
    const look = await field(deliveries.id, {
      name: 'Hidden cost look',
      type: 'lookup',
      config: { reference: 'Opportunity', field: 'Cost' },
    })
    const manager = await blindManager('Blind Manager', deliveries.id)
    const answers = async () => JSON.stringify(await manager.get(`/api/projects/${deliveries.id}/fields`))
    expect(await answers()).not.toContain('Hidden cost look')
    await owner.delete(`/api/fields/${look.id}`)
    expect(await answers()).not.toContain('Hidden cost look')
  })
})

describe('by what hangs on records and fields', () => {
  test('a manager undoes no change of a field that is hidden from them, and is told nothing that it keeps', async () => {
    const look = await field(deliveries.id, {
      name: 'Cost look',
      type: 'lookup',
      config: { reference: 'Opportunity', field: 'Cost' },
    })
    const manager = await blindManager('Undoing Manager', deliveries.id)
    const { change } = await owner.patch<{ change: string }>(`/api/fields/${look.id}`, { help: 'first' })
    await owner.patch(`/api/fields/${look.id}`, { help: 'margins of the board' })
    const response = await manager.send('POST', `/api/changes/${change}/undo`)
    const text = await response.text()
    await owner.delete(`/api/fields/${look.id}`)
    expect(text).not.toContain('margins of the board')
    expect(response.status).toBe(404)
  })

  test('a deleted field that was hidden from a manager is not theirs to restore', async () => {
    const look = await field(deliveries.id, {
      name: 'Cost again',
      type: 'lookup',
      config: { reference: 'Opportunity', field: 'Cost' },
    })
    await owner.delete(`/api/fields/${look.id}`)
    const manager = await blindManager('Restoring Manager', deliveries.id)
    expect((await manager.send('PUT', `/api/fields/${look.id}/restore`)).status).toBe(404)
  })

  test('what a filter holds that limits an opened field’s input isn’t told with its result', async () => {
    await field(sales.opportunities.id, {
      name: 'Backer',
      type: 'reference',
      config: { project: sales.customers.id, filter: { field: 'Phone', op: 'eq', value: '+85512999888' } },
    })
    await field(deliveries.id, {
      name: 'Backed by',
      type: 'lookup',
      config: { reference: 'Opportunity', field: 'Backer' },
    })
    const reader = await sales.world.person(
      'Open Reader',
      await role({
        '*': { access: 'view' },
        [sales.customers.id]: { access: 'view', fields: { Phone: 'hidden' } },
        [sales.opportunities.id]: { access: 'view', fields: { Backer: 'hidden' } },
        [deliveries.id]: { access: 'view', fields: { 'Backed by': 'open' } },
      }),
    )
    expect(JSON.stringify(await reader.get('/api/projects'))).not.toContain('85512999888')
  })

  test('a person’s own comment, on a record that was given away, is theirs to touch no more by undo', async () => {
    const deal = await make(sales.opportunities.id, { title: 'Given with comment' }, junior)
    const { comment, change } = await junior.post<{ comment: { id: string }; change: string }>(
      `/api/records/${deal.id}/comments`,
      { body: 'mine' },
    )
    await owner.put(`/api/records/${deal.id}/assignees/${team.people.Sokha}`)
    expect((await junior.send('PATCH', `/api/comments/${comment.id}`, { body: 'x' })).status).toBe(404)
    expect((await junior.send('POST', `/api/changes/${change}/undo`)).status).toBe(404)
  })

  test('a file in a field that is hidden by now is not taken away by undo', async () => {
    const papers = await field(sales.opportunities.id, { name: 'Papers', type: 'file' })
    const rights = (fields: object) => ({
      '*': { access: 'view' },
      [sales.opportunities.id]: { access: 'edit', fields },
    })
    const id = await role(rights({}))
    const seller = await sales.world.person('Paper Seller', id)
    const deal = await make(sales.opportunities.id, { title: 'With papers' })
    const form = new FormData()
    form.set('file', new File(['x'], 'p.txt', { type: 'text/plain' }))
    form.set('field', 'Papers')
    const { file, change } = await seller.ok<{ file: { id: string }; change: string }>(
      'POST',
      `/api/records/${deal.id}/files`,
      form,
    )
    await owner.patch(`/api/roles/${id}`, { projects: rights({ Papers: 'hidden' }) })
    expect((await seller.send('DELETE', `/api/files/${file.id}`)).status).toBe(404)
    await seller.send('POST', `/api/changes/${change}/undo`)
    expect((await owner.send('GET', `/api/files/${file.id}`)).status).toBe(200)
    await owner.delete(`/api/fields/${papers.id}`)
  })

  test('a new field may be called as a hidden one, and names still tell fields apart for those who see both', async () => {
    await field(deliveries.id, { name: 'Twin', type: 'lookup', config: { reference: 'Opportunity', field: 'Cost' } })
    const manager = await blindManager('Naming Manager', deliveries.id)
    await manager.send('POST', `/api/projects/${deliveries.id}/fields`, { name: 'Twin', type: 'number' })
    const { project } = await owner.get<{ project: ProjectAnswer }>(`/api/projects/${deliveries.id}`)
    expect(project.fields.filter(({ name }) => name === 'Twin')).toHaveLength(1)
  })
})
