import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  BoardAnswer,
  ImportAnswer,
  ImportListed,
  ImportUndone,
  ProjectAnswer,
  QueryAnswer,
  RecordAnswer,
} from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import { tableFrom } from '../../core/csv/files.ts'
import { compareCube, type Sales, startSales } from '../sales-world.ts'

let sales: Sales
beforeAll(async () => {
  sales = await startSales()
})
afterAll(() => sales.world.close())

const open = (project: ProjectAnswer, mapping: unknown) =>
  sales.owner
    .post<{ import: ImportAnswer }>(`/api/projects/${project.id}/imports`, mapping)
    .then((answer) => answer.import)
const put = (job: ImportAnswer, n: number, rows: string[][]) =>
  sales.owner
    .put<{ import: ImportAnswer }>(`/api/imports/${job.id}/rows/${n}`, { rows })
    .then((answer) => answer.import)
const all = async (project: ProjectAnswer) =>
  (
    await sales.owner.post<QueryAnswer>(`/api/projects/${project.id}/query`, {
      limit: 200,
      sort: [{ field: 'number' }],
    })
  ).records

const CONTACTS = {
  columns: ['Company', 'Mail', 'Tel', 'Since'],
  mapping: [
    { column: 'Company', to: 'title' },
    { column: 'Mail', to: 'Email' },
    { column: 'Tel', to: 'Phone' },
    { column: 'Since', to: 'createdAt' },
  ],
  dates: 'DMY',
}

test('good rows arrive, bad ones are told with row, column and reason, and nothing of them is written', async () => {
  const job = await open(sales.customers, CONTACTS)
  const done = await put(job, 1, [
    ['O’Brien & Sons', 'info@obrien.example', '012 345 678', '31/12/2024'],
    ['', 'nobody@x.example', '', ''],
    ['ក្រុមហ៊ុន សុខា', 'not an address', '', '01/02/2025'],
    ['Rice Mill', '', '12', '30/02/2025'],
  ])
  expect(done).toMatchObject({ created: 1, updated: 0, state: 'open' })
  expect(done.refused.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, 'Company', 'required'],
    [3, 'Mail', 'notEmail'],
    [4, 'Tel', 'notPhone'],
    [4, 'Since', 'notInstant'],
  ])
  const [record] = await all(sales.customers)
  expect(record).toMatchObject({ title: 'O’Brien & Sons', createdAt: '2024-12-30T17:00:00.000Z' })
})

test('what doesn’t fit may be left empty instead of refusing its row', async () => {
  const job = await open(sales.customers, { ...CONTACTS, misfits: 'empty' })
  const done = await put(job, 1, [
    ['Forgiven Ltd', 'not an address', '12', '30/02/2025'],
    ['', 'fine@x.example', '', ''],
  ])
  expect(done).toMatchObject({ created: 1 })
  expect(done.refused.map(({ row, code }) => [row, code])).toEqual([[2, 'required']])
  const importedRecord = (await all(sales.customers)).find((record) => record.title === 'Forgiven Ltd')!
  expect(importedRecord.values).toMatchObject({ [sales.field('Email')]: null, [sales.field('Phone')]: null })
  await sales.owner.delete(`/api/imports/${job.id}`)
})

