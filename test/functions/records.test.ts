import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteFiles } from '../../functions/records/delete-files.ts'
import type {
  BoardAnswer,
  HistoryAnswer,
  ProjectAnswer,
  QueryAnswer,
  RecordAnswer,
  TagAnswer,
} from '../../src/core/api/answers.ts'
import { compareCube, keepSum, type Sales, startSales } from './sales-world.ts'

let sales: Sales
beforeAll(async () => {
  sales = await startSales()
  await keepSum(sales.world, sales.field('Cost'))
})
afterAll(() => sales.world.close())

interface Written {
  record: RecordAnswer
  change: string
}

const create = (body: unknown) => sales.owner.post<Written>(`/api/projects/${sales.opportunities.id}/records`, body)
const board = (body: unknown = { sum: 'Amount' }) =>
  sales.owner.post<BoardAnswer>(`/api/projects/${sales.opportunities.id}/board`, body)
const listOf = (answer: BoardAnswer, name: string) => answer.lists.find((list) => list.id === sales.list(name))!
const titles = (answer: BoardAnswer, name: string) => listOf(answer, name).records.map((record) => record.title)

test('a record takes every type of value and answers it as it is', async () => {
  const { record: customer } = await sales.owner.post<Written>(`/api/projects/${sales.customers.id}/records`, {
    title: 'សុខា & O’Brien Trading',
    values: { Email: 'Hello@Trading.example', Phone: '012 345 678', Website: 'trading.example', Source: 'referral' },
  })
  expect(customer.values[sales.field('Phone')]).toBe('+85512345678')
  expect(customer.values[sales.field('Source')]).toEqual({ id: 'referral', name: 'Referral' })
  const { record } = await create({
    title: '  Website   for the shop ',
    list: 'Proposal sent',
    tags: ['Support'],
    assignees: ['me'],
    due: '2026-12-24',
    values: {
      Amount: '1250.50',
      Cost: { amount: 4000000, currency: 'KHR' },
      'Expected close date': '2027-02-28',
      Confidence: 4,
      Customer: customer.id,
    },
  })
  expect(record).toMatchObject({
    title: 'Website for the shop',
    list: sales.list('Proposal sent'),
    due: '2026-12-24',
    tags: [{ name: 'Support' }],
    assignees: [{ name: 'Sokha Chan' }],
    closedAt: null,
    version: 1,
  })
  expect(record.values).toMatchObject({
    [sales.field('Amount')]: { amount: '1250.50', currency: 'USD' },
    [sales.field('Cost')]: { amount: '4000000.00', currency: 'KHR' },
    [sales.field('Expected close date')]: '2027-02-28',
    [sales.field('Confidence')]: 4,
    [sales.field('Customer')]: [{ id: customer.id, title: 'សុខា & O’Brien Trading' }],
  })
  expect((await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${record.id}`)).record).toEqual(record)
  const byTitle = await create({ title: 'By name', values: { Customer: 'សុខា & o’brien trading' } })
  expect(byTitle.record.values[sales.field('Customer')]).toEqual([{ id: customer.id, title: customer.title }])
})

test('cards move within and between lists, and counts and sums go with them', async () => {
  const idsByTitle: Record<string, string> = {}
  for (const title of ['Rice mill scales', 'Hotel booking', 'School uniforms'])
    idsByTitle[title] = (await create({ title, list: 'Negotiation', values: { Amount: 1000 } })).record.id
  expect(titles(await board(), 'Negotiation')).toEqual(['School uniforms', 'Hotel booking', 'Rice mill scales'])
  const move = (title: string, body: unknown) =>
    sales.owner.put<Written>(`/api/records/${idsByTitle[title]}/move`, body)
  await move('School uniforms', { list: 'Negotiation', after: idsByTitle['Hotel booking'] })
  expect(titles(await board(), 'Negotiation')).toEqual(['Hotel booking', 'School uniforms', 'Rice mill scales'])
  await move('Rice mill scales', { list: 'Negotiation', before: idsByTitle['School uniforms'] })
  expect(titles(await board(), 'Negotiation')).toEqual(['Hotel booking', 'Rice mill scales', 'School uniforms'])
  for (let i = 0; i < 30; i++)
    await move(i % 2 ? 'Hotel booking' : 'Rice mill scales', {
      list: 'Negotiation',
      before: idsByTitle['School uniforms'],
    })
  expect(titles(await board(), 'Negotiation')).toEqual(['Rice mill scales', 'Hotel booking', 'School uniforms'])

  const won = await move('Hotel booking', { list: 'Closed won' })
  expect(won.record.closedAt).not.toBeNull()
  const after = await board()
  expect(listOf(after, 'Negotiation')).toMatchObject({ count: 2, totals: [{ value: '2000.00', currency: 'USD' }] })
  expect(listOf(after, 'Closed won')).toMatchObject({ count: 1, totals: [{ value: '1000.00', currency: 'USD' }] })
  const reopened = await move('Hotel booking', { list: 'Negotiation' })
  expect(reopened.record.closedAt).toBeNull()
  await sales.owner.post(`/api/changes/${reopened.change}/undo`)
  expect(
    (await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${idsByTitle['Hotel booking']}`)).record,
  ).toMatchObject({
    list: sales.list('Closed won'),
    closedAt: won.record.closedAt,
    position: won.record.position,
  })
})

