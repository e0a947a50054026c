import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BoardAnswer, QueryAnswer, RecordAnswer } from '../../src/core/api/answers.ts'
import { type Sales, startSales } from './sales-world.ts'

/** Manners of the API that hold on many routes. */
let sales: Sales
let record: RecordAnswer
let path: string
beforeAll(async () => {
  sales = await startSales()
  path = `/api/projects/${sales.opportunities.id}`
  const body = { title: 'Water audit', values: { Amount: '12500.00', Confidence: 3 } }
  record = (await sales.owner.post<{ record: RecordAnswer }>(`${path}/records`, body)).record
})
afterAll(() => sales.world.close())

test('?keys=name keys values by the names of their fields, on a record, a query and the board', async () => {
  const right = { Amount: { amount: '12500.00', currency: 'USD' }, Confidence: 3 }
  const body = { fields: ['Amount', 'Confidence'] }
  const one = await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${record.id}?keys=name`)
  expect(one.record.values).toMatchObject(right)
  const { records } = await sales.owner.post<QueryAnswer>(`${path}/query?keys=name`, body)
  expect(records[0]!.values).toEqual(right)
  const { lists } = await sales.owner.post<BoardAnswer>(`${path}/board?keys=name`, body)
  expect(lists[0]!.records[0]!.values).toEqual(right)
  const byId = await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${record.id}?keys=id`)
  expect(byId.record).toEqual(record)
  const refused = await sales.owner.refused('GET', `/api/records/${record.id}?keys=title`)
  expect(refused).toMatchObject({ status: 422, errors: [{ path: 'keys', code: 'notOneOf', options: ['id', 'name'] }] })
})

test('an answer by names is no 304 of one by ids', async () => {
  const byId = await sales.owner.send('GET', `/api/records/${record.id}`)
  const headers = { 'if-none-match': byId.headers.get('etag')! }
  expect((await sales.owner.send('GET', `/api/records/${record.id}`, undefined, headers)).status).toBe(304)
  expect((await sales.owner.send('GET', `/api/records/${record.id}?keys=name`, undefined, headers)).status).toBe(200)
})

test.each(['query', 'board'])('an unknown name in the fields of a %s is refused by its place', async (route) => {
  const problem = await sales.owner.refused('POST', `${path}/${route}`, { fields: ['Amount', 'Amuont', 'title2'] })
  expect(problem.status).toBe(422)
  expect(problem.errors.map(({ path, code }) => [path, code])).toEqual([
    ['fields.1', 'unknownField'],
    ['fields.2', 'unknownField'],
  ])
})

test.each([
  ['/records', { title: 'A', valeus: {} }, 'valeus'],
  ['/query', { filter: { and: [{ field: 'title', op: 'eq', value: 'A', vlaue: 'B' }] } }, 'filter.and.0.vlaue'],
  ['/query', { totals: [{ op: 'sum', field: 'Amount', by: 'list' }] }, 'totals.0.by'],
  ['/imports', { columns: ['a'], mapping: [{ column: 'a', to: 'title' }], onlyEmtpy: true }, 'onlyEmtpy'],
  [
    '/imports',
    { columns: ['a'], mapping: [{ column: 'a', toNew: { name: 'F', type: 'text', hepl: '' } }] },
    'mapping.0.toNew.hepl',
  ],
  ['/fields', { name: 'F', type: 'text', requierd: true }, 'requierd'],
  [
    '/fields',
    { name: 'F', type: 'select', config: { options: [{ name: 'x', colour: 'red' }] } },
    'config.options.0.colour',
  ],
  ['/fields', { name: 'F', type: 'rating', config: { maximum: 3 } }, 'config.maximum'],
])('an unknown key in a body for %s is refused by its name: %j', async (route, body, unknownPath) => {
  const problem = await sales.owner.refused('POST', path + route, body)
  expect(problem).toMatchObject({ status: 422, errors: [{ path: unknownPath, code: 'unknownKey' }] })
  expect(problem.errors[0]!.message).not.toMatch(/invalid|expected|never/i)
})

test('charts and sign-in take no unknown keys', async () => {
  const { dashboard } = sales
  const chart = {
    name: 'x',
    kind: 'bar',
    projects: [sales.opportunities.id],
    measure: { op: 'count' },
    thenBy: 'list',
  }
  const refused = await sales.owner.refused('POST', `/api/dashboards/${dashboard}/charts`, chart)
  expect(refused).toMatchObject({ status: 422, errors: [{ path: 'thenBy', code: 'unknownKey' }] })
  const signIn = await sales.world
    .stranger()
    .refused('POST', '/api/auth/sign-in/email', { email: 'a@b.co', password: 'x', remember: true })
  expect(signIn).toMatchObject({ status: 422, errors: [{ path: 'remember', code: 'unknownKey' }] })
})

test('a reference to a record one can’t see answers as one to a record that never was', async () => {
  const role = { name: 'Own only', projects: { '*': { access: 'edit', records: 'own' } } }
  const { role: ownRole } = await sales.owner.post<{ role: { id: string } }>('/api/roles', role)
  const seller = await sales.world.person('Own Seller', ownRole.id)
  const recordsPath = `/api/projects/${sales.customers.id}/records`
  const { record: unseen } = await sales.owner.post<{ record: RecordAnswer }>(recordsPath, { title: 'Not theirs' })
  const { record: ownRecord } = await seller.post<{ record: RecordAnswer }>(`${path}/records`, { title: 'Theirs' })
  const never = String(Number(unseen.id) + 4096 * 99_999)
  const shapes = [(id: string) => id, (id: string) => ({ id }), (id: string) => [id]]
  for (const shape of shapes)
    for (const key of ['Customer', sales.field('Customer')]) {
      const answers = await Promise.all(
        [unseen.id, never, '987654321'].map(async (id) => {
          const values = { [key]: shape(id) }
          const refused = [
            await seller.refused('POST', `${path}/records`, { title: 'New', values }),
            await seller.refused('PATCH', `/api/records/${ownRecord.id}`, { values }),
          ]
          return JSON.stringify(refused).replaceAll(id, '#')
        }),
      )
      expect(new Set(answers)).toEqual(new Set([answers[0]]))
      expect(answers[0]).toContain(`values.${key}`)
    }
})
