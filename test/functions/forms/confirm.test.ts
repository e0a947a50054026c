import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FormAnswer } from '../../../src/core/api/form/index.ts'
import { type Sales, startSales } from '../sales-world.ts'
import { rowsWritten, submissionsOf, Visitor } from './visitor.ts'

/** Double opt-in: the record is made once the visitor has said in a mail's page that it was they. */
let sales: Sales
let form: FormAnswer
let visitor: Visitor

beforeAll(async () => {
  sales = await startSales()
  const answer = await sales.owner.post<{ form: FormAnswer }>(`/api/projects/${sales.customers.id}/forms`, {
    name: 'Newsletter',
    fields: [{ field: 'title', label: 'Your name' }, { field: 'Email', required: true }, { field: 'files' }],
    consent: 'Send me your newsletter.',
    optIn: true,
    language: 'km',
  })
  form = answer.form
  visitor = new Visitor(sales, form)
})
afterAll(() => sales.world.close())

interface Mail {
  to: string
  subject: string
  body: string
}
const mails = async (): Promise<Mail[]> =>
  (await sales.owner.get<{ deliveries: (Mail & { event: string })[] }>('/api/outbox')).deliveries.filter(
    ({ event }) => event === 'confirmation',
  )

const sendIn = (title: string, email: string, more = {}) =>
  visitor.send({ title, [`f${sales.field('Email')}`]: email, consent: 'true', ...more })

test('a mail asks, its link shows a page, and only that page’s button confirms', async () => {
  const before = await rowsWritten(sales)
  const plan = new File(['%PDF-1.4'], 'plan.pdf')
  const answer = await sendIn("Chan d'Or", 'chan@dor.example', { files: plan })
  expect(answer).toMatchObject({ state: 'done' })
  expect(answer.message).toContain('អ៊ីមែល')
  expect((await rowsWritten(sales)).split(' ')[0]).toBe(before.split(' ')[0])
  expect(await submissionsOf(sales.owner, form)).toMatchObject([{ state: 'waiting', record: null }])
  const [mail] = await mails()
  expect(mail).toMatchObject({ to: 'chan@dor.example' })
  expect(mail!.subject).toContain('សូមបញ្ជាក់')
  const link = /http\S+\/confirm\/[\w-]{43}/.exec(mail!.body)![0]
  // Programs that look into mails open links, too.
  const page = await (await fetch(link)).text()
  expect(page).toContain('<form method="post"><button>')
  expect(await submissionsOf(sales.owner, form)).toMatchObject([{ state: 'waiting' }])
  const confirmed = await Promise.all([fetch(link, { method: 'POST' }), fetch(link, { method: 'POST' })])
  expect(confirmed.map(({ status }) => status)).toEqual([200, 200])
  const [sent] = await submissionsOf(sales.owner, form)
  expect(sent).toMatchObject({
    state: 'stored',
    record: { title: "Chan d'Or" },
    consent: { text: 'Send me your newsletter.' },
  })
  expect(sent!.confirmedAt).not.toBeNull()
  const { files } = await sales.owner.get<{ files: object[] }>(`/api/records/${sent!.record!.id}/files`)
  expect(files).toMatchObject([{ name: 'plan.pdf' }])
  const after = await rowsWritten(sales)
  expect((await fetch(link, { method: 'POST' })).status).toBe(200)
  expect(await rowsWritten(sales)).toBe(after)
  const wrong = await fetch(
    link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    { method: 'POST' },
  )
  expect(wrong.status).toBe(404)
})

test('the same mail to one address is asked for three times a day, whoever types it', async () => {
  for (const i of [1, 2, 3]) expect((await sendIn(`Nimol ${i}`, 'nimol@post.example')).state).toBe('done')
  const before = await rowsWritten(sales)
  expect(await sendIn('Nimol 4', 'nimol@post.example')).toMatchObject({ status: 429, code: 'flood' })
  expect(await rowsWritten(sales)).toBe(before)
})

test('a form without a mail address has nobody to ask', async () => {
  const refused = await sales.owner.refused('PATCH', `/api/forms/${form.id}`, { fields: [{ field: 'title' }] })
  expect(refused.errors).toMatchObject([{ path: 'optIn', code: 'noAddressField' }])
})

test('what can’t become a record isn’t lost', async () => {
  await sendIn('Kunthea Meas', 'kunthea@post.example')
  const link = /http\S+\/confirm\/[\w-]{43}/.exec((await mails())[0]!.body)![0]
  const db = await sales.world.db()
  // As if the field had become another type meanwhile: what was typed doesn't fit it any more.
  await db
    .prepare("UPDATE fields SET type = 'number' WHERE id = ?")
    .bind(Number(sales.field('Email')))
    .run()
  await db.prepare('UPDATE workspace SET catalog_version = catalog_version + 1').run()
  expect((await fetch(link, { method: 'POST' })).status).toBe(200)
  const [sent] = await submissionsOf(sales.owner, form)
  expect(sent).toMatchObject({ state: 'refused', record: null, values: { title: 'Kunthea Meas' } })
  expect(sent!.reasons).toMatchObject([{ code: 'notNumber', message: expect.stringContaining('Email') }])
})
