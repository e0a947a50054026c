import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectAnswer, QueryAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import { startWorld, type World } from '../../world.ts'
import { compareCube } from '../sales-world.ts'
import type { RoleAnswer } from '../team-world.ts'
import { type Scene, startScene } from './attack-world.ts'

let team: Scene['team']
let sales: Scene['sales']
let owner: Scene['owner']
let junior: Scene['junior']
let opp: Scene['opp']
let blindManager: Scene['blindManager']
let unique: Scene['unique']
let field: Scene['field']
let make: Scene['make']
let role: Scene['role']
let idOf: Scene['idOf']
let byKey: Scene['byKey']
let keyOf: Scene['keyOf']
beforeAll(async () => {
  ;({ team, sales, owner, junior, opp, unique, field, make, role, idOf, byKey, keyOf, blindManager } =
    await startScene())
})
afterAll(() => sales.world.close())

describe('restricted readers are answered rightly', () => {
  test('what an own-only reader counts, groups and sums is what the owner counts of the same records', async () => {
    const customers = ['Angkor Hotel', 'B', 'C'].map((name) => unique(name))
    const ids = await Promise.all(customers.map(async (title) => (await make(sales.customers.id, { title })).id))
    for (let i = 0; i < 24; i++) {
      const who = i % 3 === 0 ? junior : owner
      await make(
        sales.opportunities.id,
        {
          title: `Deal ${i}`,
          list: sales.opportunities.lists[i % 9]!.id,
          tags: i % 2 ? [sales.opportunities.tags[i % sales.opportunities.tags.length]!.id] : [],
          assignees: i % 4 === 0 ? [] : [[team.people.Dara!, team.people.Bopha!, team.people.Sokha!][i % 3]!],
          values: { Amount: 100 + i, Customer: ids[i % 3] },
        },
        who,
      )
    }
    const ownFilter = {
      or: [
        { field: 'assignees', op: 'has', value: team.people.Dara },
        {
          and: [
            { field: 'createdBy', op: 'eq', value: team.people.Dara },
            { field: 'assignees', op: 'empty' },
          ],
        },
      ],
    }
    for (const by of [
      'list',
      'tags',
      'assignees',
      'Customer',
      'Customer.title',
      'Deal source',
      'createdAt',
      'listKind',
      'createdBy',
    ]) {
      const body = {
        group: { by },
        totals: [{ op: 'sum', field: 'Amount' }],
        limit: 5,
        count: true,
        sort: [{ field: 'Amount' }],
      }
      const summary = (answer: QueryAnswer) => ({
        n: answer.count,
        totals: answer.totals,
        titles: answer.records.map(({ title }) => title),
        groups: answer.groups?.map(({ label, count, totals }) => [label, count, totals]),
      })
      const ownSummary = summary(await junior.post<QueryAnswer>(`${opp}/query`, body))
      expect([by, ownSummary]).toEqual([
        by,
        summary(await owner.post<QueryAnswer>(`${opp}/query`, { ...body, filter: ownFilter })),
      ])
    }
    // Pages of one, forwards, are the whole.
    for (const sort of [
      [],
      [{ field: 'Amount', desc: true }],
      [{ field: 'Customer' }],
      [{ field: 'Customer.title', desc: true }],
    ]) {
      const all = await junior.post<QueryAnswer>(`${opp}/query`, { sort, limit: 200 })
      const found: string[] = []
      let cursor: string | null | undefined
      do {
        const page: QueryAnswer = await junior.post<QueryAnswer>(`${opp}/query`, {
          sort,
          limit: 2,
          ...(cursor && { cursor }),
        })
        found.push(...page.records.map(({ id }) => id))
        cursor = page.next
      } while (cursor)
      expect(found).toEqual(all.records.map(({ id }) => id))
    }
  })

  test('three thousand records are handed over in one step', async () => {
    const leaver = await sales.world.person('Busy Leaver', 'member')
    const id = await idOf(leaver)
    const { import: job } = await owner.post<{ import: { id: string } }>(`${opp}/imports`, {
      columns: ['Title', 'Who'],
      mapping: [
        { column: 'Title', to: 'title' },
        { column: 'Who', to: 'assignees' },
      ],
      key: null,
    })
    for (let i = 0; i < 3; i++)
      await owner.put(`/api/imports/${job.id}/rows/${i * 1000 + 1}`, {
        rows: Array.from({ length: 1000 }, (_, n) => [`Bulk ${i} ${n}`, 'Busy Leaver']),
      })
    const since = Date.now()
    const answer = await owner.put<{ records: number }>(`/api/people/${id}/deactivation`, { handTo: team.people.Sokha })
    expect(answer.records).toBe(3000)
    expect(Date.now() - since).toBeLessThan(15_000)
  })
})