test('a key updates instead of doubling; empty cells leave alone what is there', async () => {
  const mapping = { ...CONTACTS, key: 'Email' }
  const first = await open(sales.customers, mapping)
  await put(first, 1, [
    ['Kampot Pepper', 'hello@kampot.example', '023 456 789', '01/01/2025'],
    ['Kep Crab', 'kep@crab.example', '', ''],
  ])
  const again = await open(sales.customers, mapping)
  const done = await put(again, 1, [
    ['Kampot Pepper Growers', 'HELLO@kampot.example', '', ''],
    ['Kep Crab', 'kep@crab.example', '', ''],
    ['Takeo Silk', 'silk@takeo.example', '', ''],
    ['Takeo Silk House', 'silk@takeo.example', '', ''],
  ])
  // Four rows: one changed, one the same, one new, and one that added to the new one.
  expect(done).toMatchObject({ created: 1, updated: 2, unchanged: 1, refused: [] })
  const titles = (await all(sales.customers)).map((record) => record.title)
  expect(titles.filter((title) => title.startsWith('Kampot'))).toEqual(['Kampot Pepper Growers'])
  expect(titles.filter((title) => title.startsWith('Takeo'))).toEqual(['Takeo Silk House'])
  const kampot = (await all(sales.customers)).find((record) => record.title.startsWith('Kampot'))!
  expect(kampot.values[sales.field('Phone')]).toBe('+85523456789')
  const undone = await sales.owner.delete<{ undone: number }>(`/api/imports/${again.id}`)
  expect(undone.undone).toBe(2)
  expect((await all(sales.customers)).map((record) => record.title)).toContain('Kampot Pepper')
})

test('“only empty” fills gaps and overwrites nothing', async () => {
  const job = await open(sales.customers, { ...CONTACTS, key: 'Email', onlyEmpty: true })
  await put(job, 1, [['Kep Crab', 'kep@crab.example', '012 999 888', '']])
  const again = await open(sales.customers, { ...CONTACTS, key: 'Email', onlyEmpty: true })
  await put(again, 1, [['Kep Crab', 'kep@crab.example', '012 111 222', '']])
  const kep = (await all(sales.customers)).find((record) => record.title === 'Kep Crab')!
  expect(kep.values[sales.field('Phone')]).toBe('+85512999888')
})

const DEALS = {
  columns: ['Deal', 'Stage', 'Client', 'Value', 'Labels', 'Product'],
  mapping: [
    { column: 'Deal', to: 'title' },
    { column: 'Stage', to: 'list', values: { Won: 'Closed won' } },
    { column: 'Client', to: 'Customer', missing: 'create' },
    { column: 'Value', to: 'Amount' },
    { column: 'Labels', to: 'tags', missing: 'create' },
    { column: 'Product', toNew: { name: 'Product', type: 'select' } },
  ],
}

test('chunks sent at once, twice and out of order make each record, customer, tag and option once', async () => {
  const job = await open(sales.opportunities, DEALS)
  const rows = Array.from({ length: 60 }, (_, i) => [
    `Deal ${i + 1}`,
    i % 2 ? 'Won' : 'Negotiation',
    `Client ${i % 7}`,
    `$${i + 1},000.50`,
    `Tag ${i % 3};Tag ${i % 4}`,
    `Product ${i % 5}`,
  ])
  const chunks = Array.from({ length: 6 }, (_, i) => [i * 10 + 1, rows.slice(i * 10, i * 10 + 10)] as const)
  await Promise.all([...chunks, ...chunks].reverse().map(([n, chunk]) => patiently(() => put(job, n, chunk))))
  const done = (await sales.owner.post<{ import: ImportAnswer }>(`/api/imports/${job.id}/finish`)).import
  expect(done).toMatchObject({ created: 60, refused: [], state: 'finished' })
  const deals = await all(sales.opportunities)
  expect(deals).toHaveLength(60)
  const clients = (await all(sales.customers)).filter((record) => record.title.startsWith('Client'))
  expect(clients.map((record) => record.title).sort()).toEqual(Array.from({ length: 7 }, (_, i) => `Client ${i}`))
  const { project } = await sales.owner.get<{ project: ProjectAnswer }>(`/api/projects/${sales.opportunities.id}`)
  expect(project.tags.filter((tag) => tag.name.startsWith('Tag'))).toHaveLength(4)
  const product = project.fields.find((field) => field.name === 'Product')!
  expect((product.config.options as unknown[]).length).toBe(5)
  const board = await sales.owner.post<BoardAnswer>(`/api/projects/${project.id}/board`, { sum: 'Amount' })
  expect(board.lists.find((list) => list.id === sales.list('Negotiation'))!.records[0]!.title).toBe('Deal 1')
  const won = board.lists.find((list) => list.id === sales.list('Closed won'))!
  expect(won.totals[0]).toMatchObject({ value: '930015.00', currency: 'USD' })
  const { stored, computed } = await compareCube(sales.world)
  expect(stored).toEqual(computed)
})