test('beside what is not there nothing can be put', async () => {
  const card = async (title: string, list = 'Negotiation') => (await create({ title, list })).record.id
  const [moved, beside, elsewhere] = [await card('Moved'), await card('Beside'), await card('Elsewhere', 'Closed won')]
  const [binned, archived] = [await card('Binned'), await card('Archived')]
  await sales.owner.delete(`/api/records/${binned}`)
  await sales.owner.put(`/api/records/${archived}/archive`)
  const { record: foreign } = await sales.owner.post<Written>(`/api/projects/${sales.customers.id}/records`, {
    title: 'In another project',
  })
  const { lists, fields, tags } = (
    await sales.owner.get<{ project: ProjectAnswer }>(`/api/projects/${sales.opportunities.id}`)
  ).project
  const places: [method: string, path: string, body: object, wrong: string[]][] = [
    ['PUT', `/api/records/${moved}/move`, { list: 'Negotiation' }, [moved, elsewhere, binned, archived, foreign.id]],
    ['PATCH', `/api/lists/${lists[1]!.id}`, {}, [lists[1]!.id, sales.customers.lists[0]!.id]],
    ['PATCH', `/api/fields/${fields[1]!.id}`, {}, [fields[1]!.id, sales.customers.fields[0]!.id]],
    ['PATCH', `/api/tags/${tags[1]!.id}`, {}, [tags[1]!.id]],
  ]
  for (const [method, path, body, wrong] of places)
    for (const side of ['before', 'after'])
      for (const id of [...wrong, '999999999', 'nowhere']) {
        const { status, errors } = await sales.owner.refused(method, path, { ...body, [side]: id })
        expect([path, side, id, status, errors[0]!.path]).toEqual([path, side, id, 422, side])
      }
  // The other side is no excuse.
  const both = { list: 'Negotiation', before: beside, after: elsewhere }
  expect((await sales.owner.refused('PUT', `/api/records/${moved}/move`, both)).errors[0]).toMatchObject({
    path: 'after',
    code: 'badPlace',
  })
  const wrong = { before: lists[0]!.id, after: 'nowhere' }
  expect((await sales.owner.refused('PATCH', `/api/lists/${lists[1]!.id}`, wrong)).errors[0]).toMatchObject({
    path: 'after',
  })
  expect((await sales.owner.put<Written>(`/api/records/${moved}/move`, { ...both, after: null })).record.list).toBe(
    sales.list('Negotiation'),
  )
  await sales.owner.put(`/api/records/${binned}/restore`)
})

