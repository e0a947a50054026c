import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BoardAnswer, ImportAnswer, ProjectAnswer } from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let owner: Client
let deals: ProjectAnswer
beforeAll(async () => {
  world = await startWorld({ BENCH: '1' }, { site: false })
  owner = await world.owner()
  const template = await owner.post<{ projects: ProjectAnswer[] }>('/api/templates/sales', { currency: 'USD' })
  deals = template.projects[1]!
  const { import: job } = await owner.post<{ import: ImportAnswer }>(`/api/projects/${deals.id}/imports`, {
    columns: ['Deal', 'Amount', 'Cost'],
    mapping: [
      { column: 'Deal', to: 'title' },
      { column: 'Amount', to: 'Amount' },
      { column: 'Cost', to: 'Cost' },
    ],
  })
  const rows = Array.from({ length: 120 }, (_, i) => [`Stock system ${i + 1}`, String(1000 + i), String(700 + i)])
  await owner.put(`/api/imports/${job.id}/rows/1`, { rows })
})
afterAll(() => world.close())

/** The board as it was sent, and how many rows of the database it took. */
async function board(
  client: Client,
  body: object = { perList: 100 },
  headers = {},
): Promise<{ text: string; rows: number }> {
  const response = await client.send('POST', `/api/projects/${deals.id}/board`, body, headers)
  return { text: await response.text(), rows: Number(response.headers.get('x-d1')!.split(' ')[1]) }
}

test('a board that nobody has changed is given again, and anew after any change', async () => {
  const first = await board(owner)
  expect(first.rows).toBeGreaterThan(200)
  const again = await board(owner)
  expect(again.text).toBe(first.text)
  expect(again.rows).toBeLessThan(40)
  const card = (JSON.parse(first.text) as BoardAnswer).lists[0]!.records[0]!
  await owner.patch(`/api/records/${card.id}`, { title: 'Payroll' })
  const after = await board(owner)
  expect(after.rows).toBeGreaterThan(200)
  expect(after.text).toContain('Payroll')
  expect((await board(owner, undefined, { 'cache-control': 'no-cache' })).rows).toBeGreaterThan(200)
  // Another question is another answer.
  expect((JSON.parse((await board(owner, { perList: 99 })).text) as BoardAnswer).lists[0]!.records).toHaveLength(99)
})

test('nobody is given what was put together for somebody else, or for other rights', async () => {
  const cost = deals.fields.find(({ name }) => name === 'Cost')!.id
  const { role } = await owner.post<{ role: { id: string } }>('/api/roles', {
    name: 'Seller',
    projects: { [deals.id]: { access: 'edit' } },
  })
  const dara = await world.person('Dara', role.id)
  const open = await board(dara)
  expect(open.text).toContain(`"${cost}":`)
  expect((await board(dara)).rows).toBeLessThan(40)
  await owner.patch(`/api/roles/${role.id}`, { projects: { [deals.id]: { fields: { Cost: 'hidden' } } } })
  expect((await board(dara)).text).not.toContain(`"${cost}":`)
  expect((await board(owner)).text).toContain(`"${cost}":`)
  await owner.patch(`/api/roles/${role.id}`, { projects: { [deals.id]: { access: 'none' } } })
  expect((await dara.send('POST', `/api/projects/${deals.id}/board`, { perList: 100 })).status).toBe(404)
})

test('what depends on the minute is never kept', async () => {
  const body = { perList: 100, filter: { field: 'timeInList', op: 'gte', value: 0 } }
  await board(owner, body)
  expect((await board(owner, body)).rows).toBeGreaterThan(200)
  // Nor where the address asks for it, or a chart that is stored.
  const { dashboard } = await owner.post<{ dashboard: { id: string } }>('/api/dashboards', { name: 'Quiet deals' })
  const chart = { name: 'Deals', kind: 'stat', projects: [deals.id], measure: { op: 'count' } }
  await owner.post(`/api/dashboards/${dashboard.id}/charts`, chart)
  const etagOf = async (query = '') =>
    (await owner.send('GET', `/api/dashboards/${dashboard.id}/data${query}`)).headers.get('etag')
  const stale = { field: 'stale', op: 'eq', value: true }
  expect(await etagOf()).not.toBeNull()
  expect(await etagOf(`?filter=${encodeURIComponent(JSON.stringify(stale))}`)).toBeNull()
  await owner.post(`/api/dashboards/${dashboard.id}/charts`, { ...chart, filter: stale })
  expect(await etagOf()).toBeNull()
})
