import { afterAll, beforeAll, expect, test } from 'vitest'
import type {
  BoardAnswer,
  CommentAnswer,
  FieldAnswer,
  FileAnswer,
  ListAnswer,
  MeAnswer,
  ProjectAnswer,
  QueryAnswer,
  RecordAnswer,
} from '../../src/core/api/answers.ts'
import { compareCube, keepAxis, type Sales, startSales } from './sales-world.ts'

let sales: Sales
let deal: RecordAnswer
beforeAll(async () => {
  sales = await startSales({ sample: true })
  const page = await sales.owner.post<QueryAnswer>(`/api/projects/${sales.opportunities.id}/query`, { limit: 1 })
  deal = page.records[0]!
})
afterAll(() => sales.world.close())

const project = async () =>
  (await sales.owner.get<{ project: ProjectAnswer }>(`/api/projects/${sales.opportunities.id}`)).project
const undo = (change: string) => sales.owner.post(`/api/changes/${change}/undo`)

test('the template has the nine lists and the fields of a sale, and no dead ones', async () => {
  expect(sales.opportunities.lists.map(({ name, kind, probability }) => [name, kind, probability])).toEqual([
    ['Unqualified', 'open', 5],
    ['Qualification', 'open', 20],
    ['Proposal writing', 'open', 35],
    ['Proposal sent', 'open', 50],
    ['Negotiation', 'open', 70],
    ['Contract out for signature', 'open', 90],
    ['Closed won', 'won', 100],
    ['Closed lost', 'lost', 0],
    ['Not viable', 'void', 0],
  ])
  expect(sales.opportunities.fields.map(({ name, type }) => `${name}: ${type}`)).toEqual([
    'Customer: reference',
    'Customer name: lookup',
    'Customer email: lookup',
    'Amount: currency',
    'Cost: currency',
    'Profit: formula',
    'Expected close date: date',
    'Confidence: rating',
    'Deal source: select',
    'Customer size: select',
    'Proposal URL: url',
    'Files received: file',
    'Contract: file',
    'Loss reason: select',
  ])
  expect(sales.customers.fields.map(({ name }) => name)).toEqual([
    'Email',
    'Phone',
    'Website',
    'Address',
    'Source',
    'Category',
    'Won revenue',
  ])
  expect(sales.customers.titleName).toBe('Company name')
})

test('a workspace in Khmer gets its CRM in Khmer', async () => {
  await sales.owner.patch('/api/workspace', { locale: 'km' })
  const template = await sales.owner.post<{ projects: ProjectAnswer[]; change: string }>('/api/templates/sales', {
    sellTo: 'people',
  })
  expect(template.projects.map((one) => one.name)).toEqual(['អតិថិជន', 'ឱកាសលក់'])
  expect(template.projects[0]!.titleName).toBe('ឈ្មោះ')
  expect(template.projects[1]!.lists[0]!.name).toBe('មិនទាន់វាយតម្លៃ')
  await undo(template.change)
  await sales.owner.patch('/api/workspace', { locale: 'en' })
  const { projects } = await sales.owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
  expect(projects.map((one) => one.name)).toEqual(['Customers', 'Opportunities'])
})

test('example data has ninety days behind it, is counted right, and goes with one click', async () => {
  const board = await sales.owner.post<BoardAnswer>(`/api/projects/${sales.opportunities.id}/board`, { sum: 'Amount' })
  expect(board.lists.reduce((sum, list) => sum + list.count, 0)).toBe(60)
  expect(board.lists.every((list) => list.count > 0)).toBe(true)
  const stale = await sales.owner.post<QueryAnswer>(`/api/projects/${sales.opportunities.id}/query`, {
    filter: { field: 'stale', op: 'eq', value: true },
    count: true,
  })
  expect(stale.count).toBeGreaterThan(3)
  const { stored, computed } = await compareCube(sales.world)
  expect(stored).toEqual(computed)
  const removed = await sales.owner.delete<{ removed: number; change: string }>('/api/templates/sales/sample')
  expect(removed.removed).toBe(84)
  const empty = await sales.owner.post<BoardAnswer>(`/api/projects/${sales.opportunities.id}/board`, {})
  expect(empty.lists.every((list) => list.count === 0)).toBe(true)
  await undo(removed.change)
})