test('two people who edit different fields both win; the same field is a conflict that shows the current value', async () => {
  const { record } = await create({ title: 'Cold storage', values: { Amount: 5000 } })
  const patch = (body: unknown) => sales.owner.send('PATCH', `/api/records/${record.id}`, body)
  const first = await patch({ values: { Amount: 6000 }, base: record.version })
  const { change } = (await first.json()) as Written
  expect((await patch({ title: 'Cold storage, phase 2', base: record.version })).status).toBe(200)
  const refused = await patch({ values: { Amount: 7000 }, base: record.version })
  expect(refused.status).toBe(409)
  expect(await refused.json()).toMatchObject({
    errors: [{ code: 'conflict', current: { amount: '6000.00', currency: 'USD' }, changes: [change] }],
  })
})

test('undo gives back what was, and keeps what somebody changed since', async () => {
  const { record } = await create({ title: 'Dental chairs', values: { Amount: 900, Confidence: 2 } })
  const edit = await sales.owner.patch<Written>(`/api/records/${record.id}`, {
    title: 'Dental chairs (4)',
    values: { Amount: 1200, Confidence: 3 },
  })
  await sales.owner.patch(`/api/records/${record.id}`, { values: { Confidence: 5 } })
  const undone = await sales.owner.post<{ undone: number; kept: unknown[]; change: string }>(
    `/api/changes/${edit.change}/undo`,
  )
  expect(undone.kept).toEqual([{ record: record.id, field: sales.field('Confidence'), current: 5 }])
  const read = async () => (await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${record.id}`)).record
  expect(await read()).toMatchObject({
    title: 'Dental chairs',
    values: { [sales.field('Amount')]: { amount: '900.00' }, [sales.field('Confidence')]: 5 },
  })
  await sales.owner.post(`/api/changes/${undone.change}/undo`)
  expect(await read()).toMatchObject({ title: 'Dental chairs (4)' })
  expect((await sales.owner.send('POST', `/api/changes/${edit.change}/undo`)).status).toBe(200)
  expect((await sales.owner.send('POST', `/api/changes/${edit.change}/undo`)).status).toBe(409)
})

test('tags and assignees come and go one by one; a tag filters the board and is counted', async () => {
  const { record } = await create({ title: 'Solar roof', list: 'Qualification', values: { Amount: 8000 } })
  const tag = sales.opportunities.tags.find((one) => one.name === 'Training')!
  await sales.owner.put(`/api/records/${record.id}/tags/${tag.id}`)
  const { record: tagged, change } = await sales.owner.put<Written>(`/api/records/${record.id}/tags/Consulting`)
  expect(tagged.tags.map((one) => one.name).sort()).toEqual(['Consulting', 'Training'])
  const filtered = await board({ filter: { field: 'tags', op: 'has', value: 'Training' }, sum: 'Amount' })
  expect(filtered.lists.flatMap((list) => list.records.map((one) => one.title))).toEqual(['Solar roof'])
  expect(listOf(filtered, 'Qualification')).toMatchObject({ count: 1, totals: [{ value: '8000.00' }] })
  const { tags } = await sales.owner.get<{ tags: (TagAnswer & { count: number; totals: unknown[] })[] }>(
    `/api/projects/${sales.opportunities.id}/tags?sum=Amount`,
  )
  expect(tags.find((one) => one.name === 'Training')).toMatchObject({
    count: 1,
    totals: [{ value: '8000.00', currency: 'USD' }],
  })
  await sales.owner.delete(`/api/records/${record.id}/tags/${tag.id}`)
  await sales.owner.post(`/api/changes/${change}/undo`)
  expect((await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${record.id}`)).record.tags).toEqual([])
})