test('a finished import takes no more rows; an undone one leaves nothing behind', async () => {
  const job = await open(sales.opportunities, { columns: ['Deal'], mapping: [{ column: 'Deal', to: 'title' }] })
  await put(job, 1, [['One more']])
  await sales.owner.post(`/api/imports/${job.id}/finish`)
  expect(
    (await sales.owner.refused('PUT', `/api/imports/${job.id}/rows/2`, { rows: [['Late']] })).errors[0],
  ).toMatchObject({ code: 'importFinished' })
  await sales.owner.delete(`/api/imports/${job.id}`)
  expect((await all(sales.opportunities)).some((record: RecordAnswer) => record.title === 'One more')).toBe(false)
  expect((await sales.owner.get<{ import: ImportAnswer }>(`/api/imports/${job.id}`)).import.state).toBe('undone')
  expect((await sales.owner.refused('DELETE', `/api/imports/${job.id}`)).status).toBe(409)
})

test('what is wrong with a mapping is told before any row is taken', async () => {
  const refused = async (body: unknown) =>
    (await sales.owner.refused('POST', `/api/projects/${sales.customers.id}/imports`, body)).errors[0]
  expect(await refused({ columns: ['a'], mapping: [{ column: 'b', to: 'title' }] })).toMatchObject({
    path: 'mapping.0.column',
  })
  expect(await refused({ columns: ['a'], mapping: [{ column: 'a', to: 'Colour' }] })).toMatchObject({
    path: 'mapping.0.to',
    code: 'unknownField',
  })
  expect(await refused({ columns: ['a'], mapping: [{ column: 'a', to: 'Email' }] })).toMatchObject({
    path: 'mapping',
    code: 'required',
  })
  expect(
    await refused({ columns: ['a'], mapping: [{ column: 'a', toNew: { name: 'Email', type: 'text' } }] }),
  ).toMatchObject({ code: 'nameTaken' })
})

test('rows that touch one record are joined; what they leave empty, or may skip, stays', async () => {
  const fields = {
    columns: ['T', 'N', 'Tag'],
    mapping: [
      { column: 'T', to: 'title' },
      { column: 'N', to: 'Proposal URL' },
      { column: 'Tag', to: 'tags', missing: 'skip' },
    ],
  }
  const first = await open(sales.opportunities, { ...fields, key: 'title' })
  await put(first, 1, [['Joined', 'https://a.example', 'Support']])
  const second = await open(sales.opportunities, { ...fields, key: 'title' })
  const done = await put(second, 1, [
    ['JOINED', 'https://b.example', ''],
    ['Joined', '', 'No such tag'],
  ])
  expect(done).toMatchObject({ created: 0, updated: 2, unchanged: 0 })
  const find = async () => (await all(sales.opportunities)).find((record) => record.title.toLowerCase() === 'joined')!
  expect((await find()).values[sales.field('Proposal URL')]).toBe('https://b.example')
  expect((await find()).tags.map((tag) => tag.name)).toEqual(['Support'])
  const found = await sales.owner.post<QueryAnswer>(`/api/projects/${sales.opportunities.id}/query`, {
    filter: { field: 'Proposal URL', op: 'contains', value: 'b.example' },
  })
  expect(found.records).toHaveLength(1)
})

