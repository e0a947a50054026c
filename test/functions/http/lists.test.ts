import type * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pathOf } from '../../../functions/http/openapi/operation.ts'
import { routes } from '../../../functions/routes.ts'
import { type Sales, startSales } from '../sales-world.ts'
import { StandIns } from '../stand-ins.ts'

/**
 * Every route that answers a list, by pages of two: everything is there once, in the order of the whole, though something is added
 * and something taken away while it is read. Which routes those are is read from what they declare.
 */
let sales: Sales
let standIns: StandIns
let record: string
let automation: string
let webhook: string
let address: { id: string; token: string }
let form: string

interface List {
  noun: string
  /** with its query, but for `cursor` and `limit` */
  path: () => string
  /** makes one more; at least five are there at the start */
  add: () => Promise<unknown>
  id?: string
}

const SECOND = 1000

const LISTS: Record<string, List> = {
  'GET /api/projects': { noun: 'projects', path: () => '/api/projects', add: () => standIns.id('project', 'new') },
  'GET /api/people': { noun: 'people', path: () => '/api/people', add: () => person() },
  'GET /api/roles': { noun: 'roles', path: () => '/api/roles', add: () => standIns.id('role') },
  'GET /api/teams': { noun: 'teams', path: () => '/api/teams', add: () => standIns.id('team') },
  'GET /api/dashboards': { noun: 'dashboards', path: () => '/api/dashboards', add: () => standIns.id('dashboard') },
  'GET /api/keys': { noun: 'keys', path: () => '/api/keys?everyone=true', add: () => standIns.id('key') },
  'GET /api/invitations': { noun: 'invitations', path: () => '/api/invitations', add: () => standIns.id('invitation') },
  'GET /api/me/sessions': { noun: 'sessions', path: () => '/api/me/sessions', add: () => standIns.id('session') },
  'GET /api/me/passkeys': { noun: 'passkeys', path: () => '/api/me/passkeys', add: () => standIns.id('passkey') },
  'GET /api/notifications': {
    noun: 'notifications',
    path: () => '/api/notifications',
    add: () => standIns.id('notification'),
  },
  'GET /api/outbox': { noun: 'deliveries', path: () => '/api/outbox', add: () => mail() },
  'GET /api/audit': { noun: 'entries', path: () => '/api/audit?kind=teamMade', add: () => standIns.id('team') },
  'GET /api/projects/{id}/automations': {
    noun: 'automations',
    path: () => `/api/projects/${sales.opportunities.id}/automations`,
    add: () => standIns.id('automation'),
  },
  'GET /api/automations/{id}/runs': {
    noun: 'runs',
    path: () => `/api/automations/${automation}/runs`,
    add: () => run(),
  },
  'GET /api/records/{id}/runs': { noun: 'runs', path: () => `/api/records/${record}/runs`, add: () => run() },
  'GET /api/projects/{id}/tags': {
    noun: 'tags',
    path: () => `/api/projects/${sales.opportunities.id}/tags?sum=Amount`,
    add: () => standIns.id('tag'),
  },
  'GET /api/projects/{id}/fields': {
    noun: 'deleted',
    path: () => `/api/projects/${sales.opportunities.id}/fields`,
    add: () => standIns.id('field', 'deleted'),
  },
  'GET /api/projects/{id}/inbound': {
    noun: 'inbound',
    path: () => `/api/projects/${sales.opportunities.id}/inbound`,
    add: () => standIns.id('inbound'),
  },
  'GET /api/projects/{id}/webhooks': {
    noun: 'webhooks',
    path: () => `/api/projects/${sales.opportunities.id}/webhooks`,
    add: () => standIns.id('webhook'),
  },
  'GET /api/webhooks/{id}/deliveries': {
    noun: 'deliveries',
    path: () => `/api/webhooks/${webhook}/deliveries`,
    add: () => sales.owner.post(`/api/webhooks/${webhook}/ping`),
  },
  'GET /api/inbound/{id}/refusals': {
    noun: 'refusals',
    path: () => `/api/inbound/${address.id}/refusals`,
    add: () => sales.world.stranger().send('POST', `/api/in/${address.token}`, { company: '' }),
  },
  'GET /api/projects/{id}/forms': {
    noun: 'forms',
    path: () => `/api/projects/${sales.opportunities.id}/forms`,
    add: () => standIns.id('form'),
  },
  'GET /api/forms/{id}/submissions': {
    noun: 'submissions',
    path: () => `/api/forms/${form}/submissions`,
    add: () => submission(),
  },
  'GET /api/projects/{id}/imports': {
    noun: 'imports',
    path: () => `/api/projects/${sales.opportunities.id}/imports`,
    add: () => standIns.id('import'),
  },
  'GET /api/records/{id}/comments': {
    noun: 'comments',
    path: () => `/api/records/${record}/comments?order=newest`,
    add: () => sales.owner.post(`/api/records/${record}/comments`, { body: 'Well?' }),
  },
  'GET /api/records/{id}/files': { noun: 'files', path: () => `/api/records/${record}/files`, add: () => file() },
  'GET /api/records/{id}/history': {
    noun: 'entries',
    path: () => `/api/records/${record}/history`,
    id: 'seq',
    add: () => sales.owner.patch(`/api/records/${record}`, { title: `Title ${Date.now()}` }),
  },
}