test('history tells who changed what from what to what', async () => {
  const { record } = await create({ title: 'Port cranes', list: 'Unqualified', values: { Amount: 100 } })
  await sales.owner.patch(`/api/records/${record.id}`, { values: { Amount: 150, 'Deal source': 'Event' } })
  await sales.owner.put(`/api/records/${record.id}/move`, { list: 'Qualification' })
  const { entries } = await sales.owner.get<HistoryAnswer>(`/api/records/${record.id}/history`)
  expect(entries.map((entry) => entry.kind)).toEqual(['moved', 'updated', 'created'])
  expect(entries[0]!.fields).toEqual([
    {
      field: 'list',
      name: 'list',
      before: { id: sales.list('Unqualified'), name: 'Unqualified' },
      after: { id: sales.list('Qualification'), name: 'Qualification' },
    },
  ])
  expect(entries[1]).toMatchObject({ by: { person: { name: 'Sokha Chan' } } })
  expect(entries[1]!.fields).toContainEqual({
    field: sales.field('Amount'),
    name: 'Amount',
    before: { amount: '100.00', currency: 'USD' },
    after: { amount: '150.00', currency: 'USD' },
  })
})

test('a page of the table goes on where it ended, however it is sorted, empty values last', async () => {
  const all: string[] = []
  let cursor: string | null = null
  do {
    const page: QueryAnswer = await sales.owner.post(`/api/projects/${sales.opportunities.id}/query`, {
      sort: [{ field: 'Amount', desc: true }, { field: 'title' }],
      limit: 3,
      count: true,
      totals: [{ op: 'sum', field: 'Amount' }],
      ...(cursor && { cursor }),
    })
    all.push(...page.records.map((record) => record.id))
    cursor = page.next
  } while (cursor)
  const fullAnswer = await sales.owner.post<QueryAnswer>(`/api/projects/${sales.opportunities.id}/query`, {
    sort: [{ field: 'Amount', desc: true }, { field: 'title' }],
    limit: 200,
    count: true,
  })
  expect(all).toEqual(fullAnswer.records.map((record) => record.id))
  expect(new Set(all).size).toBe(fullAnswer.count)
  const amounts = fullAnswer.records.map((record) => record.values[sales.field('Amount')] as { amount: string } | null)
  expect(amounts.indexOf(null)).toBe(amounts.filter((amount) => amount !== null).length)
})

test('cards of a list go on where they ended, each once, in the order of the board', async () => {
  for (let i = 0; i < 7; i++) await create({ title: `Page ${i}`, list: 'Not viable' })
  const allIds = listOf(await board(), 'Not viable').records.map((record) => record.id)
  const paged: string[] = []
  let cursor: string | null = null
  do {
    const answer: BoardAnswer = await board({ list: 'Not viable', perList: 2, ...(cursor && { cursor }) })
    expect(answer.lists).toHaveLength(1)
    paged.push(...answer.lists[0]!.records.map((record) => record.id))
    cursor = answer.lists[0]!.next
  } while (cursor)
  expect(paged).toEqual(allIds)
  expect(allIds).toHaveLength(7)
})

test('search finds titles and fields in any script', async () => {
  const find = async (q: string) =>
    (await sales.owner.get<{ results: { title: string }[] }>(`/api/search?q=${encodeURIComponent(q)}`)).results.map(
      (one) => one.title,
    )
  expect(await find('solar')).toEqual(['Solar roof'])
  expect(await find('សុខា')).toEqual(['សុខា & O’Brien Trading'])
  expect(await find('hello@trading')).toEqual(['សុខា & O’Brien Trading'])
  expect(await find('12345678')).toEqual(['សុខា & O’Brien Trading'])
  expect(await find('nothing like this')).toEqual([])
})

