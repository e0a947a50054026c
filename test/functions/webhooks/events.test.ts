import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hooked, startHooked } from './world.ts'

/** What other programs are told of, and what not. */
let sales: Hooked
beforeAll(async () => {
  sales = await startHooked()
})
afterAll(() => sales.close())

const ALL = [
  'record.created',
  'record.updated',
  'record.moved',
  'record.archived',
  'record.restored',
  'record.deleted',
  'comment.created',
]

test('each thing that is done is told once, signed, as what it does', async () => {
  const { owner, receiver, bodies, log } = sales
  const webhook = await sales.hook('/all', { events: ALL })
  const deal = await sales.deal('Signal system', { values: { Amount: 48_000 } })
  const path = `/api/records/${deal.id}`
  const { change } = await owner.patch<{ change: string }>(path, { values: { Amount: 52_000 } })
  // What changes nothing is no news.
  await owner.patch(path, { values: { Amount: 52_000 } })
  await owner.put(`${path}/move`, { list: sales.list('Qualification') })
  await owner.post(`/api/changes/${change}/undo`)
  await owner.put(`${path}/archive`)
  await owner.delete(`${path}/archive`)
  await owner.post(`${path}/comments`, { body: 'They want **two**' })
  await owner.delete(path)
  await owner.put(`${path}/restore`)
  const [tag] = sales.opportunities.tags
  await owner.put(`${path}/tags/${tag!.id}`)
  await expect.poll(() => bodies('/all').length).toBe(10)
  const messages = bodies('/all')
  expect(messages.map(({ type }) => type)).toEqual([
    'record.created',
    'record.updated',
    'record.moved',
    'record.updated',
    'record.archived',
    'record.restored',
    'comment.created',
    'record.deleted',
    'record.restored',
    'record.updated',
  ])
  const amount = (value: string) => ({ amount: value, currency: 'USD' })
  const [created, updated, moved, undone, , , commented] = messages
  const { person } = await owner.get<{ person: { id: string } }>('/api/me')
  const field = sales.opportunities.fields.find(({ name }) => name === 'Amount')!.id
  expect(created).toMatchObject({ project: sales.opportunities.id, changed: [], by: { person: { id: person.id } } })
  expect(created!.record!.id).toBe(deal.id)
  expect(updated!.changed).toEqual([{ field, name: 'Amount', before: amount('48000.00'), after: amount('52000.00') }])
  expect(updated!.record!.values[field]).toBeDefined()
  expect(moved!.changed).toMatchObject([{ field: 'list', after: { name: 'Qualification' } }])
  expect(undone!.changed).toMatchObject([{ before: amount('52000.00'), after: amount('48000.00') }])
  expect(commented!.comment).toMatchObject({ body: 'They want **two**' })

  const verifier = new Webhook(webhook.secret)
  for (const { headers, body } of receiver.at('/all')) {
    expect(verifier.verify(body, headers)).toEqual(JSON.parse(body))
    expect(JSON.parse(body).id).toBe(headers['webhook-id'])
    expect(() => verifier.verify(body.replace('Signal', 'Sign'), headers)).toThrow()
  }
  const logged = await log(webhook)
  expect(logged.map(({ state }) => state)).toEqual(messages.map(() => 'sent'))
  expect(logged.map(({ body }) => JSON.parse(body!).id)).toEqual(messages.map(({ id }) => id).toReversed())
  await owner.delete(`/api/webhooks/${webhook.id}`)
})

test('taking back and doing again are told, a place within a list is not', async () => {
  const { owner, bodies, opportunities } = sales
  const { id } = await sales.hook('/undo', { events: ALL })
  const answer = await owner.post<{ record: { id: string; list: string }; change: string }>(
    `/api/projects/${opportunities.id}/records`,
    { title: 'Point of sale' },
  )
  const other = await sales.deal('Website', { list: answer.record.list })
  await owner.put(`/api/records/${answer.record.id}/move`, { list: answer.record.list, before: other.id })
  const { change } = await owner.post<{ change: string }>(`/api/changes/${answer.change}/undo`)
  await owner.post(`/api/changes/${change}/undo`)
  await expect.poll(() => bodies('/undo').length).toBe(4)
  await sales.settle()
  expect(bodies('/undo').map(({ type, record }) => [type, record!.title])).toEqual([
    ['record.created', expect.any(String)],
    ['record.created', 'Website'],
    ['record.deleted', 'Point of sale'],
    ['record.restored', 'Point of sale'],
  ])
  await owner.delete(`/api/webhooks/${id}`)
})

test('a move that changes values is told as one thing, to each as what it listens to', async () => {
  const { owner, bodies } = sales
  const hooks = await Promise.all([
    sales.hook('/moves', { events: ['record.moved'] }),
    sales.hook('/updates', { events: ['record.updated'] }),
    sales.hook('/both', { events: ['record.updated', 'record.moved'] }),
  ])
  const deal = await sales.deal('Rice mill')
  await owner.put(`/api/records/${deal.id}/move`, { list: sales.list('Qualification'), values: { Amount: 900 } })
  await owner.put(`/api/records/${deal.id}/move`, { list: sales.list('Unqualified') })
  await expect
    .poll(() => [bodies('/moves').length, bodies('/updates').length, bodies('/both').length])
    .toEqual([2, 1, 2])
  await sales.settle()
  expect(bodies('/both').map(({ type }) => type)).toEqual(['record.moved', 'record.moved'])
  expect(
    bodies('/both')[0]!
      .changed.map(({ name }) => name)
      .toSorted(),
  ).toEqual(['Amount', 'list'])
  expect(bodies('/updates')).toMatchObject([{ type: 'record.updated' }])
  for (const { id } of hooks) await owner.delete(`/api/webhooks/${id}`)
})