describe('doors', () => {
  test('a revoked key that is tried is not told as used', async () => {
    const key = await keyOf(owner)
    await owner.delete(`/api/keys/${key.id}`)
    const used = async () =>
      (await (
        await sales.world.db()
      )
        .prepare("SELECT count(*) AS n FROM audit WHERE kind = 'keyUsed' AND key_id = ?")
        .bind(Number(key.id))
        .first<{ n: number }>())!.n
    const before = await used()
    expect((await byKey(key.secret)('GET', '/api/me')).status).toBe(401)
    await new Promise((done) => setTimeout(done, 300))
    expect(await used()).toBe(before)
  })

  test('two admins who change a role at once, and a person who writes meanwhile: nothing in between', async () => {
    const rights = (right: string) => ({
      '*': { access: 'view' },
      [sales.opportunities.id]: { access: 'edit', fields: { Confidence: right } },
    })
    const id = await role(rights('edit'))
    const seller = await sales.world.person('Racing Seller', id)
    const deal = await make(sales.opportunities.id, { title: 'Raced' })
    const [changed, ...writes] = await Promise.all([
      owner.send('PATCH', `/api/roles/${id}`, { projects: rights('hidden') }),
      ...Array.from({ length: 12 }, (_, i) =>
        seller.send('PATCH', `/api/records/${deal.id}`, { values: { Confidence: 1 + (i % 5) } }),
      ),
    ])
    expect(changed!.status).toBe(200)
    for (const one of writes) expect([200, 422]).toContain(one.status)
    expect((await seller.send('PATCH', `/api/records/${deal.id}`, { values: { Confidence: 1 } })).status).toBe(422)
  })
})

describe('what is kept and told', () => {
  test('the log tells which field a new role was opened', async () => {
    const id = await role({
      '*': { access: 'view' },
      [sales.opportunities.id]: { access: 'view', fields: { Cost: 'hidden', Profit: 'open' } },
    })
    const { entries } = await owner.get<{ entries: { subject: { id: string }; detail: object }[] }>(
      '/api/audit?kind=roleMade',
    )
    expect(JSON.stringify(entries.find(({ subject }) => subject.id === id)!.detail)).toContain(
      `"${sales.field('Profit')}":"open"`,
    )
  })

  test('a manager who doesn’t see all fields makes no project too heavy to be read by who does', async () => {
    const { project } = await owner.post<{ project: ProjectAnswer }>('/api/projects', { name: unique('Heavy') })
    await field(project.id, { name: 'Opportunity', type: 'reference', config: { project: sales.opportunities.id } })
    await field(project.id, { name: 'Cost look', type: 'lookup', config: { reference: 'Opportunity', field: 'Cost' } })
    await field(project.id, {
      name: 'Amount look',
      type: 'lookup',
      config: { reference: 'Opportunity', field: 'Amount' },
    })
    const manager = await blindManager('Heavy Manager', project.id)
    const fill = async (who: Client, name: string) => {
      const formula = Array.from({ length: 3 }, () => `{${name} look}`).join(' + ')
      for (let i = 0; i < 60; i++) {
        const body = { name: `${name} ${i}`, type: 'formula', config: { formula } }
        const response = await who.send('POST', `/api/projects/${project.id}/fields`, body)
        if (!response.ok) return `${i} ${await response.text()}`
      }
      return '60'
    }
    const fillResults = [await fill(owner, 'Cost'), await fill(manager, 'Amount')]
    await owner.post(`/api/projects/${project.id}/records`, { title: 'x' }).catch(() => {})
    const response = await owner.send('POST', `/api/projects/${project.id}/query`, {})
    expect([response.status, fillResults]).toEqual([200, fillResults])
  })

  test.each(['/f/nothing', '/embed.js'])('%s is answered with the headers of the API', async (path) => {
    const response = await fetch(sales.world.url + path)
    expect([path, response.headers.get('x-content-type-options')]).toEqual([path, 'nosniff'])
  })
})

