import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordAnswer } from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import { compareCube, type Sales, startSales } from '../sales-world.ts'

let sales: Sales
let record: RecordAnswer
let viewer: Client
beforeAll(async () => {
  sales = await startSales()
  record = (
    await sales.owner.post<{ record: RecordAnswer }>(`/api/projects/${sales.opportunities.id}/records`, {
      title: 'Fish farm',
      values: { Amount: 10 },
    })
  ).record
  viewer = await sales.world.person('Dara Vann', 'viewer')
})
afterAll(() => sales.world.close())

const records = () => `/api/projects/${sales.opportunities.id}/records`

test.each([
  ['an unknown list', { title: 'A', list: 'Someday' }, 'list', 'unknownList'],
  ['a missing title', { values: {} }, 'title', 'required'],
  ['an empty title', { title: '   ' }, 'title', 'required'],
  ['a title of nothing to see', { title: '\u200b\u2060 \u3164\u2800\u202e\ufe0f\u{e0041}' }, 'title', 'required'],
  ['a title that is a number', { title: 12 }, 'title', 'notText'],
  ['a number like 12a', { title: 'A', values: { Amount: '12a' } }, 'values.Amount', 'notAmount'],
  ['a third decimal of a dollar', { title: 'A', values: { Amount: '1.005' } }, 'values.Amount', 'amountTooPrecise'],
  ['an unknown field', { title: 'A', values: { Colour: 'red' } }, 'values.Colour', 'unknownField'],
  ['an unknown option', { title: 'A', values: { 'Deal source': 'Astrology' } }, 'values.Deal source', 'unknownOption'],
  [
    'a day that is none',
    { title: 'A', values: { 'Expected close date': '2026-02-30' } },
    'values.Expected close date',
    'notDate',
  ],
  ['six stars of five', { title: 'A', values: { Confidence: 6 } }, 'values.Confidence', 'notRating'],
  ['an unknown tag', { title: 'A', tags: ['Nope'] }, 'tags', 'unknownTag'],
  ['an unknown person', { title: 'A', assignees: ['nobody@nowhere.example'] }, 'assignees', 'unknownPerson'],
  [
    'a customer who is none',
    { title: 'A', values: { Customer: 'No such company' } },
    'values.Customer',
    'unknownRecord',
  ],
  ['a misspelt key', { title: 'A', valeus: {} }, 'valeus', 'unknownKey'],
])('%s is refused by name and nothing is written', async (_what, body, path, code) => {
  const problem = await sales.owner.refused('POST', records(), body)
  expect(problem.status).toBe(422)
  expect(problem.errors).toContainEqual(expect.objectContaining({ path, code }))
})

test('all that is wrong is told at once', async () => {
  const problem = await sales.owner.refused('POST', records(), {
    title: '',
    list: 'Negotiation',
    values: { Amount: 'x', Confidence: 9 },
  })
  expect(problem.errors.map((one) => one.path)).toEqual(['title', 'values.Amount', 'values.Confidence'])
})

test('2 MB of text, JSON that isn’t, and a list where an object belongs', async () => {
  const long = await sales.owner.refused('PATCH', `/api/records/${record.id}`, { description: 'ក'.repeat(700_000) })
  expect([413, 422]).toContain(long.status)
  expect((await sales.owner.refused('POST', records(), '{"title": ')).status).toBe(400)
  expect((await sales.owner.refused('POST', records(), '[1]')).status).toBe(400)
})

test.each(['0', '-1', '99999999999', 'abc', '1%27%20OR%201=1', '9007199254740993', '8194'])(
  'an id of nothing (%s) is a 404',
  async (id) => {
    for (const path of [
      `/api/records/${id}`,
      `/api/records/${id}/history`,
      `/api/records/${id}/comments`,
      `/api/projects/${id}x`,
      `/api/files/${id}`,
      `/api/imports/${id}`,
      `/api/dashboards/${id}`,
    ])
      expect((await sales.owner.refused('GET', path)).status, path).toBe(404)
    expect((await sales.owner.refused('PUT', `/api/records/${id}/move`, { list: 'Negotiation' })).status).toBe(404)
    expect((await sales.owner.refused('DELETE', `/api/records/${id}`)).status).toBe(404)
    expect((await sales.owner.refused('POST', `/api/changes/${id}/undo`)).status).toBe(404)
  },
)

