import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BoardAnswer, FieldAnswer, ProjectAnswer, QueryAnswer, RecordAnswer } from '../../src/core/api/answers.ts'
import type { Client } from '../client.ts'
import { compareCube, type Sales } from './sales-world.ts'
import { type RoleAnswer, startTeam, type Team } from './team-world.ts'

let sales: Sales
let junior: Client
let teamed: Client
let people: Team['people']
let deals: Team['deals']
let record: Team['record']
beforeAll(async () => {
  ;({ sales, junior, teamed, people, deals, record } = await startTeam())
})
afterAll(() => sales.world.close())

const query = async (who: Client, body: object = {}) =>
  (await who.post<QueryAnswer>(`/api/projects/${sales.opportunities.id}/query`, {
    count: true,
    ...body,
  })) as QueryAnswer
const titles = (answer: QueryAnswer) => answer.records.map((record) => record.title).sort()
const project = async (who: Client) =>
  (await who.get<{ project: ProjectAnswer }>(`/api/projects/${sales.opportunities.id}`)).project

describe('whose records', () => {
  test('own: assigned to me, or made by me and nobody’s; team: the same for my colleagues', async () => {
    expect(titles(await query(junior))).toEqual(['Rice mill', 'Water filters'])
    expect(titles(await query(teamed))).toEqual(['Rice mill', 'Solar pumps', 'Water filters'])
    expect((await query(sales.owner)).count).toBe(5)
  })

  test('counts, sums, groups, board, tags and charts are of the same records', async () => {
    const answer = await query(junior, {
      totals: [{ op: 'sum', field: 'Amount' }],
      group: { by: 'assignees' },
      limit: 1,
    })
    expect(answer.count).toBe(2)
    expect(answer.totals).toMatchObject([{ value: '2000.00' }])
    expect(answer.groups?.map((group) => [group.label, group.count])).toEqual([
      ['Dara Vann', 1],
      ['', 1],
    ])
    const board = await junior.post<BoardAnswer>(`/api/projects/${sales.opportunities.id}/board`, { sum: 'Amount' })
    expect(board.lists.reduce((sum, list) => sum + list.count, 0)).toBe(2)
    const chart = {
      name: 'x',
      kind: 'stat',
      projects: [sales.opportunities.id],
      measure: { op: 'sum', field: 'Amount' },
    }
    expect(await junior.post('/api/charts/preview', chart)).toMatchObject({ totals: [{ value: '2000.00' }] })
  })

  test('what is somebody else’s answers as what was never made', async () => {
    const never = `/api/records/${Number(deals['Rice mill']!.id) + 4096 * 999}`
    for (const [method, path, body] of [
      ['GET', ''],
      ['PATCH', '', { title: 'Mine now' }],
      ['PUT', '/move', { list: 'Negotiation' }],
      ['PUT', '/archive'],
      ['DELETE', ''],
      ['PUT', '/restore'],
      ['GET', '/history'],
      ['GET', '/comments'],
      ['POST', '/comments', { body: 'hello' }],
      ['GET', '/files'],
      ['GET', '/referenced-by'],
      ['PUT', '/assignees/me'],
    ] as const) {
      const [hidden, gone] = await Promise.all(
        [record('Office chairs'), never].map((one) => junior.refused(method, one + path, body)),
      )
      expect([method, path, hidden]).toEqual([method, path, gone])
      expect(hidden!.status).toBe(404)
    }
  })

  test('who gives a record away hears of it once more, may take that back at once, and sees it no longer', async () => {
    const { record: given } = await junior.post<{ record: RecordAnswer }>(
      `/api/projects/${sales.opportunities.id}/records`,
      {
        title: 'Given away',
      },
    )
    const answer = await junior.put<{ record: RecordAnswer; change: string }>(
      `/api/records/${given.id}/assignees/${people.Sokha}`,
    )
    expect(answer.record.assignees).toMatchObject([{ name: 'Sokha Chan' }])
    expect((await junior.refused('GET', `/api/records/${given.id}`)).status).toBe(404)
    await junior.post(`/api/changes/${answer.change}/undo`)
    expect((await junior.send('GET', `/api/records/${given.id}`)).status).toBe(200)
    await junior.delete(`/api/records/${given.id}`)
  })
})