describe('races and repeats', () => {
  test('nothing is written by who is deactivated meanwhile, once that is answered', async () => {
    const leaver = await sales.world.person('Racing Leaver', 'member')
    const id = await idOf(leaver)
    const deal = await make(sales.opportunities.id, { title: 'Raced away', assignees: [id] })
    let ended = false
    const late: number[] = []
    const writes = Array.from({ length: 15 }, async (_, i) => {
      await new Promise((done) => setTimeout(done, i * 6))
      const began = ended
      const { status } = await leaver.send('PATCH', `/api/records/${deal.id}`, { title: `Raced ${i}` })
      if (began) late.push(status)
    })
    const [answer] = await Promise.all([
      owner.send('PUT', `/api/people/${id}/deactivation`, { handTo: team.people.Sokha }).then((one) => {
        ended = true
        return one
      }),
      ...writes,
    ])
    expect(answer.status).toBe(200)
    expect(late.filter((status) => status !== 401)).toEqual([])
    const now = await owner.get<{ record: RecordAnswer }>(`/api/records/${deal.id}`)
    expect(now.record.assignees.map((one) => one.id)).toEqual([team.people.Sokha])
  })

  test('an answer isn’t repeated to who sees less by now', async () => {
    const rights = (right: string) => ({
      '*': { access: 'view' },
      [sales.opportunities.id]: { access: 'edit', fields: { Confidence: right } },
    })
    const id = await role(rights('edit'))
    const seller = await sales.world.person('Repeating Seller', id)
    const send = () =>
      seller.send('POST', `${opp}/records`, { title: 'Once', values: { Amount: 4 } }, { 'idempotency-key': 'repeat-1' })
    expect((await send()).status).toBe(201)
    await owner.patch(`/api/roles/${id}`, { projects: rights('hidden') })
    const again = await send()
    expect([again.status, (await again.text()).includes(`"${sales.field('Confidence')}"`)]).toEqual([422, false])
  })
})

describe('bytes and roles at once', () => {
  test('two admins who change different parts of a role at once both win', async () => {
    const id = await role({ '*': { access: 'none' } })
    const admin = await sales.world.person('Second Admin', 'admin')
    const name = unique('Renamed at once')
    const both = await Promise.all([
      owner.send('PATCH', `/api/roles/${id}`, { name }),
      admin.send('PATCH', `/api/roles/${id}`, { projects: { '*': { access: 'view' } } }),
    ])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    const { roles } = await owner.get<{ roles: RoleAnswer[] }>('/api/roles')
    expect(roles.find((one) => one.id === id)).toMatchObject({ name, projects: { '*': { access: 'view' } } })
  })

  test('no bytes stay in R2 of a file that came while its record was erased', async () => {
    const files = await sales.world.files()
    const left: string[] = []
    for (let i = 0; i < 8; i++) {
      const record = await make(sales.customers.id, { title: `Raced file ${i}` })
      const form = new FormData()
      form.set('file', new File(['x'.repeat(400_000)], 'p.txt', { type: 'text/plain' }))
      await Promise.all([
        owner.send('POST', `/api/records/${record.id}/files`, form),
        new Promise((done) => setTimeout(done, i * 2)).then(() =>
          owner.send('PUT', `/api/records/${record.id}/erasure`, { title: `Raced file ${i}` }),
        ),
      ])
      await owner.send('PUT', `/api/records/${record.id}/erasure`, { title: `Raced file ${i}` })
      const { objects } = await files.list({ prefix: `${sales.customers.id}/${record.id}/` })
      left.push(...objects.map(({ key }) => key))
    }
    expect(left).toEqual([])
  })
})