test('what is no JSON or doesn’t fit is told to who may only: others hear that it isn’t there, or that they may not', async () => {
  const nested = `{"title": ${'['.repeat(99)}`
  const bodies = [nested, '{"title": ', '[]', '{"title": "\\ud800"}', '{"titel": 1}']
  const [path, gone] = [`/api/records/${record.id}`, `/api/records/${Number(record.id) + 4096 * 999_999}`]
  const binned = await sales.owner.post<{ record: RecordAnswer }>(records(), { title: 'Binned' })
  await sales.owner.delete(`/api/records/${binned.record.id}`)
  const status = async (...[client, ...sent]: [Client, string, string, string]) =>
    (await client.refused(...sent)).status
  for (const body of bodies) {
    expect(await status(viewer, 'PATCH', path, body)).toBe(403)
    expect(await status(sales.owner, 'PATCH', gone, body)).toBe(404)
    expect(await status(sales.owner, 'PATCH', `/api/records/${binned.record.id}`, body)).toBe(404)
    expect(await status(sales.owner, 'PUT', `${gone}/erasure`, body)).toBe(404)
    expect(await status(sales.world.stranger(), 'POST', '/api/invitations/none/accept', body)).toBe(404)
    expect([400, 422]).toContain(await status(sales.owner, 'PATCH', path, body))
  }
})

test('a wrong filter, sort, cursor or measure names its place', async () => {
  const query = `/api/projects/${sales.opportunities.id}/query`
  const first = async (body: unknown) => (await sales.owner.refused('POST', query, body)).errors[0]
  expect(await first({ filter: { field: 'Nope', op: 'eq', value: 1 } })).toMatchObject({
    path: 'filter.field',
    code: 'unknownField',
  })
  expect(await first({ filter: { and: [{ field: 'Amount', op: 'contains', value: 1 }] } })).toMatchObject({
    path: 'filter.and.0.op',
    code: 'badOperator',
  })
  expect(await first({ filter: { field: 'Amount', op: 'gt', value: 'much' } })).toMatchObject({
    path: 'filter.value',
    code: 'notAmount',
  })
  expect(await first({ sort: [{ field: 'Nope' }] })).toMatchObject({ path: 'sort.0.field', code: 'unknownField' })
  expect(await first({ cursor: 'made-up' })).toMatchObject({ path: 'cursor', code: 'badCursor' })
  expect(await first({ totals: [{ op: 'sum', field: 'Deal source' }] })).toMatchObject({
    path: 'totals.0.field',
    code: 'badMeasure',
  })
  let deep: unknown = { field: 'title', op: 'notEmpty' }
  for (let i = 0; i < 60; i++) deep = { not: deep }
  expect((await sales.owner.refused('POST', query, { filter: deep })).status).toBe(422)
})

test('JSON too deep, too wide or too long is refused before anything looks at it', async () => {
  const refusal = async (body: string, client = sales.owner, path = records()) => {
    const { status, errors } = await client.refused('POST', path, body)
    return [status, errors[0]?.code]
  }
  const nested = (levels: number) => `{"title": ${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`
  const door = [sales.world.stranger(), '/api/auth/links'] as const
  for (const levels of [65, 30_000]) {
    expect(await refusal(nested(levels))).toEqual([400, 'tooDeep'])
    expect(await refusal(nested(levels), ...door)).toEqual([400, 'tooDeep'])
  }
  expect(await refusal(`{"a": ${'['.repeat(1_000_000)}`)).toEqual([400, 'tooDeep'])
  expect(await refusal(nested(64))).toEqual([422, 'notText'])
  // Brackets within texts are no levels, whatever stands before their quotes.
  expect(await refusal(JSON.stringify({ title: `\\"${'[{'.repeat(99)}`, list: '\\' }))).toEqual([422, 'unknownList'])
  const values = (keys: number) => Object.fromEntries(Array.from({ length: keys }, (_, i) => [`Key ${i}`, 1]))
  expect(await refusal(JSON.stringify({ title: 'A', values: values(2001) }))).toEqual([422, 'tooManyKeys'])
  expect(await refusal(`{${'"a":1,'.repeat(2001)}"b":1}`, ...door)).toEqual([422, 'tooManyKeys'])
  expect(await refusal(`{"tags": [${'1,'.repeat(100_000)}1]}`)).toEqual([422, 'tooManyItems'])
  const problem = await sales.owner.refused('POST', records(), { title: 'A', values: values(2000) })
  expect([problem.status, problem.errors.length]).toEqual([422, 100])
  const shapes = await sales.owner.refused('PATCH', '/api/workspace', {
    rates: Array.from({ length: 500 }, () => ({})),
  })
  expect([shapes.status, shapes.errors.length]).toEqual([422, 100])
})

