import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import { type Scene, startScene } from './attack-world.ts'

// Undo asks anew for every right: what was one’s own when it was done may be somebody else’s by now.

let team: Scene['team']
let sales: Scene['sales']
let owner: Scene['owner']
let junior: Scene['junior']
let opp: Scene['opp']
let unique: Scene['unique']
let field: Scene['field']
let make: Scene['make']
let role: Scene['role']
beforeAll(async () => {
  ;({ team, sales, owner, junior, opp, unique, field, make, role } = await startScene())
})
afterAll(() => sales.world.close())

const record = async (id: string) => (await owner.get<{ record: RecordAnswer }>(`/api/records/${id}`)).record

const inOpp = (rights: object, others: object = { access: 'none' }) => ({
  '*': others,
  [sales.opportunities.id]: rights,
})

describe('undo', () => {
  test('who sees only their own by now takes back nothing on a record that isn’t there for them any more', async () => {
    const id = await role(inOpp({ access: 'edit' }))
    const seller = await sales.world.person('Narrowed Seller', id)
    const deal = await make(sales.opportunities.id, { title: 'Before', assignees: [team.people.Sokha] })
    const { change } = await seller.patch<{ change: string }>(`/api/records/${deal.id}`, { title: 'After' })
    await owner.patch(`/api/roles/${id}`, { projects: { [sales.opportunities.id]: { records: 'own' } } })
    expect((await seller.send('GET', `/api/records/${deal.id}`)).status).toBe(404)
    const response = await seller.send('POST', `/api/changes/${change}/undo`)
    expect([response.status, (await record(deal.id)).title]).toEqual([404, 'After'])
  })

  test('whether somebody touched a record that isn’t there for them any more can’t be told by undo', async () => {
    const id = await role(inOpp({ access: 'edit' }))
    const seller = await sales.world.person('Probing Seller', id)
    const statuses: number[] = []
    const changes: string[] = []
    for (const touched of [false, true]) {
      const deal = await make(sales.opportunities.id, { title: unique('Probe'), assignees: [team.people.Sokha] })
      changes.push((await seller.patch<{ change: string }>(`/api/records/${deal.id}`, { description: 'x' })).change)
      if (touched) await owner.patch(`/api/records/${deal.id}`, { values: { Amount: 3 } })
    }
    await owner.patch(`/api/roles/${id}`, { projects: { [sales.opportunities.id]: { records: 'own' } } })
    for (const change of changes) statuses.push((await seller.send('POST', `/api/changes/${change}/undo`)).status)
    expect(statuses[0]).toBe(statuses[1])
  })

  test('an import is not taken back on records that are not there for its person any more', async () => {
    const id = await role(inOpp({ access: 'edit' }))
    const seller = await sales.world.person('Narrowed Importer', id)
    const deal = await make(sales.opportunities.id, { title: 'Import target', assignees: [team.people.Sokha] })
    const { import: job } = await seller.post<{ import: { id: string } }>(`${opp}/imports`, {
      columns: ['Title', 'Worth'],
      mapping: [
        { column: 'Title', to: 'title' },
        { column: 'Worth', to: 'Amount' },
      ],
      key: 'title',
    })
    await seller.put(`/api/imports/${job.id}/rows/1`, { rows: [['Import target', '77']] })
    await owner.patch(`/api/roles/${id}`, { projects: { [sales.opportunities.id]: { records: 'own' } } })
    await seller.send('DELETE', `/api/imports/${job.id}`)
    expect((await record(deal.id)).values[sales.field('Amount')]).toMatchObject({ amount: '77.00' })
  })

  test('a file in a field that may only be seen by now is not taken away by undo', async () => {
    const scans = await field(sales.opportunities.id, { name: 'Scans', type: 'file' })
    const id = await role(inOpp({ access: 'edit' }, { access: 'view' }))
    const seller = await sales.world.person('Scan Seller', id)
    const deal = await make(sales.opportunities.id, { title: 'With scans' })
    const form = new FormData()
    form.set('file', new File(['x'], 's.txt', { type: 'text/plain' }))
    form.set('field', 'Scans')
    const { file, change } = await seller.ok<{ file: { id: string }; change: string }>(
      'POST',
      `/api/records/${deal.id}/files`,
      form,
    )
    await owner.patch(`/api/roles/${id}`, { projects: { [sales.opportunities.id]: { fields: { Scans: 'view' } } } })
    expect((await seller.send('DELETE', `/api/files/${file.id}`)).status).toBe(403)
    await seller.send('POST', `/api/changes/${change}/undo`)
    expect((await owner.send('GET', `/api/files/${file.id}`)).status).toBe(200)
    await owner.delete(`/api/fields/${scans.id}`)
  })

  test('who manages no more renames no tag by undo', async () => {
    const id = await role(inOpp({ access: 'manage' }))
    const seller = await sales.world.person('Demoted Manager', id)
    const tag = sales.opportunities.tags[0]!
    const { change } = await seller.patch<{ change: string }>(`/api/tags/${tag.id}`, { name: 'Renamed tag' })
    await owner.patch(`/api/roles/${id}`, { projects: { [sales.opportunities.id]: { access: 'edit' } } })
    expect((await seller.send('PATCH', `/api/tags/${tag.id}`, { name: tag.name })).status).toBe(403)
    await seller.send('POST', `/api/changes/${change}/undo`)
    const { project } = await owner.get<{ project: ProjectAnswer }>(opp)
    const now = project.tags.find((one) => one.id === tag.id)?.name
    await owner.patch(`/api/tags/${tag.id}`, { name: tag.name })
    expect(now).toBe('Renamed tag')
  })

  test('who manages a project and may not delete one doesn’t delete it by undoing that it was made', async () => {
    const { project, change } = await owner.post<{ project: ProjectAnswer; change: string }>('/api/projects', {
      name: unique('Lasting'),
    })
    const manager = await sales.world.person(
      'Only Manager',
      await role({ '*': { access: 'none' }, [project.id]: { access: 'manage' } }),
    )
    expect((await manager.send('DELETE', `/api/projects/${project.id}`)).status).toBe(403)
    const response = await manager.send('POST', `/api/changes/${change}/undo`)
    expect([response.status, (await owner.send('GET', `/api/projects/${project.id}`)).status]).toEqual([403, 200])
  })

  test('what is said on a record after it was given away isn’t heard by taking that back', async () => {
    const deal = await make(sales.opportunities.id, { title: unique('Given') }, junior)
    const { change } = await junior.put<{ change: string }>(`/api/records/${deal.id}/assignees/${team.people.Sokha}`)
    expect((await junior.send('GET', `/api/records/${deal.id}`)).status).toBe(404)
    await owner.post(`/api/records/${deal.id}/comments`, { body: 'Never tell Dara' })
    await junior.send('POST', `/api/changes/${change}/undo`)
    expect(await (await junior.send('GET', `/api/records/${deal.id}/comments`)).text()).not.toContain('Never tell')
  })

  test('a change that was taken back in part by who sees but a part can still be taken back by who sees all', async () => {
    const id = await role({ '*': { access: 'none' }, [sales.opportunities.id]: { access: 'edit' } })
    const seller = await sales.world.person('Part Undoer', id)
    const me = (await seller.get<{ person: { id: string } }>('/api/me')).person.id
    const opp = `/api/projects/${sales.opportunities.id}`
    const [a, b] = [
      await make(sales.opportunities.id, { title: 'Part A', assignees: [me] }),
      await make(sales.opportunities.id, { title: 'Part B', assignees: [team.people.Sokha] }),
    ]
    const { import: job } = await seller.post<{ import: { id: string; change: string } }>(`${opp}/imports`, {
      columns: ['Title', 'Worth'],
      mapping: [
        { column: 'Title', to: 'title' },
        { column: 'Worth', to: 'Amount' },
      ],
      key: 'title',
    })
    await seller.put(`/api/imports/${job.id}/rows/1`, {
      rows: [
        ['Part A', '5'],
        ['Part B', '5'],
      ],
    })
    await owner.patch(`/api/records/${b.id}`, { description: 'touched' })
    await owner.patch(`/api/roles/${id}`, { projects: { [sales.opportunities.id]: { records: 'own' } } })
    await seller.delete(`/api/imports/${job.id}`)
    const amount = async (one: RecordAnswer) =>
      (await owner.get<{ record: RecordAnswer }>(`/api/records/${one.id}`)).record.values[sales.field('Amount')]
    expect([await amount(a), await amount(b)]).toEqual([null, { amount: '5.00', currency: 'USD' }])
    expect((await owner.send('POST', `/api/changes/${job.change}/undo`)).status).toBe(200)
    expect(await amount(b)).toBe(null)
  })

  test('a name in stored history that is no column of its table is never put into a statement', async () => {
    const name = unique('Stage')
    const { list } = await owner.post<{ list: { id: string } }>(`/api/projects/${sales.opportunities.id}/lists`, {
      name,
    })
    const { change } = await owner.patch<{ change: string }>(`/api/lists/${list.id}`, { name: unique('Stage') })
    const db = await sales.world.db()
    await db
      .prepare("UPDATE history SET fields = json_set(fields, ?, json_array('lost')) WHERE change_id = ?")
      .bind(`$."kind = 'lost' --"`, Number(change))
      .run()
    await owner.post(`/api/changes/${change}/undo`)
    const row = await db.prepare('SELECT name, kind FROM lists WHERE id = ?').bind(Number(list.id)).first()
    expect(row).toEqual({ name, kind: 'open' })
  })
})
