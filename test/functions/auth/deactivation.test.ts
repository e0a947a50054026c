import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FieldAnswer, QueryAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import { Client } from '../../client.ts'
import { compareCube, type Sales } from '../sales-world.ts'
import { startTeam, type Team } from '../team-world.ts'

let sales: Sales
let junior: Client
let people: Team['people']
let record: Team['record']
beforeAll(async () => {
  ;({ sales, junior, people, record } = await startTeam())
})
afterAll(() => sales.world.close())

describe('leaving', () => {
  test('a deactivated person is out at once, and what was theirs is another’s, in one change', async () => {
    const leaver = await sales.world.person('Rithy Meas', 'member')
    const { key } = await leaver.post<{ key: { secret: string } }>('/api/keys', {
      name: 'Mine',
      scopes: ['read', 'write'],
    })
    const everyone = await sales.owner.get<{ people: { id: string; name: string }[] }>('/api/people')
    const id = everyone.people.find((one) => one.name === 'Rithy Meas')!.id
    const path = `/api/projects/${sales.opportunities.id}`
    const { field } = await sales.owner.post<{ field: FieldAnswer }>(`${path}/fields`, {
      name: 'Engineer',
      type: 'person',
    })
    const one = await leaver.post<{ record: RecordAnswer }>(`${path}/records`, {
      title: 'Handed over',
      assignees: ['me', people.Bopha],
      values: { Engineer: ['me'] },
    })
    const answer = await sales.owner.put<{ records: number; change: string; person: { state: string } }>(
      `/api/people/${id}/deactivation`,
      { handTo: people.Bopha },
    )
    expect(answer).toMatchObject({ records: 1, person: { state: 'deactivated' } })
    expect((await leaver.send('GET', '/api/me')).status).toBe(401)
    const byKey = await fetch(`${sales.world.url}/api/me`, { headers: { authorization: `Bearer ${key.secret}` } })
    expect(byKey.status).toBe(401)
    const now = (await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${one.record.id}`)).record
    expect(now.assignees).toEqual([{ id: people.Bopha, name: 'Bopha Lim' }])
    expect(now.values[field.id]).toEqual([{ id: people.Bopha, name: 'Bopha Lim' }])
    expect(now.createdBy).toMatchObject({ name: 'Rithy Meas' })
    // Back, with a new sign-in and no old key.
    await sales.owner.delete(`/api/people/${id}/deactivation`)
    expect((await leaver.send('GET', '/api/me')).status).toBe(401)
    await leaver.post('/api/auth/sign-in/email', { email: 'rithy.meas@mekong.example', password: 'mekong-river-9' })
    expect((await leaver.send('GET', '/api/me')).status).toBe(200)
    await sales.owner.delete(`/api/fields/${field.id}`)
  })

  test('not oneself, not the owner, and not to who has left', async () => {
    const admin = await sales.world.person('Maly Khun', 'admin')
    const maly = (await admin.get<{ person: { id: string } }>('/api/me')).person.id
    expect((await admin.refused('PUT', `/api/people/${maly}/deactivation`, {})).errors[0]).toMatchObject({
      code: 'notYourself',
    })
    expect((await admin.refused('PUT', `/api/people/${people.Sokha}/deactivation`, {})).status).toBe(403)
    expect(
      (await admin.refused('PUT', `/api/people/${people.Dara}/deactivation`, { handTo: people.Dara })).errors[0],
    ).toMatchObject({
      path: 'handTo',
    })
  })

  test('the owner makes somebody else the owner, and is an admin then', async () => {
    const { people: all } = await sales.owner.get<{ people: { id: string; name: string; role: string }[] }>(
      '/api/people',
    )
    const maly = all.find((one) => one.name === 'Maly Khun')!
    await sales.owner.patch(`/api/people/${maly.id}`, { role: 'owner' })
    const roles = async () =>
      (await sales.owner.get<{ people: { name: string; role: string }[] }>('/api/people')).people
        .filter((one) => ['owner', 'admin'].includes(one.role))
        .map((one) => `${one.name}: ${one.role}`)
    expect(await roles()).toEqual(['Sokha Chan: admin', 'Maly Khun: owner'])
    expect((await sales.owner.refused('PATCH', `/api/people/${maly.id}`, { role: 'admin' })).status).toBe(403)
    const malys = new Client(sales.world.url)
    await malys.post('/api/auth/sign-in/email', {
      email: `${maly.name.toLowerCase().replace(' ', '.')}@mekong.example`,
      password: 'mekong-river-9',
    })
    await malys.patch(`/api/people/${people.Sokha}`, { role: 'owner' })
    expect(await roles()).toEqual(['Sokha Chan: owner', 'Maly Khun: admin'])
  })

  test('a record is erased for good, and the log keeps that it was', async () => {
    const path = `/api/projects/${sales.customers.id}`
    const { record: gone } = await sales.owner.post<{ record: RecordAnswer }>(
      `${path}/records`,
      { title: 'Oudom Forget', description: 'Oudom asked to be forgotten', values: { Email: 'oudom@forget.example' } },
      { 'idempotency-key': 'oudom-1' },
    )
    const recordPath = `/api/records/${gone.id}`
    const form = new FormData()
    form.set('file', new File(['Oudom'], 'oudom.txt', { type: 'text/plain' }))
    await sales.owner.post(`${recordPath}/files`, form)
    await sales.owner.post(`${recordPath}/comments`, { body: 'Oudom called' })
    type Inbound = { inbound: { token: string } }
    const { inbound } = await sales.owner.post<Inbound>(`${path}/inbound`, { name: 'Website' })
    await sales.owner.post(`/api/in/${inbound.token}`, { name: 'Oudom Forget' })
    await (await sales.world.db())
      .prepare(
        `INSERT INTO deliveries (key, kind, event, recipient, body, record_id, at, state)
          VALUES ('run_7', 'webhook', 'automation.run', 'https://hooks.mekong.example', '{"title":"Oudom Forget"}', ?, 0, 'sent')`,
      )
      .bind(Number(gone.id))
      .run()
    const deal = await sales.owner.patch<{ change: string }>(record('Office chairs'), { values: { Customer: gone.id } })
    expect((await sales.owner.refused('PUT', `${recordPath}/erasure`, { title: 'Somebody' })).errors[0]).toMatchObject({
      path: 'title',
      code: 'titleDiffers',
    })
    expect((await junior.refused('PUT', `${recordPath}/erasure`, { title: gone.title })).status).toBe(403)
    const { erased } = await sales.owner.put<{ erased: object }>(`${recordPath}/erasure`, { title: 'oudom forget' })
    expect(erased).toMatchObject({ comments: 1, files: 1 })
    expect((await sales.owner.refused('GET', recordPath)).status).toBe(404)
    expect((await sales.owner.refused('PUT', `${recordPath}/restore`)).status).toBe(404)
    expect(await sales.owner.get('/api/search?q=oudom')).toMatchObject({ results: [] })
    const chairs = (await sales.owner.get<{ record: RecordAnswer }>(record('Office chairs'))).record
    expect(chairs.values[sales.field('Customer')]).toEqual([])
    await sales.owner.post(`/api/changes/${deal.change}/undo`)
    // Nowhere in the whole database, nor among the files.
    const db = await sales.world.db()
    const tables = (
      await db
        .prepare(
          "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'search%'",
        )
        .all<{ name: string }>()
    ).results
    for (const { name } of tables)
      expect(JSON.stringify((await db.prepare(`SELECT * FROM ${name}`).all()).results), name).not.toMatch(/oudom/i)
    const { stored, computed } = await compareCube(sales.world)
    expect(stored).toEqual(computed)
    // Its id and number aren't given out again, though it was the newest; nor is the number of what happened to it.
    const newest = () =>
      sales.owner.post<{ record: RecordAnswer }>(`/api/projects/${sales.customers.id}/records`, { title: 'Newest' })
    const seq = async () =>
      (await sales.owner.post<QueryAnswer>(`/api/projects/${sales.customers.id}/query`, { limit: 1 })).seq
    const { record: first } = await newest()
    const before = await seq()
    await sales.owner.put(`/api/records/${first.id}/erasure`, { title: 'Newest' })
    expect(await seq()).toBe(before)
    const { record: second } = await newest()
    expect(Number(second.id)).toBeGreaterThan(Number(first.id))
    expect(second.number).toBe(first.number + 1)
    expect(await seq()).toBeGreaterThan(before)
    const { entries } = await sales.owner.get<{ entries: object[] }>('/api/audit?kind=erased')
    expect(entries).toContainEqual(
      expect.objectContaining({
        by: expect.objectContaining({ name: 'Sokha Chan' }),
        subject: expect.objectContaining({ kind: 'record', id: gone.id }),
      }),
    )
  })

  test('somebody of the team is erased once they have left', async () => {
    await sales.world.person('Forgotten Person', 'member')
    const { people: all } = await sales.owner.get<{ people: { id: string; name: string }[] }>('/api/people')
    const { id } = all.find((one) => one.name === 'Forgotten Person')!
    const erase = { name: 'Forgotten Person' }
    expect((await sales.owner.refused('PUT', `/api/people/${id}/erasure`, erase)).errors[0]).toMatchObject({
      code: 'stillActive',
    })
    await sales.owner.put(`/api/people/${id}/deactivation`, {})
    await sales.owner.put(`/api/people/${id}/erasure`, erase)
    const db = await sales.world.db()
    for (const table of ['people', 'sessions', 'accounts', 'audit', 'deliveries', 'invitations'])
      expect(JSON.stringify((await db.prepare(`SELECT * FROM ${table}`).all()).results), table).not.toMatch(
        /forgotten/i,
      )
  })
})