test('a bin takes records out of everything and gives them back', async () => {
  const { record } = await create({ title: 'Printing press', list: 'Negotiation', values: { Amount: 700 } })
  const before = listOf(await board(), 'Negotiation').count
  const { change } = await sales.owner.delete<Written>(`/api/records/${record.id}`)
  expect(listOf(await board(), 'Negotiation').count).toBe(before - 1)
  const bin = await sales.owner.post<QueryAnswer>(`/api/projects/${sales.opportunities.id}/query`, {
    filter: { field: 'bin', op: 'eq', value: true },
  })
  expect(bin.records.map((one) => one.title)).toEqual(['Printing press'])
  await sales.owner.post(`/api/changes/${change}/undo`)
  expect(listOf(await board(), 'Negotiation').count).toBe(before)
})

test('the same Idempotency-Key makes one record; another body under it is refused', async () => {
  const send = (title: string) =>
    sales.owner.send(
      'POST',
      `/api/projects/${sales.opportunities.id}/records`,
      { title },
      { 'idempotency-key': 'form-7' },
    )
  const [one, two] = await Promise.all([send('Twice clicked'), send('Twice clicked')])
  const answers = [await one.json(), await two.json()] as Written[]
  expect(answers.map((answer) => answer.record?.id).filter(Boolean).length).toBeGreaterThan(0)
  const again = (await (await send('Twice clicked')).json()) as Written
  expect(again.record.title).toBe('Twice clicked')
  const queryAnswer = await sales.owner.post<QueryAnswer>(`/api/projects/${sales.opportunities.id}/query`, {
    filter: { field: 'title', op: 'eq', value: 'twice CLICKED' },
    count: true,
  })
  expect(queryAnswer.count).toBe(1)
  expect((await send('Another')).status).toBe(422)
})

test('after all of this the cube equals a recount', async () => {
  const { stored, computed } = await compareCube(sales.world)
  expect(stored.length).toBeGreaterThan(10)
  expect(stored).toEqual(computed)
})

test('what has been in the bin for thirty days is gone for good, and only that', async () => {
  const { owner, world, opportunities } = sales
  const live = (await create({ title: 'Clinic supplies', values: { Amount: 700 } })).record
  const binned = (await create({ title: 'Dredging at Chaktomuk', tags: ['Support'], assignees: ['me'] })).record
  await owner.post(`/api/records/${binned.id}/comments`, { body: 'Dredging starts after the rains.' })
  const form = new FormData()
  form.set('file', new File(['x'], 'dredging.txt', { type: 'text/plain' }))
  await owner.post(`/api/records/${binned.id}/files`, form)
  await owner.delete(`/api/records/${binned.id}`)
  const db = await world.db()
  const stored = async () => (await (await world.files()).list()).objects.length
  const bytes = await stored()
  const DAY = 86_400_000
  // Its work is each hour's first minute; who was signed in then isn't any more.
  const tick = async (days: number) => {
    const time = Date.now() + days * DAY
    await world.scheduled(new Date(time - (time % 3_600_000)))
    await owner.post('/api/auth/sign-in/email', { email: 'sokha@mekong.example', password: 'mekong-river-9' })
  }
  const state = async (id: string) => (await owner.send('GET', `/api/records/${id}`)).status
  await tick(29)
  expect(await state(binned.id)).toBe(200)
  const { etag } = Object.fromEntries((await owner.send('GET', `/api/records/${binned.id}`)).headers)
  await tick(31)
  await expect.poll(() => state(binned.id)).toBe(404)
  expect((await owner.send('GET', `/api/records/${binned.id}`, undefined, { 'if-none-match': etag! })).status).toBe(404)
  expect(await state(live.id)).toBe(200)
  await expect.poll(stored).toBe(bytes - 1)
  const tables = ['records', 'history', 'comments', 'files', 'texts', 'search']
  for (const table of tables) {
    const { results } = await db.prepare(`SELECT * FROM ${table}`).all()
    expect([table, JSON.stringify(results)]).toEqual([table, expect.not.stringMatching(/dredging/i)])
  }
  for (const table of ['record_tags', 'assignees'])
    expect(await db.prepare(`SELECT 1 FROM ${table} WHERE record_id = ?`).bind(binned.id).first()).toBe(null)
  const bin = { filter: { field: 'bin', op: 'eq', value: true }, count: true }
  expect((await owner.post<QueryAnswer>(`/api/projects/${opportunities.id}/query`, bin)).count).toBe(0)
  // Its number is nobody else's, and what is counted is what there is.
  expect((await create({ title: 'Ferry landing' })).record.number).toBe(binned.number + 1)
  const { stored: storedCells, computed } = await compareCube(world)
  expect(storedCells).toEqual(computed)
})

