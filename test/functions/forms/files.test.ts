import { afterAll, beforeAll, expect, test } from 'vitest'
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

test('of those that wait for a confirmation nothing is left after a day, nor of those that no row speaks of', async () => {
  const made = await sales.owner.post<{ form: FormAnswer }>(`/api/projects/${sales.customers.id}/forms`, {
    name: 'With confirmation',
    fields: [{ field: 'title' }, { field: 'Email', required: true }, { field: 'files' }],
    optIn: true,
  })
  const waiting = new Visitor(sales, made.form)
  const email = { [`f${sales.field('Email')}`]: 'dara@angkor-tiles.example' }
  await waiting.send({ title: 'Angkor Tiles', ...email, files: [named('tiles.docx', DOCX), named('roof.png', PNG)] })
  const bucket = await sales.world.files()
  const keys = async () => (await bucket.list({ prefix: 'forms/' })).objects.map(({ key }) => key)
  const kept = (await keys()).length
  // What a crash between the bytes and their row leaves behind.
  await bucket.put(`forms/${new Date().toISOString().slice(0, 13)}/left-behind`, PDF)
  const hour = 3_600_000
  const onTheHour = (at: number) => new Date(Math.ceil(at / hour) * hour)
  await sales.world.scheduled(onTheHour(Date.now() + 22 * hour))
  expect(await keys()).toHaveLength(kept + 1)
  await sales.world.scheduled(onTheHour(Date.now() + 25 * hour - hour / 2))
  await sales.world.scheduled(onTheHour(Date.now() + 25 * hour + hour / 2))
  expect(await keys()).toHaveLength(kept - 2)
  expect(await submissionsOf(sales.owner, made.form)).toMatchObject([{ state: 'waiting' }])
  await sales.world.scheduled(onTheHour(Date.now() + 8 * 24 * hour))
  expect(await submissionsOf(sales.owner, made.form)).toEqual([])
})