test('an update closes deals on the day the file says', async () => {
  const mapping = {
    columns: ['T', 'S', 'C'],
    mapping: [
      { column: 'T', to: 'title' },
      { column: 'S', to: 'list' },
      { column: 'C', to: 'closedAt' },
    ],
    key: 'title',
  }
  const make = await open(sales.opportunities, mapping)
  await put(make, 1, [['Late news', 'Negotiation', '']])
  const close = await open(sales.opportunities, mapping)
  await put(close, 1, [['Late news', 'Closed won', '2017-03-01']])
  const find = async () => (await all(sales.opportunities)).find((record) => record.title === 'Late news')!
  expect((await find()).closedAt).toBe('2017-02-28T17:00:00.000Z')
  const gaps = await open(sales.opportunities, { ...mapping, onlyEmpty: true })
  await put(gaps, 1, [['Late news', 'Negotiation', '']])
  expect(await find()).toMatchObject({ list: sales.list('Closed won'), closedAt: '2017-02-28T17:00:00.000Z' })
  const { stored, computed } = await compareCube(sales.world)
  expect(stored).toEqual(computed)
})

test('a record that is made because it is missing gets a value of its type, or the row is refused', async () => {
  const by = (name: string) => ({
    columns: ['T', 'C'],
    mapping: [
      { column: 'T', to: 'title' },
      { column: 'C', to: 'Customer', by: name, missing: 'create' },
    ],
  })
  expect(
    (await sales.owner.refused('POST', `/api/projects/${sales.opportunities.id}/imports`, by('Source'))).errors[0],
  ).toMatchObject({ path: 'mapping.1.by', code: 'notFindable' })
  const job = await open(sales.opportunities, by('Email'))
  const done = await put(job, 1, [
    ['By mail', 'New@Buyer.example'],
    ['By nonsense', 'val"; DROP'],
  ])
  expect(done).toMatchObject({ created: 1 })
  expect(done.refused).toEqual([expect.objectContaining({ row: 2, code: 'notEmail' })])
  const importedRecord = (await all(sales.customers)).find((record) => record.title.startsWith('New@'))!
  expect(importedRecord.values[sales.field('Email')]).toMatch(/new@buyer.example/i)
})

test('keys that can’t be looked up, and titles that several have, are refused', async () => {
  const refused = async (key: string) =>
    (
      await sales.owner.refused('POST', `/api/projects/${sales.customers.id}/imports`, {
        columns: ['a', 'b'],
        mapping: [
          { column: 'a', to: 'title' },
          { column: 'b', to: 'Source' },
        ],
        key,
      })
    ).errors[0]
  expect(await refused('number')).toMatchObject({ path: 'key', code: 'unknownField' })
  expect(await refused('Source')).toMatchObject({ path: 'key', code: 'notKey' })
  for (let i = 0; i < 2; i++) await sales.owner.post(`/api/projects/${sales.customers.id}/records`, { title: 'Twin' })
  const job = await open(sales.customers, { columns: ['a'], mapping: [{ column: 'a', to: 'title' }], key: 'title' })
  expect((await put(job, 1, [['Twin']])).refused).toEqual([expect.objectContaining({ row: 1, code: 'ambiguous' })])
})

test('an option that was removed never comes back as another; undone imports and overlapping rows are refused', async () => {
  const { project } = await sales.owner.get<{ project: ProjectAnswer }>(`/api/projects/${sales.opportunities.id}`)
  const product = project.fields.find((field) => field.name === 'Product')!
  const options = product.config.options as { id: string; name: string }[]
  const [into, ...from] = options.slice(3).map(({ id }) => id)
  await sales.owner.post(`/api/fields/${product.id}/options/merge`, { from, into })
  const job = await open(sales.opportunities, {
    columns: ['T', 'P'],
    mapping: [
      { column: 'T', to: 'title' },
      { column: 'P', to: 'Product', missing: 'create' },
    ],
  })
  await put(job, 1, [
    ['Zebra deal', 'Zebra'],
    ['Other', 'Product 0'],
  ])
  const now = (await sales.owner.get<{ project: ProjectAnswer }>(`/api/projects/${project.id}`)).project.fields.find(
    (field) => field.id === product.id,
  )!
  const zebra = (now.config.options as { id: string; name: string }[]).find((option) => option.name === 'Zebra')!
  expect(options.map((option) => option.id)).not.toContain(zebra.id)
  expect(
    (await sales.owner.refused('PUT', `/api/imports/${job.id}/rows/2`, { rows: [['Again', '']] })).errors[0],
  ).toMatchObject({ code: 'rowsOverlap' })
  const { import: storedImport } = await sales.owner.get<{ import: ImportAnswer }>(`/api/imports/${job.id}`)
  await sales.owner.post(`/api/changes/${storedImport.change}/undo`)
  expect(
    (await sales.owner.refused('PUT', `/api/imports/${job.id}/rows/3`, { rows: [['Late', '']] })).errors[0],
  ).toMatchObject({ code: 'importFinished' })
})