describe('which fields', () => {
  test('a hidden field, and what is worked out from it, are not there', async () => {
    const names = (await project(junior)).fields.map((field) => field.name)
    expect(names).toContain('Amount')
    expect(names).not.toContain('Cost')
    expect(names).not.toContain('Profit')
    const [cost, profit, amount] = ['Cost', 'Profit', 'Amount'].map((name) => sales.field(name))
    const answer = await junior.get<{ record: RecordAnswer }>(record('Water filters'))
    expect(answer.record.values[amount!]).toEqual({ amount: '1000.00', currency: 'USD' })
    expect(answer.record.values).not.toHaveProperty(cost!)
    expect(answer.record.values).not.toHaveProperty(profit!)
  })

  test.each(['Cost', 'Profit', 'id'])('%s by any name answers as a name that nothing has', async (name) => {
    const hidden = name === 'id' ? sales.field('Cost') : name
    const path = `/api/projects/${sales.opportunities.id}`
    const ask = async (method: string, url: string, body: (name: string) => unknown) => {
      const [one, other] = await Promise.all(
        [hidden, 'Nonesuch'].map(async (field) =>
          JSON.stringify(await junior.refused(method, url, body(field))).replaceAll(field, '…'),
        ),
      )
      expect(one).toBe(other)
    }
    await ask('POST', `${path}/query`, (field) => ({ filter: { field, op: 'gt', value: 5 } }))
    await ask('POST', `${path}/query`, (field) => ({ sort: [{ field }] }))
    await ask('POST', `${path}/query`, (field) => ({ group: { by: field } }))
    await ask('POST', `${path}/query`, (field) => ({ totals: [{ op: 'sum', field }] }))
    await ask('POST', `${path}/board`, (field) => ({ sum: field }))
    await ask('PATCH', record('Water filters'), (field) => ({ values: { [field]: 1 } }))
    await ask('POST', `${path}/records`, (field) => ({ title: 'x', values: { [field]: 1 } }))
    await ask('PUT', `${record('Water filters')}/move`, (field) => ({ list: 'Negotiation', values: { [field]: 1 } }))
    await ask('POST', '/api/charts/preview', (field) => ({
      name: 'x',
      kind: 'bar',
      projects: [sales.opportunities.id],
      measure: { op: 'sum', field },
    }))
    await ask('POST', `${path}/imports`, (field) => ({
      columns: ['a', 'b'],
      mapping: [
        { column: 'a', to: 'title' },
        { column: 'b', to: field },
      ],
    }))
  })

  test('one that may be seen and not set says so', async () => {
    const confidence = (await project(junior)).fields.find((field) => field.name === 'Confidence')
    expect(confidence?.fixed).toBe(true)
    const problem = await junior.refused('PATCH', record('Water filters'), { values: { Confidence: 5, Amount: 2 } })
    expect(problem).toMatchObject({ status: 403, errors: [{ path: 'values.Confidence', code: 'fixedField' }] })
  })

  test('history tells nothing of it, not even that something was changed', async () => {
    await sales.owner.patch(record('Water filters'), { values: { Cost: 450 } })
    const entries = async (who: Client) =>
      (await who.get<{ entries: { fields: { name: string }[] }[] }>(`${record('Water filters')}/history`)).entries
    expect((await entries(sales.owner))[0]!.fields).toMatchObject([{ name: 'Cost' }])
    expect(JSON.stringify(await entries(junior))).not.toContain('Cost')
    expect(await entries(junior)).toHaveLength((await entries(sales.owner)).length - 1)
  })

  test('what is hidden from its maker still gets its default, is counted, and need not be filled', async () => {
    const path = `/api/projects/${sales.opportunities.id}`
    await sales.owner.patch(`/api/fields/${sales.field('Cost')}`, { default: 25, required: true })
    const { record: newRecord } = await junior.post<{ record: RecordAnswer }>(`${path}/records`, {
      title: 'With costs',
    })
    const { record: seen } = await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${newRecord.id}`)
    expect(seen.values[sales.field('Cost')]).toEqual({ amount: '25.00', currency: 'USD' })
    const { stored, computed } = await compareCube(sales.world)
    expect(stored).toEqual(computed)
    await sales.owner.patch(`/api/fields/${sales.field('Cost')}`, { default: null, required: false })
    await junior.delete(`/api/records/${newRecord.id}`)
  })

  test('an admin opens a field knowingly: its value is there, and what it is made of is not', async () => {
    const fields = { Cost: 'hidden', Profit: 'open' }
    const { role } = await sales.owner.post<{ role: RoleAnswer }>('/api/roles', {
      name: 'Sees profit',
      projects: { '*': { access: 'view' }, [sales.opportunities.id]: { access: 'edit', fields } },
    })
    const opened = await sales.world.person('Chenda Ros', role.id)
    const seen = (await project(opened)).fields
    const profit = seen.find((field) => field.name === 'Profit') as FieldAnswer
    expect(seen.some((field) => field.name === 'Cost')).toBe(false)
    // Its formula would name them.
    expect(profit.config).toEqual({})
    const answer = await query(opened, {
      filter: { field: 'Profit', op: 'gt', value: 500 },
      sort: [{ field: 'Profit' }],
      totals: [{ op: 'sum', field: 'Profit' }],
    })
    expect(answer.records.length).toBeGreaterThan(0)
    expect(answer.totals).toMatchObject([{ currency: 'USD' }])
    expect(answer.records[0]!.values).not.toHaveProperty(sales.field('Cost'))
    const { entries } = await sales.owner.get<{ entries: { kind: string; detail: { name: string } }[] }>(
      '/api/audit?kind=roleMade',
    )
    expect(entries[0]!.detail.name).toBe('Sees profit')
  })
})
