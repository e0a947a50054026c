import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Scene, startScene } from './attack-world.ts'

let team: Scene['team']
let sales: Scene['sales']
let owner: Scene['owner']
let opp: Scene['opp']
let unique: Scene['unique']
let make: Scene['make']
let idOf: Scene['idOf']
beforeAll(async () => {
  ;({ team, sales, owner, opp, unique, make, idOf } = await startScene())
})
afterAll(() => sales.world.close())

describe('erasure', () => {
  const erasable = async (title: string) => make(sales.customers.id, { title, values: { Email: 'gone@for.example' } })

  test('a tagged answer isn’t “not modified” once a record of it was erased', async () => {
    const gone = await erasable('Etag Person')
    await make(sales.customers.id, { title: 'Somebody after' })
    const path = `/api/projects/${sales.customers.id}/query`
    const before = await owner.send('POST', path, { limit: 5 })
    const etag = before.headers.get('etag')!
    expect(await before.text()).toContain('Etag Person')
    await owner.put(`/api/records/${gone.id}/erasure`, { title: 'Etag Person' })
    const after = await owner.send('POST', path, { limit: 5 }, { 'if-none-match': etag })
    expect(after.status).toBe(200)
  })

  test('nothing of its comments and files stays in remembered answers', async () => {
    const gone = await erasable('Comment Person')
    await owner.post(
      `/api/records/${gone.id}/comments`,
      { body: 'Xylograph lives at 5 River Road' },
      { 'idempotency-key': unique('c') },
    )
    const form = new FormData()
    form.set('file', new File(['x'], 'xylograph-passport.txt', { type: 'text/plain' }))
    await owner.post(`/api/records/${gone.id}/files`, form, { 'idempotency-key': unique('f') })
    await owner.put(`/api/records/${gone.id}/erasure`, { title: 'Comment Person' })
    const db = await sales.world.db()
    const { results } = await db.prepare('SELECT * FROM answers').all()
    expect(JSON.stringify(results)).not.toMatch(/xylograph/i)
  })

  test('no refused row of an import keeps what it said of them', async () => {
    const gone = await erasable('Quoted "Bo" Person')
    const { import: job } = await owner.post<{ import: { id: string } }>(
      `/api/projects/${sales.customers.id}/imports`,
      {
        columns: ['Title', 'Email'],
        mapping: [
          { column: 'Title', to: 'title' },
          { column: 'Email', to: 'Email' },
        ],
        key: 'title',
      },
    )
    await owner.put(`/api/imports/${job.id}/rows/1`, { rows: [['Quoted "Bo" Person', 'quoted-bo at home']] })
    // In another project’s import too.
    const other = await owner.post<{ import: { id: string } }>(`${opp}/imports`, {
      columns: ['Title', 'Due'],
      mapping: [
        { column: 'Title', to: 'title' },
        { column: 'Due', to: 'due' },
      ],
    })
    await owner.put(`/api/imports/${other.import.id}/rows/1`, { rows: [['For Quoted "Bo" Person', 'quoted-bo soon']] })
    await owner.put(`/api/records/${gone.id}/erasure`, { title: 'Quoted "Bo" Person' })
    const db = await sales.world.db()
    const { results } = await db.prepare('SELECT refused FROM import_chunks').all()
    const { results: rows } = await db.prepare('SELECT cells FROM import_refused_rows').all()
    expect(JSON.stringify([results, rows])).not.toMatch(/quoted-bo/)
  })

  test('an erased person’s name is gone from the history of comments too, and from remembered answers', async () => {
    const leaver = await sales.world.person('Erasmus Gone', 'member')
    const id = await idOf(leaver)
    await owner.post(`/api/records/${team.deals['Water filters']!.id}/comments`, {
      body: `Ask @[Erasmus Gone](person:${id})`,
    })
    await owner.post(`${opp}/records`, { title: 'Theirs', assignees: [id] }, { 'idempotency-key': unique('e') })
    await owner.put(`/api/people/${id}/deactivation`, {})
    await owner.put(`/api/people/${id}/erasure`, { name: 'Erasmus Gone' })
    const db = await sales.world.db()
    const tables = (
      await db
        .prepare(
          "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'search%'",
        )
        .all<{ name: string }>()
    ).results
    const found: string[] = []
    for (const { name } of tables)
      if (/erasmus/i.test(JSON.stringify((await db.prepare(`SELECT * FROM ${name}`).all()).results))) found.push(name)
    expect(found).toEqual([])
  })

  test('one who was erased can’t be brought back', async () => {
    await sales.world.person('Never Back', 'member')
    const { people } = await owner.get<{ people: { id: string; name: string }[] }>('/api/people')
    const { id } = people.find((one) => one.name === 'Never Back')!
    await owner.put(`/api/people/${id}/deactivation`, {})
    await owner.put(`/api/people/${id}/erasure`, { name: 'Never Back' })
    expect((await owner.send('DELETE', `/api/people/${id}/deactivation`)).status).not.toBe(200)
  })
})