test('lists are added, renamed, recoloured, reordered and taken away, and each of it can be undone', async () => {
  const names = async () => (await project()).lists.map((list) => list.name)
  const before = await names()
  const { list } = await sales.owner.post<{ list: ListAnswer }>(`/api/projects/${sales.opportunities.id}/lists`, {
    name: 'Pilot',
    probability: 60,
    color: 'pink',
  })
  expect(await names()).toEqual([...before, 'Pilot'])
  await sales.owner.patch(`/api/lists/${list.id}`, { before: sales.list('Negotiation') })
  expect((await names()).indexOf('Pilot')).toBe(before.indexOf('Negotiation'))
  const renamed = await sales.owner.patch<{ change: string }>(`/api/lists/${list.id}`, {
    name: 'Trial',
    staleAfterDays: 5,
  })
  expect(await names()).toContain('Trial')
  await undo(renamed.change)
  expect(await names()).toContain('Pilot')
  expect(
    (await sales.owner.refused('POST', `/api/projects/${sales.opportunities.id}/lists`, { name: 'PILOT' })).errors[0],
  ).toMatchObject({ path: 'name', code: 'nameTaken' })
  await sales.owner.put(`/api/records/${deal.id}/move`, { list: 'Pilot' })
  expect((await sales.owner.refused('DELETE', `/api/lists/${list.id}`)).errors[0]).toMatchObject({
    code: 'listHasRecords',
  })
  await sales.owner.put(`/api/records/${deal.id}/move`, { list: 'Qualification' })
  const deleted = await sales.owner.delete<{ change: string }>(`/api/lists/${list.id}`)
  expect(await names()).toEqual(before)
  await undo(deleted.change)
  expect(await names()).toContain('Pilot')
  await sales.owner.delete(`/api/lists/${list.id}`)
})

test('a field of every type can be made, and a deleted one comes back with its values and sums', async () => {
  const types: [string, object?][] = [
    ['text'],
    ['longText'],
    ['number'],
    ['percent'],
    ['checkbox'],
    ['date'],
    ['dateTime'],
    ['rating', { max: 10 }],
    ['email'],
    ['phone'],
    ['url'],
    ['location'],
    ['country'],
    ['person'],
    ['file'],
    ['currency', { currency: 'KHR' }],
    ['reference', { project: sales.customers.id, multiple: true }],
    ['select', { options: [{ id: 'a', name: 'First' }] }],
    [
      'multiSelect',
      {
        options: [
          { id: 'a', name: 'First' },
          { id: 'b', name: 'Second' },
        ],
      },
    ],
  ]
  const fieldsByType: Record<string, FieldAnswer> = {}
  for (const [type, config = {}] of types)
    fieldsByType[type] = (
      await sales.owner.post<{ field: FieldAnswer }>(`/api/projects/${sales.opportunities.id}/fields`, {
        name: `My ${type}`,
        type,
        config,
      })
    ).field
  const values = {
    'My text': '007',
    'My longText': 'ទន្លេ\nriver',
    'My number': 12.5,
    'My percent': 15,
    'My checkbox': true,
    'My date': '2028-02-29',
    'My dateTime': '2026-11-23T09:30:00',
    'My rating': 9,
    'My email': 'a@b.example',
    'My phone': '+85512345678',
    'My url': 'https://a.example/x?y=1',
    'My location': 'Siem Reap',
    'My country': 'Cambodia',
    'My person': ['me'],
    'My currency': { amount: '4100', currency: 'KHR' },
    'My select': 'first',
    'My multiSelect': ['Second', 'a'],
  }
  const { record } = await sales.owner.patch<{ record: RecordAnswer }>(`/api/records/${deal.id}`, { values })
  const of = (type: string) => record.values[fieldsByType[type]!.id]
  expect(of('text')).toBe('007')
  expect(of('dateTime')).toBe('2026-11-23T02:30:00.000Z')
  expect(of('country')).toBe('KH')
  expect(of('person')).toEqual([{ id: '1', name: 'Sokha Chan' }])
  // A set stands in its field's own order.
  expect(of('multiSelect')).toEqual([
    { id: 'a', name: 'First' },
    { id: 'b', name: 'Second' },
  ])
  expect(of('currency')).toEqual({ amount: '4100.00', currency: 'KHR' })
  const deleted = await sales.owner.delete<{ change: string }>(`/api/fields/${fieldsByType.currency!.id}`)
  expect(
    (await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${deal.id}`)).record.values[
      fieldsByType.currency!.id
    ],
  ).toBeUndefined()
  await sales.owner.put(`/api/records/${deal.id}/move`, { list: 'Negotiation' })
  await undo(deleted.change)
  expect(
    (await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${deal.id}`)).record.values[
      fieldsByType.currency!.id
    ],
  ).toEqual({ amount: '4100.00', currency: 'KHR' })
  const { stored, computed } = await compareCube(sales.world)
  expect(stored).toEqual(computed)
  const sorted = await sales.owner.post<QueryAnswer>(`/api/projects/${sales.opportunities.id}/query`, {
    sort: types
      .map(([type]) => type)
      .filter((type) => !['file', 'longText'].includes(type))
      .slice(0, 5)
      .map((type) => ({ field: `My ${type}` })),
    limit: 1,
  })
  expect(sorted.records[0]!.id).toBe(deal.id)
})

