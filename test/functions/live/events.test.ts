import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import { startTeam, type Team } from '../team-world.ts'
import { Page } from './page.ts'

/** What open pages are told of each other's changes. */
let team: Team
beforeAll(async () => {
  team = await startTeam()
})
afterAll(() => team.sales.world.close())

const deals = () => `/api/projects/${team.sales.opportunities.id}`
const idOf = (title: string) => team.deals[title]!.id

describe('what a page hears', () => {
  test('names of what somebody else changed, within a second, and no data', async () => {
    const { sales } = team
    const page = await Page.open(sales.owner)
    expect(page.heard).toEqual([{ seq: expect.any(Number), projects: [] }])
    const { opportunities } = sales
    const before = page.seq
    await sales.owner.patch(`/api/records/${idOf('Solar pumps')}`, { title: 'Solar pumps, new wing' })
    expect(await page.hears(opportunities.id, idOf('Solar pumps'))).toBeLessThan(1000)
    expect(page.seq).toBeGreaterThan(before)
    expect(JSON.stringify(page.heard)).not.toContain('wing')
    await sales.owner.post(`/api/records/${idOf('Office chairs')}/comments`, { body: 'They called back.' })
    await page.hears(opportunities.id, idOf('Office chairs'))
    await sales.owner.post(`${deals()}/fields`, { name: 'Heard', type: 'text' })
    await page.until(() => page.projects().some(({ id, catalog }) => id === opportunities.id && catalog === true))
    expect(page.heard.map(({ seq }) => seq)).toEqual(page.heard.map(({ seq }) => seq).toSorted((a, b) => a - b))
    page.close()
  })

  test('each kind of change of settings, people and roles', async () => {
    const { sales } = team
    const { opportunities } = sales
    const page = await Page.open(sales.owner)
    const listens = async (project: string, step: () => Promise<unknown>) => {
      const count = page.projects().length
      await step()
      await page.until(() =>
        page
          .projects()
          .slice(count)
          .some(({ id, catalog }) => id === project && catalog === true),
      )
    }
    await listens(opportunities.id, () =>
      sales.owner.patch(`/api/lists/${sales.opportunities.lists[0]!.id}`, { name: 'New lead' }),
    )
    await listens(opportunities.id, () => sales.owner.post(`${deals()}/tags`, { name: 'Heard' }))
    await listens('0', () => sales.owner.post('/api/dashboards', { name: 'Heard' }))
    await listens('0', () => sales.owner.post('/api/roles', { name: 'Heard', projects: { '*': { access: 'view' } } }))
    await listens('0', () => sales.owner.post('/api/teams', { name: 'Heard', people: [] }))
    page.close()
  })

  test('the answer of a write names its own rows, and none where nothing was changed', async () => {
    const { sales } = team
    const rows = async (method: string, path: string, body?: unknown) => {
      const response = await sales.owner.send(method, path, body)
      return [response.status, response.headers.get('own-seqs'), Number(response.headers.get('seq'))] as const
    }
    const path = `/api/records/${idOf('Solar pumps')}`
    const [, ownRow, before] = await rows('PATCH', path, { due: '2027-03-01' })
    expect(ownRow).toBe(String(before + 1))
    expect((await rows('PATCH', path, { due: '2027-03-01' })).slice(0, 2)).toEqual([200, null])
    expect((await rows('PUT', `${path}/assignees/${team.people.Bopha}`)).slice(0, 2)).toEqual([200, null])
  })

  test('changes that come together are told together', async () => {
    const { sales } = team
    const page = await Page.open(sales.owner)
    const titles = Array.from({ length: 20 }, (_, i) => `Together ${i}`)
    const answers = await Promise.all(
      titles.map((title) => sales.owner.post<{ record: RecordAnswer }>(`${deals()}/records`, { title })),
    )
    for (const { record } of answers) await page.hears(sales.opportunities.id, record.id)
    expect(page.heard.length).toBeLessThan(10)
    page.close()
  })

  test('who is restricted hears that something has changed, at most once a second; who has no access hears nothing', async () => {
    const { sales, junior } = team
    const { opportunities, customers } = sales
    const { role } = await sales.owner.post<{ role: { id: string } }>('/api/roles', {
      name: 'Customers only',
      projects: { '*': { access: 'none' }, [customers.id]: { access: 'view' } },
    })
    const outside = await sales.world.person('Chan Thy', role.id)
    const [ownPage, none, all] = await Promise.all([junior, outside, sales.owner].map((who) => Page.open(who)))
    for (let i = 0; i < 8; i++)
      await sales.owner.patch(`/api/records/${idOf('Office chairs')}`, { values: { Cost: i } })
    await all!.hears(opportunities.id, idOf('Office chairs'))
    await ownPage!.hears(opportunities.id)
    await new Promise((wake) => setTimeout(wake, 1200))
    expect(
      ownPage!.projects().every(({ id, records, catalog }) => id === opportunities.id && records === null && !catalog),
    ).toBe(true)
    expect(ownPage!.projects().length).toBeLessThanOrEqual(3)
    expect(none!.projects()).toEqual([])
    // What they see of, they hear of.
    const { record } = await sales.owner.post<{ record: RecordAnswer }>(`/api/projects/${customers.id}/records`, {
      title: 'Heard by all',
    })
    await none!.hears(customers.id)
    await all!.hears(customers.id, record.id)
    for (const page of [ownPage, none, all]) page!.close()
  })
})

