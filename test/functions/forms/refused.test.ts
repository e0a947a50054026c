import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RecordAnswer } from '../../../src/core/api/answers.ts'
import type { FormAnswer, SubmissionAnswer } from '../../../src/core/api/form/index.ts'
import type { Client } from '../../client.ts'
import { type Sales, startSales } from '../sales-world.ts'
import { rowsWritten, submissionsOf, Visitor } from './visitor.ts'

/** What could not become a record by itself: a person makes one of it, and may take that back. */
let sales: Sales
let owner: Client
let form: FormAnswer
let me: string
let budget: string

const NAMES = ['Kratie Dolphins', 'Pailin Gems', 'Koh Kong Timber', 'Pursat Marble', 'Preah Vihear Rice', 'Kandal Silk']
const email = () => sales.field('Email')

beforeAll(async () => {
  sales = await startSales()
  ;({ owner } = sales)
  me = (await owner.get<{ person: { id: string } }>('/api/me')).person.id
  const path = `/api/projects/${sales.customers.id}`
  budget = (await owner.post<{ field: { id: string } }>(`${path}/fields`, { name: 'Budget', type: 'text' })).field.id
  form = (
    await owner.post<{ form: FormAnswer }>(`${path}/forms`, {
      name: 'Ask for an offer',
      fields: [
        { field: 'title' },
        { field: 'Email', required: true },
        { field: 'Budget' },
        { field: 'description' },
        { field: 'files' },
      ],
      hidden: [{ field: 'Source', value: 'Website' }],
      assignees: [me],
      match: { by: ['email'] },
      // biome-ignore lint/suspicious/noThenProperty: api.md's name for what follows
      then: { project: sales.opportunities.id, link: 'Customer' },
      optIn: true,
    })
  ).form
  const visitor = new Visitor(sales, form)
  for (const [i, title] of NAMES.entries())
    await visitor.send({
      title,
      [`f${email()}`]: `office${i}@company.example`,
      [`f${budget}`]: 'about two thousand',
      description: 'Forty chairs, please.',
      files: new File(['%PDF-1.7'], 'chairs.pdf'),
    })
  await visitor.send({ title: 'Not confirmed', [`f${email()}`]: 'nobody@company.example' })
  // Meanwhile the field takes numbers only.
  await owner.patch(`/api/fields/${budget}`, { type: 'number' })
  const { deliveries } = await owner.get<{ deliveries: { to: string; body: string }[] }>('/api/outbox')
  for (const { to, body } of deliveries)
    if (to.startsWith('office')) await fetch(/http\S+\/confirm\/[\w-]{43}/.exec(body)![0], { method: 'POST' })
})
afterAll(() => sales.world.close())

interface TakenSubmission {
  submission: SubmissionAnswer
  change: string | null
}

const sentBy = async (title: string): Promise<SubmissionAnswer> =>
  (await submissionsOf(owner, form)).find(({ values }) => values.title === title)!
const make = ({ id }: { id: string }, who = owner): Promise<TakenSubmission> =>
  who.put<TakenSubmission>(`/api/submissions/${id}/record`)
const record = async (id: string) => (await owner.get<{ record: RecordAnswer }>(`/api/records/${id}`)).record
const filesOf = async (id: string) =>
  (await owner.get<{ files: { id: string; name: string }[] }>(`/api/records/${id}/files`)).files
const undo = (change: string | null) => owner.post<{ change: string; kept: object[] }>(`/api/changes/${change}/undo`)

