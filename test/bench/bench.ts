/**
 * `npm run bench [sizes]`: the seven works of a CRM's day, and the questions that compute, through the real Worker on a local
 * D1, at 8,800 and 100,000 deals, alone and by ten clients, with the rows D1 read and wrote, beside two floors measured in the
 * same run: the same statements on node:sqlite (floor.ts), and a bare Worker on D1 made for these questions (bare.ts).
 * `npm run bench day` counts the rows of a simulated day (day.ts).
 */
import * as v from 'valibot'
import type { Context } from '../../functions/context/index.ts'
import { readDashboardData } from '../../functions/dashboards/chart-data.ts'
import { createField } from '../../functions/fields/fields.ts'
import { createImport, finishImport, importParam } from '../../functions/imports/import.ts'
import { importChunk } from '../../functions/imports/import-chunk.ts'
import { readBoard } from '../../functions/records/board.ts'
import { createRecord } from '../../functions/records/create.ts'
import { moveRecord } from '../../functions/records/move.ts'
import { queryRecords } from '../../functions/records/query.ts'
import { readRecord } from '../../functions/records/read.ts'
import { createSales } from '../../functions/template/create-sales.ts'
import type { ImportAnswer, ProjectAnswer, QueryAnswer } from '../../src/core/api/answers.ts'
import { fieldInput } from '../../src/core/api/field.ts'
import { boardInput, moveInput, queryInput, recordInput } from '../../src/core/api/record.ts'
import { templateInput } from '../../src/core/api/template.ts'
import { mappingSchema } from '../../src/core/csv/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import { Client } from '../client.ts'
import { ABOVE, Bare, COUNTRY } from './bare.ts'
import { customerColumns, customerRow, dealColumns, dealRows } from './data.ts'
import { simulateDay } from './day.ts'
import { Floor } from './floor.ts'
import { juniorOf } from './junior.ts'
import { type Measured, measure } from './measure.ts'
import { type BenchWorker, coldStart, startWorker } from './worker.ts'

const SEED = 20_261_124
const sizes = process.argv.slice(2).map(Number).filter(Boolean)

const customersMapping = {
  columns: customerColumns,
  mapping: [
    { column: 'name', to: 'title' },
    { column: 'email', to: 'Email' },
    { column: 'phone', to: 'Phone' },
    { column: 'country', to: 'Country' },
  ],
}
const dealsMapping = {
  columns: dealColumns,
  mapping: [
    { column: 'title', to: 'title' },
    { column: 'stage', to: 'list' },
    { column: 'customer', to: 'Customer', by: 'title', missing: 'create' },
    { column: 'amount', to: 'Amount' },
    { column: 'cost', to: 'Cost' },
    { column: 'created', to: 'createdAt' },
    { column: 'closed', to: 'closedAt' },
    { column: 'source', to: 'Deal source' },
    { column: 'tag', to: 'tags' },
    { column: 'close', to: 'Expected close date' },
    { column: 'confidence', to: 'Confidence' },
  ],
}

const deliveriesMapping = {
  columns: ['title', 'deal'],
  mapping: [
    { column: 'title', to: 'title' },
    { column: 'deal', to: 'Opportunity', by: 'number', missing: 'skip' },
  ],
}

const CRM = { currency: 'USD', with: ['delivery'] } as const
const COUNTRY_FIELD = { name: 'Country', type: 'country', config: {} }
const NEW_DEAL = { title: 'New stock system', list: 'Negotiation', values: { Amount: 1200 } }
const FIELDS = ['Customer', 'Amount', 'Cost', 'Confidence', 'Expected close date', 'Deal source']
const BOARD = { sum: 'Amount', fields: FIELDS }
const TABLE = {
  filter: {
    and: [
      { field: 'Amount', op: 'gt', value: ABOVE },
      { field: 'Customer.Country', op: 'eq', value: COUNTRY },
    ],
  },
  sort: [{ field: 'Expected close date' }],
  fields: FIELDS,
  limit: 50,
  count: true,
}
/** What an isolate may have from before is put together anew all the same. */
const ANEW = { 'cache-control': 'no-cache' }