test('a filter chooses records as the webhook’s owner sees them, and “me” is the owner', async () => {
  const { owner, bodies } = sales
  const admin = await sales.world.person('Chenda Ros', 'admin')
  const { person } = await admin.get<{ person: { id: string } }>('/api/me')
  const filter = {
    and: [
      { field: 'Amount', op: 'gte', value: 5000 },
      { field: 'assignees', op: 'has', value: 'me' },
    ],
  }
  const { id } = await sales.hook('/filtered', { events: ['record.created', 'record.deleted'], filter }, admin)
  await sales.deal('Small', { values: { Amount: 10 }, assignees: [person.id] })
  await sales.deal('Somebody else’s', { values: { Amount: 9000 } })
  const large = await sales.deal('Large', { values: { Amount: 9000 }, assignees: [person.id] })
  await owner.delete(`/api/records/${large.id}`)
  await expect.poll(() => bodies('/filtered').map(({ type }) => type)).toEqual(['record.created', 'record.deleted'])
  expect(bodies('/filtered').map(({ record }) => record!.title)).toEqual(['Large', 'Large'])
  await owner.delete(`/api/webhooks/${id}`)
})

test('a form that was sent in is told of', async () => {
  const { bodies, world, opportunities } = sales
  const { id } = await sales.hook('/forms', { events: ['form.submitted'] })
  const deal = await sales.deal('By the website')
  // As forms write it (automations/fire-submitted.ts).
  await (await world.db()).batch([
    (await world.db()).prepare(
      `INSERT INTO changes (at, person_id, via, via_id, first_seq, first_record) SELECT ${Date.now()}, 1, 'form', 4, max(seq) + 1, 0 FROM history`,
    ),
    (await world.db()).prepare(
      `INSERT INTO history (seq, change_id, project_id, kind, thing_id, what, version, fields)
        SELECT (SELECT max(seq) + 1 FROM history), (SELECT max(id) FROM changes), ${opportunities.id}, 'record', ${deal.id}, 'submitted', 1, '{"form":[null,4]}'`,
    ),
  ])
  await sales.settle()
  await expect
    .poll(() => bodies('/forms'))
    .toMatchObject([{ type: 'form.submitted', form: '4', record: { id: deal.id } }])
  await sales.owner.delete(`/api/webhooks/${id}`)
})

test('a quiet import tells nothing, nor does taking it back; a loud one tells of each record, twenty a tick', async () => {
  const { owner, bodies, opportunities, receiver } = sales
  const { id } = await sales.hook('/imports', { events: ['record.created', 'record.deleted'] })
  const importDeals = async (quiet: boolean, count: number) => {
    const path = `/api/projects/${opportunities.id}/imports`
    const { import: job } = await owner.post<{ import: { id: string } }>(path, {
      columns: ['company'],
      mapping: [{ column: 'company', to: 'title' }],
      quiet,
    })
    const rows = Array.from({ length: count }, (_, i) => [`Branch ${i + 1} of Mekong Supply`])
    await owner.put(`/api/imports/${job.id}/rows/1`, { rows })
    await owner.post(`/api/imports/${job.id}/finish`)
    return job.id
  }
  const quiet = await importDeals(true, 30)
  await owner.delete(`/api/imports/${quiet}`)
  await sales.settle()
  expect(bodies('/imports')).toEqual([])
  await importDeals(false, 50)
  await sales.settle()
  // Somebody else's one message doesn't wait for the fifty.
  const other = await sales.hook('/other', {})
  await sales.deal('Not of the import')
  await expect.poll(() => bodies('/other').length).toBe(1)
  const arrived = receiver.at('/imports').length
  const counts = []
  for (let ticks = 0; ticks < 3; ticks++) {
    await sales.tick(Date.now())
    counts.push(receiver.at('/imports').length - arrived)
  }
  expect(arrived + counts.at(-1)!).toBe(51)
  expect(counts[0]).toBeLessThanOrEqual(20)
  expect(counts[1]! - counts[0]!).toBeLessThanOrEqual(20)
  expect(new Set(receiver.at('/imports').map(({ headers }) => headers['webhook-id'])).size).toBe(51)
  for (const one of [id, other.id]) await owner.delete(`/api/webhooks/${one}`)
})

test('a change of nobody’s concern costs no row more', async () => {
  const { world, owner } = sales
  const deal = await sales.deal('Water filters')
  const count = async () =>
    (await (await world.db()).prepare('SELECT count(*) AS n FROM deliveries').first<{ n: number }>())!.n
  const before = await count()
  const { id } = await sales.hook('/none', { events: ['record.moved'] })
  await owner.patch(`/api/records/${deal.id}`, { values: { Amount: 4 } })
  await sales.settle()
  expect(await count()).toBe(before)
  await owner.delete(`/api/webhooks/${id}`)
})