describe('a page that was away', () => {
  test('is told once what it has missed, by the socket as without one', async () => {
    const { sales } = team
    const { opportunities } = sales
    const page = await Page.open(sales.owner)
    const since = page.seq
    page.close()
    await sales.owner.patch(`/api/records/${idOf('Rice mill')}`, { title: 'Rice mill, north' })
    await sales.owner.patch(`/api/records/${idOf('Rice mill')}`, { title: 'Rice mill' })
    await sales.owner.delete(`/api/records/${idOf('Nobody’s')}`)
    const missed = { id: opportunities.id, records: [idOf('Rice mill'), idOf('Nobody’s')] }
    const back = await Page.open(sales.owner, since)
    expect(back.heard).toEqual([{ seq: expect.any(Number), projects: [missed] }])
    expect(await sales.owner.get(`/api/live?since=${since}`)).toEqual(back.heard[0])
    expect(await sales.owner.get(`/api/live?since=${back.seq}`)).toEqual({ seq: back.seq, projects: [] })
    expect(await sales.owner.get('/api/live')).toEqual({ seq: back.seq, projects: [] })
    // And goes on from there.
    await sales.owner.put(`/api/records/${idOf('Nobody’s')}/restore`)
    await back.until(() => back.heard.length === 2)
    expect(back.projects()[1]).toEqual({ id: opportunities.id, records: [idOf('Nobody’s')] })
    back.close()
  })

  test('reads anew where too much has changed; who is restricted isn’t told how much', async () => {
    const { sales, junior } = team
    const { seq } = await sales.owner.get<{ seq: number }>('/api/live')
    const { import: job } = await sales.owner.post<{ import: ImportAnswer }>(`${deals()}/imports`, {
      columns: ['Deal'],
      mapping: [{ column: 'Deal', to: 'title' }],
    })
    for (const start of [0, 1000]) {
      const rows = Array.from({ length: 1000 }, (_, i) => [`Missed ${start + i}`])
      await sales.owner.put(`/api/imports/${job.id}/rows/${start + 1}`, { rows })
    }
    const page = await Page.open(sales.owner, seq)
    expect(page.heard).toEqual([{ seq: expect.any(Number), reload: true }])
    const restricted = await Page.open(junior, seq)
    expect(restricted.heard).toEqual([{ seq: page.seq, projects: [{ id: sales.opportunities.id, records: null }] }])
    for (const one of [page, restricted]) one.close()
  })

  test.each(['99999999', 'NaN', '-1', '1.5', '', '%F0%9F%90%98', '1e30'])(
    'and says since=%s reads anew',
    async (since) => {
      const { sales } = team
      const page = await Page.open(sales.owner, since)
      expect(page.heard).toEqual([{ seq: expect.any(Number), reload: true }])
      expect(await sales.owner.get(`/api/live?since=${since}`)).toEqual(page.heard[0])
      page.close()
    },
  )

  test('hears what came while nobody was told, and while the hub was gone', async () => {
    const { sales } = team
    const page = await Page.open(sales.owner)
    const db = await sales.world.db()
    // Written past the Worker: no notification.
    await db
      .prepare(
        `INSERT INTO history (seq, change_id, project_id, kind, thing_id, what, version, fields)
          SELECT max(seq) + 1, 1, ${sales.opportunities.id}, 'record', ${idOf('Solar pumps')}, 'updated', 9, '{}' FROM history`,
      )
      .run()
    await sales.world.scheduled(new Date())
    await page.hears(sales.opportunities.id, idOf('Solar pumps'))
    page.close()
  })
})

