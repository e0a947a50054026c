import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../client.ts'
import { type Sales, startSales } from '../sales-world.ts'
import { StandIns } from '../stand-ins.ts'

let sales: Sales
let routes: { method: string; path: string; open: boolean; fromAnywhere: boolean }[]
beforeAll(async () => {
  sales = await startSales()
  const { paths } = (await (await fetch(`${sales.world.url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { 'x-needs': unknown; 'x-id'?: unknown; responses: object }>>
  }
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, description]) => ({
      method: method.toUpperCase(),
      path: path.replace(/\{\w+\}/g, '1'),
      open: description['x-needs'] === 'anyone',
      // It refuses nobody for where they come from, as the document says.
      fromAnywhere: !('403' in description.responses),
    })),
  )
})
afterAll(() => sales.world.close())

/** What the database has in it: a request that was let through would have left something behind. */
async function everything(): Promise<string> {
  const db = await sales.world.db()
  const tables = [
    'records',
    'history',
    'projects',
    'fields',
    'people',
    'roles',
    'keys',
    'sessions',
    'dashboards',
    'workspace',
  ]
  const results = await db.batch(tables.map((table) => db.prepare(`SELECT * FROM ${table}`)))
  return JSON.stringify(results.map(({ results: rows }) => rows))
}

describe('a page of another site, with the owner’s cookie', () => {
  test.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['no origin that it would tell (a sandboxed frame)', { origin: 'null' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
    ['fetch metadata of another site', { 'sec-fetch-site': 'cross-site' }],
    ['fetch metadata of a sister site', { 'sec-fetch-site': 'same-site' }],
  ])('%s: nothing that changes anything is accepted', async (_, headers) => {
    const before = await everything()
    const unsafe = routes.filter(({ method, fromAnywhere }) => method !== 'GET' && !fromAnywhere)
    expect(unsafe.length).toBeGreaterThan(60)
    const got = await Promise.all(unsafe.map(({ method, path }) => sales.owner.send(method, path, '{}', headers)))
    expect(got.filter(({ status }) => status !== 403)).toEqual([])
    expect(await everything()).toBe(before)
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'text/plain; charset=application/json',
    'application/xml',
  ])('a body of %s, which needs no leave to be sent, is not read', async (type) => {
    const before = await everything()
    const unsafe = routes.filter(({ method, fromAnywhere }) => method !== 'GET' && !fromAnywhere)
    const got = await Promise.all(
      unsafe.map(({ method, path }) =>
        sales.owner.send(method, path, '{"title":"x","name":"x"}', { 'content-type': type }),
      ),
    )
    expect(got.filter(({ status }) => status !== 400)).toEqual([])
    expect(await everything()).toBe(before)
  })

  test('reading changes nothing, by GET or by HEAD, whatever method it says it would rather be', async () => {
    const before = await everything()
    const reads = routes.filter(({ method }) => method === 'GET')
    for (const { path } of reads)
      for (const [method, headers] of [
        ['GET', {}],
        ['HEAD', {}],
        ['GET', { 'x-http-method-override': 'DELETE' }],
        ['GET', { 'x-method-override': 'DELETE' }],
      ] as const)
        await sales.owner.send(method, `${path}?_method=DELETE`, undefined, headers)
    expect(await everything()).toBe(before)
  })
})

test('every answer of the API keeps scripts, frames and guesses of its type away', async () => {
  const standIns = new StandIns(sales)
  const file = await standIns.id('file')
  const paths = [
    ...routes.filter(({ method }) => method === 'GET').map(({ path }) => path),
    `/api/files/${file}`,
    '/api/nothing',
  ]
  for (const path of paths) {
    const { headers, status } = await sales.owner.send('GET', path)
    if (status === 302) continue
    expect(headers.get('content-security-policy'), path).toMatch(/default-src 'none'/)
    // Forms are there to be shown within other pages.
    const isForm = path.startsWith('/f/')
    if (!isForm) expect(headers.get('content-security-policy'), path).toMatch(/frame-ancestors 'none'|sandbox/)
    expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    expect(headers.get('strict-transport-security'), path).toMatch(/max-age=\d{8}/)
    expect(headers.get('cache-control'), path).toMatch(/private|no-store|public, max-age=0/)
    // The one page that the API answers has no script, and its policy allows none.
    if (!isForm && !path.startsWith('/api/unsubscribe/'))
      expect(headers.get('content-type') ?? '', path).not.toMatch(/html/)
  }
})

test('an uploaded page is a download, never a page', async () => {
  const standIns = new StandIns(sales)
  const record = await standIns.id('record')
  for (const [name, type] of [
    ['page.html', 'text/html'],
    ['picture.svg', 'image/svg+xml'],
    ['page.xhtml', 'application/xhtml+xml'],
    ['a"\r\nx: y.html', 'text/html; charset=utf-8'],
  ] as const) {
    const form = new FormData()
    form.set('file', new File(['<script>alert(1)</script>'], name, { type }))
    const { file } = await sales.owner.ok<{ file: { id: string } }>('POST', `/api/records/${record}/files`, form)
    const { headers } = await sales.owner.send('GET', `/api/files/${file.id}`)
    expect(headers.get('content-type')).toBe('application/octet-stream')
    expect(headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(headers.get('x')).toBeNull()
    expect(headers.get('content-security-policy')).toMatch(/sandbox/)
  }
})

describe('a door that was shut', () => {
  const me = (client: Client) => client.send('GET', '/api/me').then(({ status }) => status)
  test('signed out, revoked, deactivated: the same cookie opens nothing, however often it is shown', async () => {
    const ways: Record<string, (client: Client, id: string) => Promise<unknown>> = {
      'signed out': (client) => client.post('/api/auth/sign-out'),
      revoked: async (client, id) => {
        const db = await sales.world.db()
        await db.prepare('DELETE FROM sessions WHERE person_id = ?').bind(Number(id)).run()
        return client
      },
      deactivated: (_, id) => sales.owner.put(`/api/people/${id}/deactivation`, {}),
    }
    let n = 0
    for (const [way, shut] of Object.entries(ways)) {
      const client = await sales.world.person(`Leaver ${++n}`, 'member')
      const { person } = await client.get<{ person: { id: string } }>('/api/me')
      const again = Object.assign(sales.world.stranger(), { cookie: client.cookie })
      expect(await me(again), way).toBe(200)
      await shut(client, person.id)
      const tries = await Promise.all(Array.from({ length: 20 }, () => me(again)))
      expect(
        tries.filter((status) => status !== 401),
        way,
      ).toEqual([])
      const written = await again.send('POST', `/api/projects/${sales.opportunities.id}/records`, { title: 'Too late' })
      expect(written.status, way).toBe(401)
    }
  })

  test('a role that was lowered counts at once, also for requests already on their way', async () => {
    const client = await sales.world.person('Lowered Person', 'member')
    const { person } = await client.get<{ person: { id: string } }>('/api/me')
    const path = `/api/projects/${sales.opportunities.id}/records`
    expect((await client.send('POST', path, { title: 'Before' })).status).toBe(201)
    await sales.owner.patch(`/api/people/${person.id}`, { role: 'viewer' })
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, i) => client.send('POST', path, { title: `After ${i}` })),
    )
    expect(tries.filter(({ status }) => status !== 403)).toEqual([])
  })
})