/** What is asked of fields that are looked up or worked out, and of groups: [project, question]. */
const page = { limit: 50, count: true, fields: ['Customer name', 'Customer email', 'Amount'] }
const QUESTIONS: Record<string, [project: 0 | 1 | 2, question: object]> = {
  'table, by an own field': [
    1,
    { ...page, sort: [{ field: 'Amount', desc: true }], filter: { field: 'Amount', op: 'gt', value: 5000 } },
  ],
  'table, unfiltered, sorted': [1, { limit: 50, sort: [{ field: 'Amount', desc: true }], count: true }],
  'filter by lookup': [
    1,
    {
      ...page,
      filter: { field: 'Customer name', op: 'contains', value: 'lotus' },
      sort: [{ field: 'Amount', desc: true }],
    },
  ],
  'sort by lookup': [1, { ...page, sort: [{ field: 'Customer name', desc: false }] }],
  'formula: filter, sort, count': [
    1,
    { ...page, filter: { field: 'Profit', op: 'gt', value: 5000 }, sort: [{ field: 'Profit', desc: true }] },
  ],
  'lookup of a lookup: filter, count': [
    2,
    { ...page, filter: { field: 'Customer email', op: 'contains', value: 'lotus' } },
  ],
  'lookup of a lookup: sort': [2, { ...page, sort: [{ field: 'Customer email', desc: false }] }],
  'rollup, page of 50': [0, { limit: 50, fields: ['Email', 'Won revenue'] }],
  'rollup, sorted': [0, { limit: 50, fields: ['Email', 'Won revenue'], sort: [{ field: 'Won revenue', desc: true }] }],
  'group by list, sum (cube)': [1, { limit: 0, group: { by: 'list' }, totals: [{ op: 'sum', field: 'Amount' }] }],
  'group by source, sum': [1, { limit: 0, group: { by: 'Deal source' }, totals: [{ op: 'sum', field: 'Amount' }] }],
  'group by lookup, sum of formula': [
    1,
    { limit: 0, group: { by: 'Customer.Category' }, totals: [{ op: 'sum', field: 'Profit' }] },
  ],
}

/** What is asked by somebody who sees only their own records, too. */
const OWN = [
  'board',
  'table',
  'dashboard',
  'read',
  'move',
  'filter by lookup',
  'group by source, sum',
  'rollup, page of 50',
]

console.log(
  `seed ${SEED}; median and p95 in ms; rate in requests (import: rows) a second at 10 clients; “again”: nothing has changed since it was last asked\n`,
)
console.log(
  '| deals | work | median | p95 | rate | D1 calls | rows read | rows written | floor rate | of floor | bare D1 median | bare D1 rate | of bare D1 |',
)
console.log('|---|---|---|---|---|---|---|---|---|---|---|---|---|')
if (process.argv[2] === 'day') await simulateDay(await prepare(8_800))
else for (const size of sizes.length > 0 ? sizes : [8_800, 100_000]) await bench(size)

/** A worker with a workspace of so many deals. */
async function prepare(size: number): Promise<Prepared> {
  const customers = Math.max(85, Math.round(size / 10))
  const customerRows = Array.from({ length: customers }, (_, i) => customerRow(i))
  const rows = dealRows(size, customers, SEED)
  const deliveries = rows.slice(0, Math.ceil(size * 0.3)).map(([title], i) => [title!, String(((i * 7919) % size) + 1)])
  const worker = await startWorker()
  const client = new Client(worker.url)
  await client.post('/api/auth/sign-up/email', {
    name: 'Sokha',
    email: 'sokha@mekong.example',
    password: 'mekong-river-9',
  })
  const made = await client.post<Created>('/api/templates/sales', CRM)
  await client.post(`/api/projects/${made.projects[0].id}/fields`, COUNTRY_FIELD)
  await send(client, made.projects[0], customerRows, customersMapping)
  const imported = await send(client, made.projects[1], rows, dealsMapping)
  await send(client, made.projects[2], deliveries, deliveriesMapping)
  return { worker, client, made, imported, customers, rows, customerRows, deliveries }
}

