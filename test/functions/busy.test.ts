import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FieldAnswer, ImportAnswer, RecordAnswer } from '../../src/core/api/answers.ts'
import { type Sales, startSales } from './sales-world.ts'

/** Long pieces of work come to their end though others write all the time: only what they touch can make them begin anew. */
let sales: Sales
beforeAll(async () => {
  sales = await startSales()
})
afterAll(() => sales.world.close())

/** More than one step of an undo takes. */
const ROWS = 4500
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
/** One of those that were imported last, with which an undo begins. */
const anImported = async () => {
  const { records } = await sales.owner.post<{ records: RecordAnswer[] }>(
    `/api/projects/${sales.opportunities.id}/query`,
    { filter: { field: 'title', op: 'eq', value: `Imported ${ROWS - 7}` } },
  )
  return records[0]!.id
}

async function importRows(
  column: string,
  value: (i: number) => string,
  { title = (i: number) => `Imported ${i}`, key }: { title?: (i: number) => string; key?: string } = {},
): Promise<ImportAnswer> {
  const { owner, opportunities } = sales
  const { import: job } = await owner.post<{ import: ImportAnswer }>(`/api/projects/${opportunities.id}/imports`, {
    columns: ['Deal', column],
    mapping: [
      { column: 'Deal', to: 'title' },
      { column, to: column },
    ],
    ...(key && { key }),
  })
  const rows = Array.from({ length: ROWS }, (_, i) => [title(i), value(i)])
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

test('an undo of thousands of records that was cut off goes on when it is asked for again, and is one change', async () => {
  const { owner, opportunities, world } = sales
  const { field } = await owner.post<{ field: FieldAnswer }>(`/api/projects/${opportunities.id}/fields`, {
    name: 'Origin',
    type: 'select',
    config: { options: [{ name: 'Fair' }, { name: 'Web' }] },
  })
  const [fair, web] = (field.config as { options: { id: string }[] }).options.map(({ id }) => id)
  await importRows('Origin', () => 'Fair')
  const count = async (option: string) => {
    const filter = { field: 'Origin', op: 'eq', value: option }
    const question = { filter, count: true, limit: 0 }
    return (await owner.post<{ count: number }>(`/api/projects/${opportunities.id}/query`, question)).count
  }
  const { change } = await owner.post<{ change: string }>(`/api/fields/${field.id}/options/merge`, {
    from: [fair],
    into: web,
  })
  const undo = () => owner.send('POST', `/api/changes/${change}/undo`, {}, { 'idempotency-key': 'once' })
  const db = await world.db()
  await db
    .prepare("CREATE TRIGGER cut BEFORE UPDATE OF undoes ON changes BEGIN SELECT RAISE(ABORT, 'cut off'); END")
    .run()
  expect((await undo()).status).toBe(500)
  await db.prepare('DROP TRIGGER cut').run()
  const left = await count(web!)
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(ROWS)
  const answer = (await (await undo()).json()) as { change: string; undone: number; kept: unknown[] }
  expect(answer).toMatchObject({ undone: left + 1, kept: [] })
  expect(await (await undo()).json()).toEqual(answer)
  expect(await count(fair!)).toBe(ROWS)
  expect((await owner.send('POST', `/api/changes/${change}/undo`, {})).status).toBe(409)
  expect((await owner.send('POST', `/api/changes/${answer.change}/undo`, {})).status).toBe(200)
  expect(await count(web!)).toBe(ROWS)
})

test('a record that a change touched in two steps goes back to what it was before both, and is named once where it is kept', async () => {
  const { owner, opportunities } = sales
  const bopha = await sales.world.person('Bopha Keo', 'member')
  const [twice, keptRecord] = [await create(opportunities.id, 'Twice'), await create(opportunities.id, 'Kept')]
  const title = (i: number) => (i % (ROWS - 2) === 0 ? 'Twice' : i % (ROWS - 2) === 1 ? 'Kept' : `Row ${i}`)
  const job = await importRows('Amount', (i) => String(i + 1), { title, key: 'title' })
  await bopha.patch(`/api/records/${keptRecord}`, { values: { Amount: 7 } })
  const amounts = async () => {
    const records = await Promise.all(
      [twice, keptRecord].map((id) => owner.get<{ record: RecordAnswer }>(`/api/records/${id}`)),
    )
    return records.map(({ record }) => record.values[sales.field('Amount')])
  }
  const seven = { amount: '7.00', currency: 'USD' }
  expect(await amounts()).toEqual([{ amount: `${ROWS - 1}.00`, currency: 'USD' }, seven])
  const answer = await owner.post<{ kept: unknown }>(`/api/changes/${job.change}/undo`)
  expect(answer.kept).toEqual([{ record: keptRecord, field: sales.field('Amount'), current: seven }])
  expect(await amounts()).toEqual([null, seven])
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

test('thousands of texts become long texts where they are, and are found as before', async () => {
  const { owner, opportunities } = sales
  const { field } = await owner.post<{ field: FieldAnswer }>(`/api/projects/${opportunities.id}/fields`, {
    name: 'Remark',
    type: 'text',
  })
  await importRows('Remark', (i) => `Called back, ${i} times`)
  expect((await owner.send('PATCH', `/api/fields/${field.id}`, { type: 'longText' })).status).toBe(200)
  const found = await owner.post<{ records: RecordAnswer[] }>(`/api/projects/${opportunities.id}/query`, {
    filter: { field: 'Remark', op: 'contains', value: `BACK, ${ROWS - 1} times` },
  })
  expect(found.records.map(({ values }) => values[field.id])).toEqual([`Called back, ${ROWS - 1} times`])
})
