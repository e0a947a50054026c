import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FieldAnswer, ImportAnswer, RecordAnswer } from '../../src/core/api/answers.ts'
import { type Sales, startSales } from './sales-world.ts'

/** Long pieces of work come to their end though others write all the time: only what they touch can make them begin anew. */
let sales: Sales
beforeAll(async () => {
  sales = await startSales()
})
afterAll(() => sales.world.close())

const ROWS = 2000
const records = (project: string) => `/api/projects/${project}/records`

/**
 * Runs a step while somebody writes to that thing each time between its reading and its writing: a trigger does it, the moment the
 * step begins its change.
 */
async function whileWriting<T>(project: string, thing: string, fields: object, step: () => Promise<T>): Promise<T> {
  const db = await sales.world.db()
  await db
    .prepare(
      `CREATE TRIGGER busy AFTER INSERT ON changes BEGIN
        INSERT INTO history (seq, change_id, project_id, kind, thing_id, what, version, fields)
          VALUES ((SELECT max(seq) + 1 FROM history), 1, ${project}, 'record', ${thing}, 'updated', 9, '${JSON.stringify(fields)}'); END`,
    )
    .run()
  try {
    return await step()
  } finally {
    await db.prepare('DROP TRIGGER busy').run()
  }
}

const TITLE = { title: ['a', 'b'] }
const create = async (project: string, title: string) =>
  (await sales.owner.post<{ record: RecordAnswer }>(records(project), { title })).record.id
/** One of those that were imported. */
const anImported = async () => {
  const { records } = await sales.owner.post<{ records: RecordAnswer[] }>(
    `/api/projects/${sales.opportunities.id}/query`,
    { filter: { field: 'title', op: 'eq', value: 'Imported 7' } },
  )
  return records[0]!.id
}

async function importRows(column: string, value: (i: number) => string): Promise<ImportAnswer> {
  const { owner, opportunities } = sales
  const { import: job } = await owner.post<{ import: ImportAnswer }>(`/api/projects/${opportunities.id}/imports`, {
    columns: ['Deal', column],
    mapping: [
      { column: 'Deal', to: 'title' },
      { column, to: column },
    ],
  })
  const rows = Array.from({ length: ROWS }, (_, i) => [`Imported ${i}`, value(i)])
  for (let n = 0; n < ROWS; n += job.chunk)
    await owner.put(`/api/imports/${job.id}/rows/${n + 1}`, { rows: rows.slice(n, n + job.chunk) })
  await owner.post(`/api/imports/${job.id}/finish`)
  return job
}

test('a change of thousands of records is taken back while others write, but not over what they write', async () => {
  const { owner, customers, opportunities } = sales
  const job = await importRows('Amount', (i) => String(i + 1))
  const undo = () => owner.send('POST', `/api/changes/${job.change}/undo`, {})
  const touched = await anImported()
  expect((await whileWriting(opportunities.id, touched, TITLE, undo)).status).toBe(429)
  const elsewhere = await create(customers.id, 'Busy customer')
  const beside = await create(opportunities.id, 'Busy')
  const redone = await whileWriting(customers.id, elsewhere, TITLE, undo)
  expect(await redone.json()).toMatchObject({ undone: ROWS, kept: [] })
  const again = await whileWriting(opportunities.id, beside, TITLE, undo)
  expect(again.status).toBe(409)
})

test('a field of thousands of values becomes another type while others write, but not over what they write', async () => {
  const { owner, opportunities } = sales
  const { field } = await owner.post<{ field: FieldAnswer }>(`/api/projects/${opportunities.id}/fields`, {
    name: 'Seats',
    type: 'text',
  })
  await importRows('Seats', String)
  const retype = () => owner.send('PATCH', `/api/fields/${field.id}`, { type: 'number' })
  const touched = await anImported()
  expect((await whileWriting(opportunities.id, touched, { [field.id]: ['1', '2'] }, retype)).status).toBe(429)
  expect((await whileWriting(opportunities.id, touched, TITLE, retype)).status).toBe(200)
  const filter = { field: field.id, op: 'gte', value: 0 }
  const { count } = await owner.post<{ count: number }>(`/api/projects/${opportunities.id}/query`, {
    filter,
    count: true,
    limit: 0,
  })
  expect(count).toBe(ROWS)
})