test('asked for twice it is one record, with everything that fits, and says what doesn’t and why', async () => {
  const before = await sentBy(NAMES[0]!)
  expect(before).toMatchObject({ state: 'refused', record: null, reasons: [{ code: 'notNumber' }] })
  const records = Number((await rowsWritten(sales)).split(' ')[0])
  const [one, other] = await Promise.all([make(before), make(before)])
  expect([one!.change, other!.change].filter((change) => change === null)).toHaveLength(1)
  expect(other!.submission).toEqual(one!.submission)
  expect(await make(before)).toEqual({ submission: one!.submission, change: null })
  expect(Number((await rowsWritten(sales)).split(' ')[0])).toBe(records + 2)
  const sent = await sentBy(NAMES[0]!)
  expect(sent).toEqual(one!.submission)
  expect(sent).toMatchObject({
    state: 'stored',
    record: { title: NAMES[0] },
    linked: { title: NAMES[0] },
    values: { [budget]: 'about two thousand' },
  })
  expect(sent.reasons.map(({ message }) => message)).toEqual([
    'Budget must be a number, and “about two thousand” is not one.',
  ])
  const customer = await record(sent.record!.id)
  expect(customer.values).toMatchObject({
    [email()]: 'office0@company.example',
    [budget]: null,
    [sales.field('Source')]: { name: 'Website' },
  })
  expect(customer.assignees.map(({ id }) => id)).toEqual([me])
  expect((await record(sent.linked!.id)).description).toBe('Forty chairs, please.')
  const [file] = await filesOf(customer.id)
  expect(await (await owner.send('GET', `/api/files/${file!.id}`)).text()).toBe('%PDF-1.7')
  const { entries } = await owner.get<{ entries: { by: object; kind: string }[] }>(
    `/api/records/${customer.id}/history`,
  )
  expect(entries.at(-1)).toMatchObject({ kind: 'created', by: { person: { id: me } } })
})

test('undo brings it back as it was, and it can be made again, or undone again', async () => {
  const before = await sentBy(NAMES[1]!)
  const { submission, change } = await make(before)
  const { change: back } = await undo(change)
  expect(await sentBy(NAMES[1]!)).toEqual(before)
  for (const { id } of [submission.record!, submission.linked!]) expect((await record(id)).deletedAt).not.toBeNull()
  await undo(back)
  expect(await sentBy(NAMES[1]!)).toEqual(submission)
  expect(await filesOf(submission.record!.id)).toMatchObject([{ name: 'chairs.pdf' }])
  await undo(
    (await owner.get<{ entries: { change: string }[] }>(`/api/records/${submission.record!.id}/history`)).entries[0]!
      .change,
  )
  const again = await make(before)
  expect(again.submission.record!.id).not.toBe(submission.record!.id)
  const [file] = await filesOf(again.submission.record!.id)
  expect(await (await owner.send('GET', `/api/files/${file!.id}`)).text()).toBe('%PDF-1.7')
})

test('a record that others have worked on since stays, and it stays linked to it', async () => {
  const answer = await make(await sentBy(NAMES[2]!))
  const member = await sales.world.person('Sophal Keo', 'member')
  await member.post(`/api/records/${answer.submission.record!.id}/comments`, { body: 'I know them.' })
  await undo(answer.change)
  expect(await sentBy(NAMES[2]!)).toMatchObject({
    state: 'stored',
    record: { id: answer.submission.record!.id },
    linked: null,
  })
  expect(await filesOf(answer.submission.record!.id)).toHaveLength(1)
})

test('is made with the rights of who asks, by nobody else', async () => {
  const refused = await sentBy(NAMES[3]!)
  const viewer = await sales.world.person('Vuthy Prak', 'viewer')
  expect((await viewer.refused('PUT', `/api/submissions/${refused.id}/record`)).status).toBe(403)
  const role = { name: 'Website', projects: { '*': { access: 'none' }, [sales.customers.id]: { access: 'manage' } } }
  const { role: newRole } = await owner.post<{ role: { id: string } }>('/api/roles', role)
  const webmaster = await sales.world.person('Rithy Nou', newRole.id)
  const { submission, change } = await make(refused, webmaster)
  expect(submission).toMatchObject({ state: 'stored', linked: null })
  await webmaster.patch(`/api/records/${submission.record!.id}`, { values: { [budget]: 2000 } })
  // What they did themselves since goes with it.
  await webmaster.post(`/api/changes/${change}/undo`)
  expect(await sentBy(NAMES[3]!)).toEqual(refused)
})

test('whose address isn’t confirmed yet, or whose files are gone by then, is told', async () => {
  const waiting = await sentBy('Not confirmed')
  const refused = await owner.refused('PUT', `/api/submissions/${waiting.id}/record`)
  expect(refused.errors).toMatchObject([{ code: 'notConfirmed' }])
  const hour = 3_600_000
  await sales.world.scheduled(new Date(Math.ceil(Date.now() / hour + 7 * 24 + 1) * hour))
  const late = await make(await sentBy(NAMES[4]!))
  expect(late.submission.reasons.map(({ code }) => code)).toEqual(['notNumber', 'filesGone'])
  expect(await filesOf(late.submission.record!.id)).toEqual([])
})