describe('at size', () => {
  let world: World
  let opportunities: ProjectAnswer
  let ownReader: Client
  let busy: Client
  let sharedRecordId: string
  const cost = async (who: Client, method: string, path: string, body?: object) => {
    const response = await who.send(method, path, body)
    expect(response.status).toBe(200)
    return Number(response.headers.get('x-d1')!.split(' ')[1])
  }
  beforeAll(async () => {
    world = await startWorld({ BENCH: '1' }, { site: false })
    const owner = await world.owner()
    opportunities = (await owner.post<{ projects: ProjectAnswer[] }>('/api/templates/sales', { currency: 'USD' }))
      .projects[1]!
    const { role } = await owner.post<{ role: RoleAnswer }>('/api/roles', {
      name: 'Own',
      projects: { '*': { access: 'view' }, [opportunities.id]: { access: 'edit', records: 'own' } },
    })
    ownReader = await world.person('Few Own', role.id)
    busy = await world.person('Busy Own', role.id)
    const path = `/api/projects/${opportunities.id}/records`
    const both = [await idOf(ownReader), await idOf(busy)]
    sharedRecordId = (await owner.post<{ record: RecordAnswer }>(path, { title: 'Ours', assignees: both })).record.id
    const db = await world.db()
    const many = (from: number, by: string) =>
      db.prepare(`INSERT INTO records (id, project_id, list_id, position, number, title, created_at, created_by, updated_at, entered_list_at)
        SELECT (${from} + n) * 4096 + ${opportunities.id}, ${opportunities.id}, ${opportunities.lists[0]!.id}, 'a' || printf('%06d', n), ${from} + n, 'Bulk', 1, ${by}, 1, 1
        FROM (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 20000) SELECT n FROM c)`)
    await db.batch([many(100_000, await idOf(owner)), many(200_000, both[1]!)])
  })
  afterAll(() => world.close())

  test('the board of who sees one of 40,000 reads no more than a few hundred rows', async () => {
    expect(await cost(ownReader, 'POST', `/api/projects/${opportunities.id}/board`, {})).toBeLessThan(2_000)
  })

  test('one record costs who has made 20,000 what it costs who has made none', async () => {
    const few = await cost(ownReader, 'GET', `/api/records/${sharedRecordId}`)
    expect(await cost(busy, 'GET', `/api/records/${sharedRecordId}`)).toBeLessThan(few + 1_000)
  })
})

describe('web', () => {
  test.each([
    ['deep', `{"name":"x","projects":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`],
    ['deep with half a letter', `{"name":"\\ud800","projects":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`],
  ])('a role with a body that is %s is refused as the sender’s fault', async (_, body) => {
    const response = await owner.send('POST', '/api/roles', body)
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
  })

  test('a role of 100,000 projects is refused shortly', async () => {
    const projects = Object.fromEntries(
      Array.from({ length: 100_000 }, (_, i) => [String(i + 5000), { access: 'view' }]),
    )
    const response = await owner.send('POST', '/api/roles', {
      name: 'Wide',
      projects: { '*': { access: 'view' }, ...projects },
    })
    expect(response.status).toBe(422)
    expect((await response.text()).length).toBeLessThan(100_000)
  })

  test.each(['["newest",1e999]', '["newest",-1e999]', '["cards","a",1e999]'])(
    'a cursor of %s is no error of ours',
    async (cursor) => {
      const path = cursor.includes('cards') ? 'board' : 'query'
      const body = {
        cursor: encodeURIComponent(cursor),
        ...(path === 'board' && { list: sales.list('Qualification') }),
      }
      expect((await junior.send('POST', `${opp}/${path}`, body)).status).toBeLessThan(500)
    },
  )

  test.each([
    ['text/plain', { 'content-type': 'text/plain', origin: 'https://evil.example' }],
    ['form', { 'content-type': 'application/x-www-form-urlencoded', origin: 'null' }],
    ['cross-site without origin', { 'sec-fetch-site': 'cross-site' }],
    ['same-site sub-domain', { 'sec-fetch-site': 'same-site' }],
  ])('a write by cookie from elsewhere: %s', async (_, headers) => {
    const response = await owner.send('POST', `${opp}/records`, '{"title":"Forged"}', headers as Record<string, string>)
    expect(response.status).toBe(403)
  })
})

describe('after all this', () => {
  test('what is counted is right', async () => {
    const { stored, computed } = await compareCube(sales.world)
    expect(stored).toEqual(computed)
  })
})
