import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FormAnswer } from '../../../src/core/api/form/index.ts'
import { type Sales, startSales } from '../sales-world.ts'
import { rowsWritten, submissionsOf, Visitor } from './visitor.ts'

/** Files that visitors send along. */
let sales: Sales
let form: FormAnswer
let visitor: Visitor

const path = () => `/api/projects/${sales.opportunities.id}/forms`
const received = () => `f${sales.field('Files received')}`
const fields = () => [{ field: 'title' }, { field: 'Files received', label: 'Your plans' }, { field: 'files' }]

beforeAll(async () => {
  sales = await startSales()
  form = (await sales.owner.post<{ form: FormAnswer }>(path(), { name: 'Send us your plans', fields: fields() })).form
  visitor = new Visitor(sales, form)
})
afterAll(() => sales.world.close())

const named = (name: string, content: string | Uint8Array<ArrayBuffer>, type = '') =>
  new File([content], name, { type })
const PDF = '%PDF-1.7\n1 0 obj\n'
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
/** The parts of a Word file that tell what it is. */
const DOCX = 'PK\x03\x04\x14\0\0\0word/document.xml'
const MB = 1024 * 1024

test('lie in the record, in their field or on itself, and can be read again', async () => {
  const answer = await visitor.send({
    title: 'School in Takeo',
    [received()]: [named('ប្លង់ (1).pdf', PDF, 'application/pdf'), named('..\\evil/site.PNG', PNG)],
    files: named('list.csv', 'item,count\nroof,1\n'),
  })
  expect(answer).toMatchObject({ status: 200, state: 'done' })
  const [sent] = await submissionsOf(sales.owner, form)
  expect(sent!.values).toMatchObject({ files: ['list.csv'] })
  const { files } = await sales.owner.get<{ files: { id: string; name: string; type: string; size: number }[] }>(
    `/api/records/${sent!.record!.id}/files`,
  )
  expect(files.map(({ name, type }) => [name, type])).toEqual([
    ['ប្លង់ (1).pdf', 'application/pdf'],
    ['site.PNG', 'image/png'],
    ['list.csv', 'text/csv'],
  ])
  expect(await (await sales.owner.send('GET', `/api/files/${files[0]!.id}`)).text()).toBe(PDF)
})

test.each([
  ['a program', () => [named('setup.exe', 'MZ\x90\0\x03')], 'can’t be sent'],
  ['a program that calls itself a PDF', () => [named('offer.pdf', 'MZ\x90\0\x03')], 'can’t be sent'],
  ['a page', () => [named('page.html', '<script>alert(1)</script>')], 'can’t be sent'],
  ['a drawing that can run scripts', () => [named('logo.svg', '<svg onload="alert(1)"/>')], 'can’t be sent'],
  ['an archive that calls itself a Word file', () => [named('a.docx', 'PK\x03\x04evil.exe')], 'can’t be sent'],
  ['a program that calls itself text', () => [named('notes.txt', 'MZ\0\0')], 'can’t be sent'],
  ['nothing in it', () => [named('empty.pdf', '')], 'is empty'],
  ['six of them', () => Array.from({ length: 6 }, (_, i) => named(`${i}.pdf`, PDF)), 'At most 5'],
  ['one of eleven megabytes', () => [named('big.pdf', PDF + 'x'.repeat(11 * MB))], 'too large'],
  [
    'twenty-one megabytes',
    () => [1, 2, 3].map((i) => named(`${i}.pdf`, PDF + 'x'.repeat(7 * MB))),
    'too large together',
  ],
] as const)('%s: nothing is stored', async (_, files, message) => {
  const before = await rowsWritten(sales)
  const answer = await visitor.send({ title: 'Villa in Kep', files: [...files()] })
  expect(answer.status).toBe(422)
  expect(answer.faults?.files).toContain(message)
  expect(await rowsWritten(sales)).toBe(before)
})

describe('of a submission that waits for a confirmation', () => {
  const hour = 3_600_000
  const hourAfter = (hours: number) => new Date(Math.ceil(Date.now() / hour + hours) * hour)
  const keys = async () => (await (await sales.world.files()).list({ prefix: 'forms/' })).objects.length

  /** Sent in to a form that asks for one: the form, and the link of its mail. */
  async function waiting(title: string, email: string): Promise<{ form: FormAnswer; link: string }> {
    const answer = await sales.owner.post<{ form: FormAnswer }>(`/api/projects/${sales.customers.id}/forms`, {
      name: 'With confirmation',
      fields: [{ field: 'title' }, { field: 'Email', required: true }, { field: 'files' }],
      optIn: true,
    })
    const files = [named('tiles.docx', DOCX), named('roof.png', PNG)]
    await new Visitor(sales, answer.form).send({ title, [`f${sales.field('Email')}`]: email, files })
    const { deliveries } = await sales.owner.get<{ deliveries: { to: string; body: string }[] }>('/api/outbox')
    const { body } = deliveries.find(({ to }) => to === email)!
    return { form: answer.form, link: /http\S+\/confirm\/[\w-]{43}/.exec(body)![0] }
  }

  test('they are there as long as its link is good', async () => {
    const { form, link } = await waiting('Angkor Tiles', 'dara@angkor-tiles.example')
    for (const hours of [23, 24.5, 25.5, 48, 6 * 24, 7 * 24 - 2]) await sales.world.scheduled(hourAfter(hours))
    expect((await fetch(link, { method: 'POST' })).status).toBe(200)
    const [{ record }] = (await submissionsOf(sales.owner, form)) as unknown as [{ record: { id: string } }]
    const { files } = await sales.owner.get<{ files: { id: string; name: string }[] }>(
      `/api/records/${record.id}/files`,
    )
    expect(files.map(({ name }) => name)).toEqual(['tiles.docx', 'roof.png'])
    expect(await (await sales.owner.send('GET', `/api/files/${files[0]!.id}`)).text()).toBe(DOCX)
    // Nor do they go with it once they are the record's.
    const storedCount = await keys()
    for (const hours of [25, 26, 49, 8 * 24]) await sales.world.scheduled(hourAfter(hours))
    expect(await keys()).toBe(storedCount)
  })

  test('nothing is left of them and of it once that is over, nor after a day of those that no row speaks of', async () => {
    const before = await keys()
    const { form, link } = await waiting('Takeo Tiles', 'sok@takeo-tiles.example')
    // What a crash between the bytes and their row leaves behind.
    const bucket = await sales.world.files()
    await bucket.put(`forms/${new Date().toISOString().slice(0, 13)}/left-behind`, PDF)
    await sales.world.scheduled(hourAfter(22))
    expect(await keys()).toBe(before + 3)
    await sales.world.scheduled(hourAfter(24))
    await sales.world.scheduled(hourAfter(25))
    expect(await keys()).toBe(before + 2)
    expect(await submissionsOf(sales.owner, form)).toMatchObject([{ state: 'waiting' }])
    await sales.world.scheduled(hourAfter(7 * 24 + 1))
    expect(await keys()).toBe(before)
    expect(await submissionsOf(sales.owner, form)).toEqual([])
    expect((await fetch(link, { method: 'POST' })).status).toBe(404)
  })
})