test('undo points at nothing that is gone for good, says so, and says where nothing is left to take back', async () => {
  const { owner, customers, world } = sales
  const customer = async (title: string) =>
    (await owner.post<Written>(`/api/projects/${customers.id}/records`, { title })).record
  const [purged, erased, there] = [
    await customer('Kampot Pepper Co.'),
    await customer('Sothea Lim'),
    await customer('Battambang Rice Mill'),
  ]
  const [field, byPurge, byErasure] = [sales.field('Customer'), purged.id, erased.id]
  const alone = (await create({ title: 'Cold store', values: { Customer: byPurge } })).record
  const other = (await create({ title: 'Packing line', values: { Customer: byErasure } })).record
  const cleared = await owner.patch<Written>(`/api/records/${alone.id}`, { values: { Customer: null } })
  const replaced = await owner.patch<Written>(`/api/records/${other.id}`, {
    title: 'Packing line, used',
    values: { Customer: there.id },
  })
  const binned = await owner.delete<Written>(`/api/records/${byPurge}`)
  const renamed = await owner.patch<Written>(`/api/records/${byErasure}`, { title: 'Sothea Lim & Sons' })
  await owner.put(`/api/records/${byErasure}/erasure`, { title: 'Sothea Lim & Sons' })
  const time = Date.now() + 31 * 86_400_000
  await world.scheduled(new Date(time - (time % 3_600_000)))
  await owner.post('/api/auth/sign-in/email', { email: 'sokha@mekong.example', password: 'mekong-river-9' })
  await expect.poll(async () => (await owner.send('GET', `/api/records/${byPurge}`)).status).toBe(404)

  const undo = (change: string) => owner.post<{ undone: number; kept: unknown[] }>(`/api/changes/${change}/undo`)
  expect(await undo(cleared.change)).toMatchObject({ undone: 0, kept: [{ record: alone.id, field, current: [] }] })
  // What else it set goes back; the field, which would be empty, too.
  expect(await undo(replaced.change)).toMatchObject({ undone: 1, kept: [{ record: other.id, field, current: [] }] })
  const read = async (id: string) => (await owner.get<{ record: RecordAnswer }>(`/api/records/${id}`)).record
  expect(await read(other.id)).toMatchObject({ title: 'Packing line', values: { [field]: [] } })
  const db = await world.db()
  const dangling = 'SELECT * FROM links WHERE to_id NOT IN (SELECT id FROM records)'
  expect((await db.prepare(dangling).all()).results).toEqual([])

  for (const { change } of [binned, renamed])
    expect(await owner.refused('POST', `/api/changes/${change}/undo`)).toMatchObject({
      status: 409,
      errors: [{ code: 'nothingLeft' }],
    })
  const bopha = await world.person('Bopha Keo', 'admin')
  expect((await bopha.refused('POST', `/api/changes/${binned.change}/undo`)).status).toBe(404)
})

test('R2 is told to delete a thousand files at a time', async () => {
  const calls: string[][] = []
  const bucket = { delete: async (keys: string[]) => void calls.push(keys) } as unknown as R2Bucket
  const keys = Array.from({ length: 2001 }, (_, i) => `2/17/${i}`)
  await deleteFiles(
    bucket,
    keys.map((key) => ({ key })),
  )
  expect(calls.map(({ length }) => length)).toEqual([1000, 1000, 1])
  expect(calls.flat()).toEqual(keys)
})