test('a body that says itself too large isn’t read, and one that doesn’t say it no further than it may be', async () => {
  const send = (path: string, headers: Record<string, string>, more: (socket: Socket) => void = () => {}) =>
    new Promise<string>((resolve, reject) => {
      const { hostname, host, port } = new URL(sales.world.url)
      const socket = connect(Number(port), hostname, () => {
        const all = { host, cookie: sales.owner.cookie, connection: 'close', ...headers }
        const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
        socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
        more(socket)
      })
      socket.once('data', (data) => {
        resolve(String(data).split(' ')[1]!)
        socket.destroy()
      })
      socket.once('error', reject)
    })
  const json = { 'content-type': 'application/json' }
  const form = { 'content-type': 'multipart/form-data; boundary=x' }
  const files = `/api/records/${record.id}/files`
  const length = { 'content-length': String(90 << 20) }
  // Nothing of the body is sent: who waits for it waits for ever.
  expect(await send(records(), { ...json, ...length })).toBe('413')
  expect(await send(files, { ...form, ...length })).toBe('413')
  expect(await send('/api/auth/links', { ...json, 'content-length': '70000' })).toBe('413')
  // Who may not hears that, and where nothing is expected, what can't be read does nothing either.
  expect(await send(records(), { ...json, ...length, cookie: viewer.cookie })).toBe('403')
  expect(await send(files, { ...form, ...length, 'idempotency-key': 'large', cookie: viewer.cookie })).toBe('403')
  expect(await send('/api/projects/4000/records', { ...json, ...length })).toBe('404')
  const { change } = await sales.owner.patch<{ change: string }>(`/api/records/${record.id}`, { title: 'Fish pond' })
  expect(await send(`/api/changes/${change}/undo`, { ...json, ...length })).toBe('413')
  expect((await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${record.id}`)).record.title).toBe('Fish pond')
  // Nor is a form what isn't one.
  for (const [body, headers] of [
    ['{}', json],
    ['--x', form],
    ['', {}],
  ] as const)
    expect((await sales.owner.send('POST', files, body, headers)).status).toBe(400)
  const inChunks = { 'transfer-encoding': 'chunked' }
  const endless = (bytes: number) => (socket: Socket) => {
    const chunk = `${bytes.toString(16)}\r\n${' '.repeat(bytes)}\r\n`
    socket.write(chunk)
  }
  expect(await send('/api/auth/links', { ...json, ...inChunks }, endless(70_000))).toBe('413')
  expect(await send(files, { ...form, ...inChunks }, endless(11 << 20))).toBe('413')
})

test('nobody sees or does anything without signing in', async () => {
  const stranger = sales.world.stranger()
  for (const [method, path] of [
    ['GET', '/api/me'],
    ['GET', '/api/projects'],
    ['GET', `/api/records/${record.id}`],
    ['POST', records()],
    ['GET', `/api/dashboards/${sales.dashboard}/data`],
    ['GET', '/api/search?q=fish'],
    ['DELETE', `/api/records/${record.id}`],
  ] as const)
    expect((await stranger.refused(method, path, method === 'POST' ? { title: 'x' } : undefined)).status, path).toBe(
      401,
    )
  stranger.cookie = 'tonle=forged.signature'
  expect((await stranger.refused('GET', '/api/me')).status).toBe(401)
})

test('what a stranger shows makes nothing be read anew: not by a wrong key, session or invitation', async () => {
  const over = sales.world.stranger()
  await over.post('/api/auth/sign-in/email', { email: 'dara.vann@mekong.example', password: 'mekong-river-9' })
  const { cookie } = over
  await over.post('/api/auth/sign-out')
  const name = async () => (await sales.owner.get<{ workspace: { name: string } }>('/api/workspace')).workspace.name
  const known = await name()
  const db = await sales.world.db()
  // Not counted as a change of the catalog: who had read it again since would tell the new name.
  await db.prepare("UPDATE workspace SET name = 'Read anew'").run()
  const stranger = sales.world.stranger()
  const shown: Record<string, string>[] = [
    { authorization: 'Bearer tonle_wrong' },
    { cookie },
    { cookie: 'tonle=forged.signature' },
  ]
  for (const headers of shown) {
    expect((await stranger.send('GET', '/api/projects', undefined, headers)).status).toBe(401)
    // Nor is its body: this one would be a 400.
    expect((await stranger.send('POST', records(), '{"', headers)).status).toBe(401)
  }
  expect((await stranger.send('GET', `/api/invitations/${'x'.repeat(43)}`)).status).toBe(404)
  expect(await name()).toBe(known)
  await db.prepare('UPDATE workspace SET name = ?').bind(known).run()
})

test('a viewer reads everything and changes nothing', async () => {
  expect((await viewer.send('GET', `/api/records/${record.id}`)).status).toBe(200)
  const refused: [string, string, unknown?][] = [
    ['POST', records(), { title: 'x' }],
    ['PATCH', `/api/records/${record.id}`, { title: 'x' }],
    ['PUT', `/api/records/${record.id}/move`, { list: 'Negotiation' }],
    ['DELETE', `/api/records/${record.id}`],
    ['PUT', `/api/records/${record.id}/tags/Support`],
    ['POST', `/api/records/${record.id}/comments`, { body: 'hi' }],
    ['POST', `/api/projects/${sales.opportunities.id}/lists`, { name: 'Mine' }],
    ['POST', `/api/projects/${sales.opportunities.id}/fields`, { name: 'Mine', type: 'text' }],
    ['PATCH', `/api/projects/${sales.opportunities.id}`, { name: 'Mine' }],
    ['PATCH', '/api/workspace', { name: 'Mine' }],
    ['POST', '/api/templates/sales', {}],
    [
      'POST',
      `/api/projects/${sales.opportunities.id}/imports`,
      { columns: ['a'], mapping: [{ column: 'a', to: 'title' }] },
    ],
    [
      'POST',
      `/api/dashboards/${sales.dashboard}/charts`,
      { name: 'x', kind: 'stat', projects: ['1'], measure: { op: 'count' } },
    ],
  ]
  for (const [method, path, body] of refused)
    expect((await viewer.refused(method, path, body)).status, `${method} ${path}`).toBe(403)
})

test('sign-up is closed once somebody owns the workspace', async () => {
  const problem = await sales.world.stranger().refused('POST', '/api/auth/sign-up/email', {
    name: 'Mallory',
    email: 'mallory@evil.example',
    password: 'let-me-in-99',
  })
  expect(problem).toMatchObject({ status: 403, errors: [{ code: 'signUpClosed' }] })
  expect(await sales.world.stranger().get('/api/door')).toEqual({ signUp: 'closed' })
})

test('a foreign page can’t act for one who is signed in', async () => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ]
  for (const headers of foreign) {
    const response = await sales.owner.send('POST', records(), { title: 'x' }, headers)
    expect(response.status).toBe(403)
  }
})

test('signing out ends the session at its next request', async () => {
  const again = sales.world.stranger()
  await again.post('/api/auth/sign-in/email', { email: 'sokha@mekong.example', password: 'mekong-river-9' })
  const { cookie } = again
  await again.get('/api/me')
  await again.post('/api/auth/sign-out')
  again.cookie = cookie
  expect((await again.refused('GET', '/api/me')).status).toBe(401)
})

test('600 racing moves: each is done whole, or refused where its neighbour has gone elsewhere', async () => {
  const ids: string[] = []
  for (let i = 0; i < 6; i++)
    ids.push(
      (await sales.owner.post<{ record: RecordAnswer }>(records(), { title: `Race ${i}`, values: { Amount: 100 + i } }))
        .record.id,
    )
  const lists = ['Negotiation', 'Closed won', 'Proposal sent', 'Closed lost']
  const moves = Array.from(
    { length: 600 },
    (_, i) => () =>
      sales.owner.send('PUT', `/api/records/${ids[i % 6]}/move`, {
        list: lists[i % 4],
        ...(i % 4 === 0 && { before: ids[(i + 1) % 6] }),
      }),
  )
  const statuses: number[] = []
  const lanes = Array.from({ length: 10 }, async () => {
    for (let move = moves.pop(); move; move = moves.pop()) statuses.push((await move()).status)
  })
  await Promise.all(lanes)
  const { stored, computed } = await compareCube(sales.world)
  expect(stored).toEqual(computed)
  const history = await (await sales.world.db())
    .prepare("SELECT count(*) AS n FROM history WHERE what = 'moved'")
    .first<{ n: number }>()
  expect(statuses.filter((status) => status !== 200 && status !== 422)).toEqual([])
  // One that leaves a card where it is writes no history.
  expect(history!.n).toBeGreaterThan(400)
})