async function bench(size: number): Promise<void> {
  const { worker, client, made, imported, customers, rows, customerRows, deliveries } = await prepare(size)
  const bare = await Bare.start(size, customers)
  const bareImport = await bare.import(rows)

  const floor = new Floor()
  const floored = JSON.parse(
    JSON.stringify(await createSales(await floor.context(), v.parse(templateInput, CRM))),
  ) as Created
  const before = await floor.context()
  await createField(before, projectOf(before, floored.projects[0]), v.parse(fieldInput, COUNTRY_FIELD))
  await put(floor, floored.projects[0], customerRows, customersMapping)
  const floorImport = await put(floor, floored.projects[1], rows, dealsMapping)
  await put(floor, floored.projects[2], deliveries, deliveriesMapping)
  const rated = (rate: number) => ({ median: 0, p95: 0, rate })
  print(size, 'import', rated(imported.rate), imported.cost, rated(floorImport), rated(bareImport))

  const context = await floor.context()
  const here = works(client, made, await ids(client, made.projects[1].id))
  const there = verbs(
    context,
    floored,
    JSON.parse(
      await queryRecords(context, projectOf(context, floored.projects[1]), v.parse(queryInput, { limit: 200 })),
    ),
  )
  for (const [name, step] of Object.entries(here)) {
    // The first times make what later ones are quick by: indexes, sums that are kept.
    for (let i = 0; i < 3; i++) await step()
    const measured = await measure(step)
    const cost = (await step()).headers.get('x-d1') ?? ''
    const bareWork = bare.works[name.replace(', again', '')]
    print(
      size,
      name,
      measured,
      cost,
      there[name] && (await measure(there[name], { clients: 1, seconds: 1 })),
      bareWork && (await measure(bareWork)),
    )
  }
  // The same of somebody who sees two hundred of them.
  const junior = await juniorOf(client, worker.url, made.projects[1], await ids(client, made.projects[1].id))
  const theirs = works(junior, made, await ids(junior, made.projects[1].id))
  for (const name of OWN) {
    const step = theirs[name]!
    print(size, `own only: ${name}`, await measure(step), (await step()).headers.get('x-d1') ?? '')
  }
  await worker.stop()
  await bare.stop()
  const cold = await coldStart()
  print(size, 'cold start to the first answer', { median: cold, p95: 0, rate: 0 }, '')
}

export interface Prepared {
  worker: BenchWorker
  client: Client
  made: Created
  imported: { rate: number; cost: string }
  customers: number
  rows: string[][]
  customerRows: string[][]
  deliveries: string[][]
}

export type Created = { projects: [ProjectAnswer, ProjectAnswer, ProjectAnswer]; dashboard: { id: string } }