/** Answers that hold a list and are no page of one. */
const WHOLE: Record<string, string> = {
  'GET /api/records/{id}/referenced-by': 'a line for each reference of the catalog, each with a page of its own',
  'GET /api/forms/{id}/stats': 'a line a day of those that are asked for',
  'GET /api/search': 'test/functions/search.test.ts',
}

const db = () => sales.world.db()
let counter = 0

async function person() {
  await (await db())
    .prepare(
      "INSERT INTO people (name, email, role, email_verified, created_at, updated_at) VALUES ('One', ?, 'viewer', 1, 0, 0)",
    )
    .bind(`one.more.${++counter}@mekong.example`)
    .run()
  await (await db()).prepare('UPDATE workspace SET catalog_version = catalog_version + 1').run()
}

async function mail() {
  await (await db())
    .prepare(
      "INSERT INTO deliveries (key, kind, event, recipient, at, subject, body, state) VALUES ('m' || hex(randomblob(8)), 'mail', 'link', 'a@b.example', ?, 'Hello', NULL, 'sent')",
    )
    .bind(++counter * SECOND)
    .run()
}

async function file() {
  const form = new FormData()
  form.set('file', new File(['hello'], `hello ${++counter}.txt`, { type: 'text/plain' }))
  return sales.owner.ok('POST', `/api/records/${record}/files`, form)
}

/** Of that automation, on that record. */
const run = async () =>
  (await db())
    .prepare(
      `INSERT INTO runs (key, automation_id, project_id, record_id, state, at, cause) VALUES (?, ?, ?, ?, 'done', 0, '{"when":"created","at":0}')`,
    )
    .bind(`made-${++counter}`, Number(automation), Number(sales.opportunities.id), Number(record))
    .run()

/** Of that form. */
const submission = async () =>
  (await db())
    .prepare(
      `INSERT INTO submissions (form_id, project_id, key, digest, at, state, sent, language) VALUES (?, ?, ?, '', 0, 'stored', '{}', 'en')`,
    )
    .bind(Number(form), Number(sales.opportunities.id), `made-${++counter}`)
    .run()

beforeAll(async () => {
  sales = await startSales()
  standIns = new StandIns(sales)
  record = await standIns.id('record')
  automation = await standIns.id('automation')
  webhook = await standIns.id('webhook')
  const mapping = [{ path: 'company', to: 'title' }]
  ;({ inbound: address } = await sales.owner.post<{ inbound: typeof address }>(
    `/api/projects/${sales.opportunities.id}/inbound`,
    { name: 'Shop', mapping },
  ))
  form = await standIns.id('form')
})
afterAll(() => sales.world.close())

type Answer = Record<string, unknown> & { next: string | null }
const withQuery = (path: string, query: Record<string, string>) =>
  `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(query)}`