test('what is wrong with a field is told', async () => {
  const post = (body: unknown) => sales.owner.refused('POST', `/api/projects/${sales.opportunities.id}/fields`, body)
  expect((await post({ name: 'X', type: 'aura' })).errors[0]).toMatchObject({ path: 'type', code: 'unknownType' })
  expect((await post({ name: 'amount', type: 'text' })).errors[0]).toMatchObject({ path: 'name', code: 'nameTaken' })
  expect((await post({ name: 'Title', type: 'text' })).errors[0]).toMatchObject({ path: 'name', code: 'nameReserved' })
  expect((await post({ name: 'X', type: 'reference', config: { project: '999' } })).errors[0]).toMatchObject({
    path: 'config.project',
    code: 'unknownProject',
  })
  expect((await post({ name: 'X', type: 'currency', config: { currency: 'GOLD' } })).errors[0]).toMatchObject({
    code: 'badConfig',
  })
})

test('sixty columns and no more: the sixty-first field is refused with a reason', async () => {
  const { project: wide } = await sales.owner.post<{ project: ProjectAnswer }>('/api/projects', { name: 'Wide' })
  for (let i = 0; i < 60; i++)
    await sales.owner.post(`/api/projects/${wide.id}/fields`, { name: `F${i}`, type: 'text' })
  expect(
    (await sales.owner.refused('POST', `/api/projects/${wide.id}/fields`, { name: 'F60', type: 'text' })).errors[0],
  ).toMatchObject({ code: 'slotsFull' })
  const values = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`F${i}`, `value ${i}`]))
  const { record } = await sales.owner.post<{ record: RecordAnswer }>(`/api/projects/${wide.id}/records`, {
    title: 'All of them',
    values,
  })
  expect(Object.values(record.values)).toHaveLength(60)
  expect(
    record.values[
      (await sales.owner.get<{ project: ProjectAnswer }>(`/api/projects/${wide.id}`)).project.fields[59]!.id
    ],
  ).toBe('value 59')
})

test('a project as wide as can be is read, filtered and sorted: D1 binds 100 values and takes 32 arguments a function', async () => {
  const { project: wide } = await sales.owner.post<{ project: ProjectAnswer }>('/api/projects', {
    name: 'Wide choices',
  })
  const options = Array.from({ length: 40 }, (_, i) => ({ id: `o${i}`, name: `Choice “${i}” 'x' ☂` }))
  for (let i = 0; i < 56; i++)
    await sales.owner.post(`/api/projects/${wide.id}/fields`, {
      name: `It's "${i}"?`,
      type: i % 2 ? 'select' : 'multiSelect',
      config: { options: options.map((one) => ({ ...one, name: `${one.name} ${i}` })) },
    })
  for (const currency of ['USD', 'KHR'])
    await sales.owner.post(`/api/projects/${wide.id}/fields`, {
      name: currency,
      type: 'currency',
      config: { currency },
    })
  const values = Object.fromEntries(Array.from({ length: 56 }, (_, i) => [`It's "${i}"?`, i % 2 ? 'o7' : ['o7', 'o9']]))
  const { record } = await sales.owner.post<{ record: RecordAnswer }>(`/api/projects/${wide.id}/records`, {
    title: 'All chosen',
    values: { ...values, USD: 1, KHR: 2 },
  })
  expect(Object.values(record.values)).toHaveLength(58)
  const filter = {
    and: Array.from({ length: 28 }, (_, i) => ({ field: `It's "${i * 2 + 1}"?`, op: 'in', value: ['o7', 'o8'] })),
  }
  const sort = [1, 3, 5].map((i) => ({ field: `It's "${i}"?` }))
  const page = await sales.owner.post<QueryAnswer>(`/api/projects/${wide.id}/query`, {
    filter,
    sort,
    count: true,
    totals: [{ op: 'sum', field: 'USD' }],
  })
  expect(page).toMatchObject({ count: 1, totals: [{ value: '1.00' }] })
  const cards = await sales.owner.post<BoardAnswer>(`/api/projects/${wide.id}/board`, { filter, sum: 'KHR' })
  expect(cards.lists[0]).toMatchObject({ count: 1, totals: [{ value: '2.00', currency: 'KHR' }] })
})