function works(
  client: Client,
  { projects, dashboard }: Created,
  records: string[],
): Record<string, () => Promise<Response>> {
  const deals = projects[1]
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = ANEW) => {
    const response = await client.send(method, path, body, headers)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${text}`)
    return response
  }
  const next = counter(records)
  const lists = counter(deals.lists.map((list) => list.id))
  return {
    board: () => send('POST', `/api/projects/${deals.id}/board`, BOARD),
    table: () => send('POST', `/api/projects/${deals.id}/query`, TABLE),
    dashboard: () => send('GET', `/api/dashboards/${dashboard.id}/data`),
    'board, again': () => send('POST', `/api/projects/${deals.id}/board`, BOARD, {}),
    'table, again': () => send('POST', `/api/projects/${deals.id}/query`, TABLE, {}),
    'dashboard, again': () => send('GET', `/api/dashboards/${dashboard.id}/data`, undefined, {}),
    read: () => send('GET', `/api/records/${next()}`),
    create: () => send('POST', `/api/projects/${deals.id}/records`, NEW_DEAL),
    move: () => send('PUT', `/api/records/${next()}/move`, { list: lists() }),
    ...Object.fromEntries(
      Object.entries(QUESTIONS).map(([name, [at, question]]) => [
        name,
        () => send('POST', `/api/projects/${projects[at].id}/query`, question),
      ]),
    ),
  }
}

function verbs(
  context: Context,
  { projects, dashboard }: Created,
  page: QueryAnswer,
): Record<string, () => Promise<unknown>> {
  const deals = projects[1]
  const project = projectOf(context, deals)
  const record = () => ({ id: Number(next()), project })
  const next = counter(page.records.map((record) => record.id))
  const lists = counter(deals.lists.map((list) => list.id))
  return {
    board: () => readBoard(context, project, v.parse(boardInput, BOARD)),
    table: () => queryRecords(context, project, v.parse(queryInput, TABLE)),
    dashboard: () =>
      readDashboardData(context, context.catalog.dashboards.find(({ id }) => String(id) === dashboard.id)!),
    read: () => readRecord(context, record()),
    create: () => createRecord(context, project, v.parse(recordInput, NEW_DEAL)),
    move: () => moveRecord(context, record(), v.parse(moveInput, { list: lists() })),
    ...Object.fromEntries(
      Object.entries(QUESTIONS).map(([name, [at, question]]) => [
        name,
        () => queryRecords(context, projectOf(context, projects[at]), v.parse(queryInput, question)),
      ]),
    ),
  }
}

function projectOf(context: Context, { id }: ProjectAnswer): Project {
  return context.project(Number(id), 'edit')
}

function counter(list: string[]): () => string {
  let n = 0
  return () => list[n++ % list.length]!
}

async function ids(client: Client, project: string): Promise<string[]> {
  const page = await client.post<QueryAnswer>(`/api/projects/${project}/query`, { limit: 200 })
  return page.records.map((record) => record.id)
}

/** Two chunks on their way at once, as the browser sends them. */
async function send(client: Client, project: ProjectAnswer, rows: string[][], mapping: unknown) {
  const start = performance.now()
  const { import: job } = await client.post<{ import: ImportAnswer }>(`/api/projects/${project.id}/imports`, mapping)
  const starts = Array.from({ length: Math.ceil(rows.length / job.chunk) }, (_, i) => i * job.chunk)
  let [calls, read, written] = [0, 0, 0]
  const lane = async () => {
    for (let at = starts.shift(); at !== undefined; at = starts.shift()) {
      const response = await client.send('PUT', `/api/imports/${job.id}/rows/${at + 1}`, {
        rows: rows.slice(at, at + job.chunk),
      })
      const text = await response.text()
      if (!response.ok) throw new Error(text)
      const cost = (response.headers.get('x-d1') ?? '0 0 0').split(' ').map(Number)
      calls += cost[0]!
      read += cost[1]!
      written += cost[2]!
    }
  }
  await Promise.all([lane(), lane()])
  const done = await client.post<{ import: ImportAnswer }>(`/api/imports/${job.id}/finish`)
  if (done.import.created !== rows.length) throw new Error(`only ${done.import.created} of ${rows.length} arrived`)
  const each = (n: number) => (n / rows.length).toFixed(1)
  return {
    rate: rows.length / ((performance.now() - start) / 1000),
    cost: `${calls} ${each(read)}/row ${each(written)}/row`,
  }
}

async function put(floor: Floor, project: ProjectAnswer, rows: string[][], mapping: unknown): Promise<number> {
  const start = performance.now()
  const context = await floor.context()
  const created = await createImport(context, projectOf(context, project), v.parse(mappingSchema, mapping))
  const { id, chunk } = created.import
  for (let at = 0; at < rows.length; at += chunk) {
    const context = await floor.context()
    const job = await importParam.find(context, id, 'edit')
    await importChunk(context, job, String(at + 1), rows.slice(at, at + chunk))
  }
  await finishImport(context, await importParam.find(context, id, 'edit'))
  return rows.length / ((performance.now() - start) / 1000)
}

function print(size: number, work: string, here: Measured, cost: string, floor?: Measured, bare?: Measured): void {
  const [calls = '', read = '', written = ''] = cost.split(' ')
  const ms = (time: number) => (time === 0 ? '' : time.toFixed(1))
  const rate = (n: number) => (n === 0 ? '' : Math.round(n).toLocaleString('en'))
  const of = (other: Measured | undefined) => (other ? (here.rate / other.rate).toFixed(2) : '')
  const cells = [
    ...[rate(size), work, ms(here.median), ms(here.p95), rate(here.rate), calls, read, written],
    ...[rate(floor?.rate ?? 0), of(floor), ms(bare?.median ?? 0), rate(bare?.rate ?? 0), of(bare)],
  ]
  console.log(`| ${cells.join(' | ')} |`)
}