const page = (path: string, query: Record<string, string>) => sales.owner.get<Answer>(withQuery(path, query))

/** Everything of a list by pages of so many; `between` happens once the first two are read. */
async function walk({ noun, path, id = 'id' }: List, limit: number, between = async () => {}): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = ''
  for (let pages = 1; cursor !== null; pages++) {
    const answer = await page(path(), { limit: String(limit), ...(cursor && { cursor }) })
    const items = answer[noun] as Record<string, unknown>[]
    expect(items.length).toBeLessThanOrEqual(limit)
    if (answer.next !== null) expect(items.length).toBe(limit)
    ids.push(...items.map((item) => String(item[id])))
    cursor = answer.next
    if (pages === 2) await between()
  }
  return ids
}

describe('lists are paged', () => {
  test('every route that answers a list is among these', () => {
    const isList = (schema: unknown) => (schema as v.GenericSchema)?.type === 'array'
    const answering = routes.filter(({ method, response }) => {
      const { entries } = response as { entries?: Record<string, unknown> }
      return method === 'GET' && entries !== undefined && Object.values(entries).some(isList)
    })
    const names = answering.map((route) => `${route.method} ${pathOf(route)}`)
    expect(names.sort()).toEqual([...Object.keys(LISTS), ...Object.keys(WHOLE)].sort())
  })

  test.each(Object.entries(LISTS))('%s', async (_, list) => {
    for (let i = 0; i < 5; i++) await list.add()
    const allIds = await walk(list, 200)
    expect(allIds.length).toBeGreaterThanOrEqual(5)
    expect(new Set(allIds).size).toBe(allIds.length)
    expect(await walk(list, 2)).toEqual(allIds)
    const meanwhile = await walk(list, 2, async () => {
      await list.add()
    })
    expect(meanwhile.filter((id) => allIds.includes(id))).toEqual(allIds)
    expect(new Set(meanwhile).size).toBe(meanwhile.length)
  })

  test.each(Object.entries(LISTS))('%s refuses what is no page', async (_, { path }) => {
    for (const limit of ['0', '201', '-1', '1.5', 'many', ''])
      expect(await sales.owner.refused('GET', withQuery(path(), { limit }))).toMatchObject({
        status: 422,
        errors: [{ path: 'limit' }],
      })
    for (const cursor of ['made-up', '["nothing",1]', '1', '["newest",1]'])
      expect(await sales.owner.refused('GET', withQuery(path(), { cursor }))).toMatchObject({
        status: 422,
        errors: [{ path: 'cursor', code: 'badCursor' }],
      })
  })
})

test('what the last page ended with may go: the next one begins where it would have', async () => {
  const list = LISTS['GET /api/teams']!
  const allIds = await walk(list, 200)
  const ids = await walk(list, 2, async () => {
    await sales.owner.delete(`/api/teams/${allIds[3]}`)
  })
  expect(ids).toEqual(allIds)
})

test('more than five hundred comments and keys are all there', async () => {
  const many = JSON.stringify(Array.from({ length: 620 }, (_, i) => i))
  const d1 = await db()
  await d1
    .prepare("INSERT INTO comments (record_id, body, person_id, at) SELECT ?, 'Many', 1, value FROM json_each(?)")
    .bind(Number(record), many)
    .run()
  await d1
    .prepare(
      "INSERT INTO keys (person_id, name, hash, start, scopes, created_at) SELECT 1, 'Many', 'hash ' || value, 'tonle_', '[\"read\"]', 0 FROM json_each(?)",
    )
    .bind(many)
    .run()
  for (const name of ['GET /api/records/{id}/comments', 'GET /api/keys']) {
    const ids = await walk(LISTS[name]!, 200)
    expect(ids.length).toBeGreaterThan(620)
    expect(new Set(ids).size).toBe(ids.length)
  }
  const { comments } = await sales.owner.get<{ comments: { at: string }[] }>(`/api/records/${record}/comments`)
  expect(comments).toHaveLength(200)
})