test('comments are written, edited and taken back', async () => {
  const { comment, change } = await sales.owner.post<{ comment: CommentAnswer; change: string }>(
    `/api/records/${deal.id}/comments`,
    { body: ' Called; wants a **discount**. ' },
  )
  expect(comment).toMatchObject({ body: 'Called; wants a **discount**.', by: { name: 'Sokha Chan' }, editedAt: null })
  await sales.owner.patch(`/api/comments/${comment.id}`, { body: 'Called twice.' })
  const all = async () =>
    (await sales.owner.get<{ comments: CommentAnswer[] }>(`/api/records/${deal.id}/comments`)).comments.map(
      (one) => one.body,
    )
  expect(await all()).toEqual(['Called twice.'])
  await undo(change)
  expect(await all()).toEqual([])
  const member = await sales.world.person('Bopha Keo', 'member')
  const answer = await member.post<{ comment: CommentAnswer }>(`/api/records/${deal.id}/comments`, { body: 'Mine' })
  const other = await sales.world.person('Rithy Meas', 'member')
  expect((await other.refused('PATCH', `/api/comments/${answer.comment.id}`, { body: 'Not mine' })).status).toBe(403)
  await sales.owner.delete(`/api/comments/${answer.comment.id}`)
})

test('files are kept whole, shown safely, and never as a page', async () => {
  const upload = (name: string, type: string, body: BlobPart, field?: string) => {
    const form = new FormData()
    form.set('file', new File([body], name, { type }))
    if (field) form.set('field', field)
    return sales.owner.send('POST', `/api/records/${deal.id}/files`, form)
  }
  const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => i % 251)
  const { file } = (await (await upload('កិច្ចសន្យា “v2”.pdf', 'application/pdf', bytes, 'Contract')).json()) as {
    file: FileAnswer
  }
  expect(file).toMatchObject({ name: 'កិច្ចសន្យា “v2”.pdf', size: 100_000 })
  const { record } = await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${deal.id}`)
  expect(record.values[sales.field('Contract')]).toEqual([file])
  const served = await sales.owner.send('GET', file.url)
  expect(new Uint8Array(await served.arrayBuffer())).toEqual(bytes)
  expect(served.headers.get('content-disposition')).toContain('inline')

  const page = (
    (await (await upload('evil.html', 'text/html', '<script>alert(1)</script>')).json()) as { file: FileAnswer }
  ).file
  const shown = await sales.owner.send('GET', page.url)
  expect(shown.headers.get('content-type')).toBe('application/octet-stream')
  expect(shown.headers.get('content-disposition')).toContain('attachment')
  expect(shown.headers.get('content-security-policy')).toContain('sandbox')
  expect(shown.headers.get('x-content-type-options')).toBe('nosniff')

  expect((await upload('big.bin', '', new Uint8Array(10 * 1024 * 1024 + 1))).status).toBe(413)
  expect((await upload('x.txt', 'text/plain', 'x', 'Amount')).status).toBe(422)
  expect((await sales.world.stranger().send('GET', file.url)).status).toBe(401)
  const { change } = await sales.owner.delete<{ change: string }>(`/api/files/${file.id}`)
  expect((await sales.owner.send('GET', file.url)).status).toBe(404)
  await undo(change)
  expect((await sales.owner.send('GET', file.url)).status).toBe(200)
})

test('a project that was deleted and is brought back is counted as before, by all that the cube is kept by', async () => {
  const counted = async () => {
    const { stored, computed } = await compareCube(sales.world)
    expect(stored).toEqual(computed)
    return stored.filter((cell) => cell.includes(`[${sales.opportunities.id},`))
  }
  await keepAxis(sales.world, sales.opportunities, 'createdByList')
  await keepAxis(sales.world, sales.opportunities, `f${Number(sales.field('Confidence'))}`)
  const before = await counted()
  expect(before.some((cell) => cell.includes('createdByList'))).toBe(true)
  const { change } = await sales.owner.delete<{ change: string }>(`/api/projects/${sales.opportunities.id}`)
  await undo(change)
  expect(await counted()).toEqual(before)
})

test('the workspace has a zone; another one moves the counted days', async () => {
  await sales.owner.patch('/api/workspace', {
    name: 'Mekong Traders',
    zone: 'America/New_York',
    locale: 'en',
    country: 'KH',
  })
  const { workspace } = await sales.owner.get<MeAnswer>('/api/me')
  expect(workspace).toMatchObject({ name: 'Mekong Traders', zone: 'America/New_York', setUp: true })
  expect((await sales.owner.refused('PATCH', '/api/workspace', { zone: 'Mars/Olympus' })).errors[0]).toMatchObject({
    path: 'zone',
  })
  await sales.owner.patch('/api/workspace', { zone: 'Asia/Phnom_Penh' })
  const { stored, computed } = await compareCube(sales.world)
  expect(stored).toEqual(computed)
})

test('what the whole workspace goes by is in the audit log once it changes', async () => {
  const readDetails = async (kind: string) => {
    const { entries } = await sales.owner.get<{ entries: { detail: unknown }[] }>(`/api/audit?kind=${kind}`)
    return entries.map(({ detail }) => detail).reverse()
  }
  const before = (await readDetails('workspaceChanged')).length
  await sales.owner.patch('/api/workspace', { name: 'Mekong Trading Co.', zone: 'Asia/Phnom_Penh' })
  await sales.owner.patch('/api/workspace', { name: 'Mekong Trading Co.' })
  expect((await readDetails('workspaceChanged')).slice(before)).toEqual([
    { name: ['Mekong Traders', 'Mekong Trading Co.'] },
  ])
  const [first, second, mended] = [
    { currency: 'KHR', rate: '4100', from: '2026-01-01' },
    { currency: 'THB', rate: '35.5', from: '2026-02-01' },
    { currency: 'KHR', rate: '4050', from: '2026-01-01' },
  ]
  await sales.owner.patch('/api/workspace', { reportCurrency: 'USD', rates: [first, second] })
  await sales.owner.patch('/api/workspace', { rates: [mended, second] })
  await sales.owner.patch('/api/workspace', { rates: [mended, second] })
  await sales.owner.patch('/api/workspace', { reportCurrency: null, rates: [] })
  expect(await readDetails('ratesChanged')).toEqual([
    { reportCurrency: [null, 'USD'], added: [first, second], removed: [] },
    { reportCurrency: ['USD', 'USD'], added: [mended], removed: [first] },
    { reportCurrency: ['USD', null], added: [], removed: [mended, second] },
  ])
})

test('what has not changed is not sent again', async () => {
  const path = `/api/projects/${sales.opportunities.id}/board`
  const first = await sales.owner.send('POST', path, { sum: 'Amount' })
  const etag = first.headers.get('etag')!
  expect((await sales.owner.send('POST', path, { sum: 'Amount' }, { 'if-none-match': etag })).status).toBe(304)
  expect((await sales.owner.send('POST', path, { sum: 'Cost' }, { 'if-none-match': etag })).status).toBe(200)
  await sales.owner.patch(`/api/records/${deal.id}`, { title: 'Something new' })
  expect((await sales.owner.send('POST', path, { sum: 'Amount' }, { 'if-none-match': etag })).status).toBe(200)
})

test('two first sign-ups at once make one owner', async () => {
  const { startWorld } = await import('../world.ts')
  const world = await startWorld({}, { site: false })
  const signUp = (n: number) =>
    world.stranger().send('POST', '/api/auth/sign-up/email', {
      name: `P${n}`,
      email: `p${n}@mekong.example`,
      password: 'mekong-river-9',
    })
  const answers = await Promise.all([signUp(1), signUp(2), signUp(3)])
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  const owners = await (await world.db()).prepare('SELECT count(*) AS n FROM people').first<{ n: number }>()
  expect(owners!.n).toBe(1)
  await world.close()
})

test('cron tidies, and a tick repeated changes nothing', async () => {
  // Each hour's first minute.
  const later = Date.now() + 3 * 86_400_000
  const fullHour = new Date(later - (later % 3_600_000))
  await sales.world.scheduled(fullHour)
  await sales.world.scheduled(fullHour)
  expect((await (await sales.world.db()).prepare('SELECT count(*) AS n FROM answers').first<{ n: number }>())!.n).toBe(
    0,
  )
})