describe('a socket is closed', () => {
  const closes = async (page: Page, code: number) => {
    expect(await page.until(() => page.closed !== null)).toBeLessThan(1500)
    expect(page.closed).toBe(code)
  }

  test('when its session ends, by signing out or by revoking it', async () => {
    const { sales } = team
    const leaver = await sales.world.person('Vichet Ros', 'member')
    const page = await Page.open(leaver)
    await leaver.send('POST', '/api/auth/sign-out', {})
    await closes(page, 4001)
    const gone = await Page.open(leaver).catch(() => null)
    expect(gone?.closed ?? 1006).toBe(1006)
  })

  test('when its person is deactivated or its key withdrawn', async () => {
    const { sales } = team
    const { key, secret } = await sales.owner
      .post<{ key: { id: string; secret: string } }>('/api/keys', { name: 'Listener', scopes: ['read'] })
      .then(({ key }) => ({ key, secret: key.secret }))
    const byKey = await Page.open(sales.world.stranger(), undefined, { authorization: `Bearer ${secret}` })
    const person = await sales.world.person('Sothea Kim', 'member')
    const me = await person.get<{ person: { id: string } }>('/api/me')
    const page = await Page.open(person)
    await sales.owner.put(`/api/people/${me.person.id}/deactivation`, { handTo: null })
    await closes(page, 4001)
    expect(byKey.closed).toBe(null)
    await sales.owner.delete(`/api/keys/${key.id}`)
    await closes(byKey, 4001)
  })

  test('when its person may do something else by now, and only then', async () => {
    const { sales, junior, teamed } = team
    const [changed, other] = await Promise.all([junior, teamed].map((who) => Page.open(who)))
    await sales.owner.patch(`/api/roles/${team.juniorRole}`, {
      projects: { [sales.opportunities.id]: { records: 'team' } },
    })
    await closes(changed!, 4003)
    expect(other!.closed).toBe(null)
    other!.close()
    const again = await Page.open(junior)
    expect(again.heard).toHaveLength(1)
    again.close()
  })

  test.each([
    ['words that it doesn’t know', 1003, (page: Page) => page.send('{"hello":1}')],
    ['anything but text', 1003, (page: Page) => page.send(new ArrayBuffer(8))],
    ['far too much', 4009, (page: Page) => page.send('x'.repeat(500_000))],
  ] as const)('when its page says %s', async (_, code, say) => {
    const page = await Page.open(team.sales.owner)
    say(page)
    await page.until(() => page.closed !== null)
    expect(page.closed).toBe(code)
  })

  test('when it is one of too many of one person', async () => {
    const person = await team.sales.world.person('Many Pages', 'member')
    const pages = await Promise.all(Array.from({ length: 20 }, () => Page.open(person)))
    const last = await Page.open(person)
    expect(last.closed).toBe(4010)
    expect(pages.every(({ closed }) => closed === null)).toBe(true)
    for (const page of pages) page.close()
  })

  test('a ping is answered', async () => {
    const page = await Page.open(team.sales.owner)
    for (let i = 0; i < 100; i++) page.send('ping')
    await page.until(() => page.pongs === 101)
    page.close()
  })
})

test('nobody listens who isn’t signed in, nor from another site', async () => {
  const { sales } = team
  const upgrade = { upgrade: 'websocket', connection: 'Upgrade' }
  const status = async (client: Client, headers: Record<string, string>) => {
    const page = await Page.open(client, undefined, headers).catch(() => null)
    const code = page?.closed
    page?.close()
    return code
  }
  expect(await status(sales.world.stranger(), {})).toBe(1006)
  expect(await status(sales.owner, { origin: 'https://elsewhere.example' })).toBe(1006)
  expect(await status(sales.owner, { origin: sales.world.url })).toBe(null)
  const response = await sales.world.fetch(`${sales.world.url}/api/live`, {
    headers: { ...upgrade, cookie: sales.owner.cookie, origin: 'https://elsewhere.example' },
  })
  expect(response.status).toBe(403)
})