test('what the linked record is to get and can’t any more keeps nobody’s wish from coming in', async () => {
  const path = `/api/projects/${sales.opportunities.id}/fields`
  const { field } = await owner.post<{ field: { id: string } }>(path, { name: 'Rank', type: 'text' })
  const values = { Rank: 'first', Amount: '200 USD' }
  const wish = { name: 'Wish', fields: [{ field: 'title' }] }
  const follow = { project: sales.opportunities.id, link: 'Customer' }
  const wrong = { ...follow, assignees: [me, '999'], values: { Amount: 'a lot' } }
  const formsPath = `/api/projects/${sales.customers.id}/forms`
  // biome-ignore lint/suspicious/noThenProperty: api.md's name for what follows
  const refusal = await owner.refused('POST', formsPath, { ...wish, then: { ...wrong, assignees: [] } })
  expect(refusal.errors).toMatchObject([{ path: 'then.values.Amount', code: 'notAmount' }])
  // biome-ignore lint/suspicious/noThenProperty: api.md's name for what follows
  expect((await owner.refused('POST', formsPath, { ...wish, then: wrong })).errors).toMatchObject([
    { path: 'then.assignees.1' },
  ])
  const answer = await owner.post<{ form: FormAnswer }>(formsPath, {
    ...wish,
    // biome-ignore lint/suspicious/noThenProperty: api.md's name for what follows
    then: { ...follow, assignees: [me], values },
  })
  await owner.patch(`/api/fields/${field.id}`, { type: 'number' })
  expect((await new Visitor(sales, answer.form).send({ title: 'Svay Rieng Mats' })).state).toBe('done')
  const [sent] = await submissionsOf(owner, answer.form)
  const deal = await record(sent!.linked!.id)
  expect(deal.values).toMatchObject({
    [field.id]: null,
    [sales.field('Amount')]: { amount: '200.00', currency: 'USD' },
  })
  expect(deal.assignees.map(({ id }) => id)).toEqual([me])
})

describe('what differs from the record', () => {
  test('and was taken over or left is asked about again once that is undone, each by itself', async () => {
    const { record: customer } = await owner.post<{ record: RecordAnswer }>(
      `/api/projects/${sales.customers.id}/records`,
      { title: 'Kandal Silk Ltd.', values: { Email: 'office5@company.example', Budget: 500 } },
    )
    const contact = await owner.post<{ form: FormAnswer }>(`/api/projects/${sales.customers.id}/forms`, {
      name: 'Contact',
      fields: [{ field: 'title' }, { field: 'Email' }, { field: 'Budget' }, { field: 'description' }],
      match: { by: ['email'] },
    })
    const values = { title: 'Kandal Silks', [`f${email()}`]: 'office5@company.example', [`f${budget}`]: '700' }
    await new Visitor(sales, contact.form).send(values)
    const now = async () => (await submissionsOf(owner, contact.form))[0]!
    const differs = { title: 'Kandal Silks', [budget]: '700' }
    const sent = await now()
    expect(sent).toMatchObject({ matched: true, record: { id: customer.id }, differs })
    const decide = (body: object) => owner.post<TakenSubmission>(`/api/submissions/${sent.id}/take`, body)
    const taken = await decide({ take: ['title'] })
    const left = await decide({ leave: [budget] })
    expect((await now()).differs).toEqual({})
    expect((await undo(taken.change)).kept).toEqual([])
    expect((await now()).differs).toEqual({ title: 'Kandal Silks' })
    expect((await record(customer.id)).title).toBe('Kandal Silk Ltd.')
    await undo(left.change)
    expect(await now()).toEqual(sent)
  })
})

test('erasing the record erases what was sent, and what history says of it', async () => {
  const { submission } = await make(await sentBy(NAMES[5]!))
  const db = await sales.world.db()
  const left = () =>
    db
      .prepare(
        `SELECT (SELECT count(*) FROM history WHERE kind = 'submission' AND thing_id = ?1)
          + (SELECT count(*) FROM submissions WHERE id = ?1) + (SELECT count(*) FROM submission_files WHERE submission_id = ?1) AS n`,
      )
      .bind(Number(submission.id))
      .first<{ n: number }>()
  expect((await left())!.n).toBeGreaterThan(1)
  await owner.put(`/api/records/${submission.record!.id}/erasure`, { title: submission.record!.title })
  expect((await left())!.n).toBe(0)
})