/** As the browser does: a chunk that met another is sent again. */
async function patiently<T>(step: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await step()
    } catch (error) {
      if (tries === 6 || !/: 429 /.test(String(error))) throw error
      await new Promise((done) => setTimeout(done, 100 * tries))
    }
  }
}

test('undo of an import leaves a field that it made and that somebody has filled in elsewhere since', async () => {
  const bopha = await sales.world.person('Bopha Meas', 'member')
  const columns = ['T', 'C', 'D']
  const mapping = [
    { column: 'T', to: 'title' },
    { column: 'C', toNew: { name: 'Paint', type: 'select' } },
    { column: 'D', toNew: { name: 'Depth', type: 'number' } },
  ]
  const job = await open(sales.customers, { columns, mapping })
  await put(job, 1, [['p1', 'red', '12']])
  const path = `/api/projects/${sales.customers.id}/records`
  const { record } = await bopha.post<{ record: RecordAnswer }>(path, { title: 'Theirs', values: { Paint: 'red' } })
  const { kept, made } = await sales.owner.delete<ImportUndone>(`/api/imports/${job.id}`)
  expect(made.fields.map(({ name }) => name)).toEqual(['Paint'])
  expect(kept).toEqual([{ record: '', field: 'Paint', current: 'Paint' }])
  const after = await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${record.id}`)
  expect(after.record.values[made.fields[0]!.id]).toMatchObject({ name: 'red' })
})

test('an option that an import made and somebody has chosen since stays, also on a record that the import left as it was', async () => {
  const bopha = await sales.world.person('Bopha Ros', 'member')
  const { field } = await sales.owner.post<{ field: { id: string } }>(`/api/projects/${sales.customers.id}/fields`, {
    name: 'Heat',
    type: 'select',
  })
  await sales.owner.post(`/api/projects/${sales.customers.id}/records`, { title: 'h1' })
  const job = await open(sales.customers, {
    columns: ['T', 'K', 'E'],
    mapping: [
      { column: 'T', to: 'title' },
      { column: 'K', to: 'Heat', missing: 'create' },
      { column: 'E', to: 'Email' },
    ],
    key: 'title',
  })
  await put(job, 1, [
    ['h1', '', 'h1@x.example'],
    ['h2', 'Hot', 'h2@x.example'],
  ])
  const record = (await all(sales.customers)).find(({ title }) => title === 'h1')!
  await bopha.patch(`/api/records/${record.id}`, { values: { Heat: 'Hot' } })
  const { kept, made } = await sales.owner.delete<ImportUndone>(`/api/imports/${job.id}`)
  expect(kept).toEqual([{ record: '', field: 'Heat', current: 'Hot' }])
  expect(made).toEqual({ fields: [], options: [{ id: field.id, name: 'Heat', count: 1 }] })
  const { values } = (await all(sales.customers)).find(({ title }) => title === 'h1')!
  expect([values[field.id], values[sales.field('Email')]]).toEqual([expect.objectContaining({ name: 'Hot' }), null])
})

test('undo of an import keeps and names what others have changed or commented on since', async () => {
  const bopha = await sales.world.person('Bopha Keo', 'member')
  const { field } = await sales.owner.post<{ field: { id: string } }>(`/api/projects/${sales.customers.id}/fields`, {
    name: 'Kind',
    type: 'select',
  })
  const job = await open(sales.customers, {
    columns: ['T', 'E', 'K', 'N'],
    mapping: [
      { column: 'T', to: 'title' },
      { column: 'E', to: 'Email' },
      { column: 'K', to: 'Kind', missing: 'create' },
      { column: 'N', toNew: { name: 'Note of import', type: 'text' } },
    ],
  })
  await put(job, 1, [
    ['u1', 'u1@x.example', 'k1', ''],
    ['u2', 'u2@x.example', 'k2', ''],
    ['u3', 'u3@x.example', 'k3', ''],
    ['u4', 'u4@x.example', 'k3', ''],
  ])
  await put(job, 5, [['u5', 'u5@x.example', 'k4', '']])
  const record = async (title: string) => (await all(sales.customers)).find((one) => one.title === title)!
  const [u1, u2, u3, u4, u5] = await Promise.all(['u1', 'u2', 'u3', 'u4', 'u5'].map(record))
  await bopha.patch(`/api/records/${u1!.id}`, { values: { Email: 'new@x.example' } })
  await bopha.post(`/api/records/${u2!.id}/comments`, { body: 'They called back.' })
  // Nothing of others stays where it was taken back, and one's own edits are part of what one undoes.
  const { change } = await bopha.patch<{ change: string }>(`/api/records/${u3!.id}`, { title: 'u3, edited' })
  await bopha.post(`/api/changes/${change}/undo`)
  await sales.owner.patch(`/api/records/${u4!.id}`, { title: 'u4, edited' })
  await bopha.put(`/api/records/${u5!.id}/assignees/me`)
  const list = async (of = sales.owner) =>
    (await of.get<{ imports: ImportListed[] }>(`/api/projects/${sales.customers.id}/imports?limit=1`)).imports
  const note = { id: expect.anything(), name: 'Note of import' }
  expect((await list())[0]).toMatchObject({
    made: { fields: [note], options: [{ id: field.id, name: 'Kind', count: 4 }] },
  })
  const answer = await sales.owner.delete<ImportUndone>(`/api/imports/${job.id}`)
  // The field went with what was in it; of the options those that others' records have are left.
  const left4 = { fields: [], options: [{ id: field.id, name: 'Kind', count: 3 }] }
  expect(answer.made).toEqual(left4)
  expect((await list())[0]).toMatchObject({ id: job.id, state: 'undone', made: left4 })
  expect(answer.kept).toEqual([
    { record: u1!.id, field: sales.field('Email'), current: 'new@x.example' },
    { record: u2!.id, field: 'comments', current: null },
    { record: u5!.id, field: 'assignees', current: [expect.anything()] },
    ...['k1', 'k2', 'k4'].map((current) => ({ record: '', field: 'Kind', current })),
  ])
  const left = (await all(sales.customers)).filter(({ title }) => /^u\d/.test(title))
  expect(left.map(({ title, values }) => [title, (values[field.id] as { name: string }).name])).toEqual([
    ['u1', 'k1'],
    ['u2', 'k2'],
    ['u5', 'k4'],
  ])
})

test('onlyEmpty fills what is empty, whatever the column goes to and wherever chunks are cut', async () => {
  const path = `/api/projects/${sales.opportunities.id}`
  const add = async (name: string, type: string, config = {}) =>
    (await sales.owner.post<{ field: { id: string } }>(`${path}/fields`, { name, type, config })).field.id
  const code = await add('Code of deal', 'text')
  const several = await add('Sorts', 'multiSelect', { options: [{ name: 'p' }, { name: 'q' }] })
  for (const name of ['Red', 'Blue']) await sales.owner.post(`${path}/tags`, { name })
  await sales.world.person('Sophea Chan', 'member')
  const to = [
    'title',
    'Code of deal',
    'Amount',
    'list',
    'tags',
    'assignees',
    'Customer',
    'Sorts',
    'description',
    'closedAt',
  ]
  const rows = (key: string) => [
    ['a', key, '', '', '', '', '', '', '', ''],
    ['b', key, '1', 'Closed won', 'Red', 'Sophea Chan', 'First Ltd', 'p', 'one', '2026-01-01'],
    ['', key, '2', 'Closed lost', 'Blue', 'me', 'Second Ltd', 'q', 'two', '2026-02-02'],
  ]
  const imported = async (key: string, chunks: number[][]) => {
    const job = await open(sales.opportunities, {
      columns: to,
      mapping: to.map((column) => ({
        column,
        to: column,
        ...(column === 'Customer' && { by: 'title', missing: 'create' }),
      })),
      key: 'Code of deal',
      onlyEmpty: true,
    })
    const all = rows(key)
    let done = job
    for (const [from, end] of chunks) done = await put(job, from! + 1, all.slice(from, end))
    expect(done.refused).toEqual([])
    const { records } = await sales.owner.post<QueryAnswer>(`${path}/query`, {
      filter: { field: 'Code of deal', op: 'eq', value: key },
    })
    expect(records).toHaveLength(1)
    const { title, list, tags, assignees, description, closedAt, values } = records[0]!
    const { created, updated, unchanged } = done
    const of = (name: string) => values[sales.field(name)]
    return {
      record: {
        title,
        list,
        tags,
        assignees,
        description,
        closedAt,
        amount: of('Amount'),
        to: of('Customer'),
        sorts: values[several],
      },
      counts: { created, updated, unchanged },
    }
  }
  const singleChunk = await imported('one chunk', [[0, 3]])
  expect(singleChunk.record).toMatchObject({
    title: 'a',
    list: sales.opportunities.lists[0]!.id,
    tags: [{ name: 'Red' }],
    assignees: [{ name: 'Sophea Chan' }],
    description: 'one',
    closedAt: null,
    amount: { amount: '1.00' },
    to: [{ title: 'First Ltd' }],
    sorts: [{ name: 'p' }],
  })
  expect(singleChunk.counts).toEqual({ created: 1, updated: 1, unchanged: 1 })
  for (const [key, chunks] of [
    [
      'three chunks',
      [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    ],
    [
      'two chunks',
      [
        [0, 1],
        [1, 3],
      ],
    ],
    [
      'two others',
      [
        [0, 2],
        [2, 3],
      ],
    ],
  ] as const)
    expect(
      await imported(
        key,
        chunks.map((one) => [...one]),
      ),
      key,
    ).toEqual(singleChunk)
  for (const id of [code, several]) await sales.owner.delete(`/api/fields/${id}`)
})

describe('a project’s imports', () => {
  const importsPath = () => `/api/projects/${sales.customers.id}/imports`
  const list = (of: Client, query = '') =>
    of.get<{ imports: ImportListed[]; next: string | null }>(`${importsPath()}${query}`)
  const csv = async (of: Client, id: string) => {
    const response = await of.send('GET', `/api/imports/${id}/refused.csv`)
    return { response, text: await response.text() }
  }

  test('are listed with who, when, which file and what came of it, page by page', async () => {
    const names = ['Leads of March.csv', 'Trade fair.csv', '\u202e\u200b']
    const ids: string[] = []
    for (const file of names) {
      const job = await open(sales.customers, { ...CONTACTS, file })
      await put(job, 1, [
        [`Of ${names.indexOf(file)}`, '', '', ''],
        ['', 'a@b.example', '', ''],
        ['Bad twice', 'no address', '12', ''],
      ])
      ids.unshift(job.id)
    }
    const first = await list(sales.owner, '?limit=2')
    expect(first.imports.map(({ id, file }) => [id, file])).toEqual([
      [ids[0], ''],
      [ids[1], 'Trade fair.csv'],
    ])
    expect(first.imports[1]).toMatchObject({
      ...{ state: 'open', created: 1, updated: 0, refused: 2, made: { fields: [], options: [] } },
      by: { name: expect.stringMatching(/./) },
      at: expect.stringMatching(/Z$/),
    })
    const next = await list(sales.owner, `?limit=1&cursor=${first.next}`)
    expect(next.imports.map(({ file }) => file)).toEqual(['Leads of March.csv'])
  })

  test('are shown to who made them and to who manages; not what fills a field that is hidden from them', async () => {
    const member = await sales.world.person('Chan Sophea', 'member')
    const job = await open(sales.customers, { ...CONTACTS, file: 'Of the owner.csv' })
    await put(job, 1, [['', 'x@y.example', '', '']])
    expect((await list(member)).imports).toEqual([])
    expect((await csv(member, job.id)).response.status).toBe(404)
    const role = async (name: string, projects: object) =>
      (await sales.owner.post<{ role: { id: string } }>('/api/roles', { name, projects })).role.id
    const all = { access: 'manage', records: 'all' }
    const lead = await sales.world.person('Keo Bopha', await role('Lead', { '*': all }))
    expect((await list(lead)).imports[0]).toMatchObject({ id: job.id, file: 'Of the owner.csv' })
    expect((await csv(lead, job.id)).text).toContain('x@y.example')
    // Who manages the opportunities but has no access to the customers doesn't see the field that points there.
    const deals = `/api/projects/${sales.opportunities.id}/imports`
    const columns = ['N', 'C']
    const filled = await open(sales.opportunities, {
      columns,
      mapping: [
        { column: 'N', to: 'title' },
        { column: 'C', to: 'Customer' },
      ],
    })
    const bare = await open(sales.opportunities, { columns, mapping: [{ column: 'N', to: 'title' }] })
    const rights = { '*': { access: 'none' }, [sales.opportunities.id]: all }
    const blind = await sales.world.person('Ly Dara', await role('Deals alone', rights))
    const { imports } = await blind.get<{ imports: ImportListed[] }>(deals)
    expect(imports[0]!.id).toBe(bare.id)
    expect(imports.map(({ id }) => id)).not.toContain(filled.id)
    expect((await csv(blind, filled.id)).response.status).toBe(404)
  })

  test('refused rows come as a file to mend and import again, in the reader’s language, with nothing that a spreadsheet computes', async () => {
    const job = await open(sales.customers, { ...CONTACTS, file: 'Contacts, "old".csv' })
    const odd = ['=HYPERLINK("http://x.example")', '@cmd, "quoted"', '-1+1|calc', 'line\nbreak']
    await put(job, 1, [['Kept', '', '', ''], odd, ['Two', 'not an address', '+855 12', '30/02/2025']])
    await put(job, 4, [
      ['', '', '', ''],
      ['Kept too', '', '', ''],
    ])
    const { response, text } = await csv(sales.owner, job.id)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''Contacts%2C/)
    const lines = text.replace('\ufeff', '').split('\r\n')
    expect(lines[0]).toBe('Company,Mail,Tel,Since,Why it was refused')
    expect(lines[1]).toMatch(/^"'=HYPERLINK\(""http:\/\/x.example""\)","'@cmd, ""quoted""",'-1\+1\|calc,"line\nbreak",/)
    expect(lines[2]).toMatch(/^Two,not an address,\+855 12,30\/02\/2025,".*not an address.*30\/02\/2025/)
    expect(lines[3]).toBe(',,,,Company name is required.')
    expect(lines).toHaveLength(5)
    // Read again it is what it was.
    const table = tableFrom(new TextEncoder().encode(text))
    expect(table.rows[0]!.slice(0, 4)).toEqual(odd)
    await sales.owner.put('/api/me/preferences', { language: 'km' })
    expect((await csv(sales.owner, job.id)).text).toContain('មូលហេតុដែលមិនទទួល')
    await sales.owner.put('/api/me/preferences', { language: 'en' })
  })
})
