import * as v from 'valibot'
import type { Context } from '../../functions/context/index.ts'
import { createField } from '../../functions/fields/fields.ts'
import { importParam } from '../../functions/imports/find-import.ts'
import { createImport, finishImport } from '../../functions/imports/import.ts'
import { importChunk } from '../../functions/imports/import-chunk.ts'
import { createSales } from '../../functions/template/create-sales.ts'
import type { ImportAnswer, ProjectAnswer } from '../../src/core/api/answers.ts'
import { fieldInput } from '../../src/core/api/field.ts'
import { templateInput } from '../../src/core/api/template.ts'
import { mappingSchema } from '../../src/core/csv/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import { Client } from '../client.ts'
import { customerColumns, customerRow, dealColumns, dealRows } from './data.ts'
import { Floor } from './floor.ts'
import { type BenchWorker, startWorker } from './worker.ts'

export const SEED = 20_261_124

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

export interface Prepared {
  worker: BenchWorker
  client: Client
  workspace: Created
  imported: { rate: number; cost: string }
  customers: number
  rows: string[][]
  customerRows: string[][]
  deliveries: string[][]
}

export type Created = { projects: [ProjectAnswer, ProjectAnswer, ProjectAnswer]; dashboard: { id: string } }

/** A worker with a workspace of so many deals. */
export async function prepare(size: number): Promise<Prepared> {
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
  const workspace = await client.post<Created>('/api/templates/sales', CRM)
  await client.post(`/api/projects/${workspace.projects[0].id}/fields`, COUNTRY_FIELD)
  await send(client, workspace.projects[0], customerRows, customersMapping)
  const imported = await send(client, workspace.projects[1], rows, dealsMapping)
  await send(client, workspace.projects[2], deliveries, deliveriesMapping)
  return { worker, client, workspace, imported, customers, rows, customerRows, deliveries }
}

/** The same workspace on node:sqlite, and how many deals were imported a second. */
export async function prepareFloor({
  customerRows,
  rows,
  deliveries,
}: Prepared): Promise<{ floor: Floor; floored: Created; rate: number }> {
  const floor = new Floor()
  const floored = JSON.parse(
    JSON.stringify(await createSales(await floor.context(), v.parse(templateInput, CRM))),
  ) as Created
  const before = await floor.context()
  await createField(before, projectOf(before, floored.projects[0]), v.parse(fieldInput, COUNTRY_FIELD))
  await put(floor, floored.projects[0], customerRows, customersMapping)
  const rate = await put(floor, floored.projects[1], rows, dealsMapping)
  await put(floor, floored.projects[2], deliveries, deliveriesMapping)
  return { floor, floored, rate }
}

/** Two chunks on their way at once, as the browser sends them. */
async function send(client: Client, project: ProjectAnswer, rows: string[][], mapping: unknown) {
  const start = performance.now()
  const { import: job } = await client.post<{ import: ImportAnswer }>(`/api/projects/${project.id}/imports`, mapping)
  const starts = Array.from({ length: Math.ceil(rows.length / job.chunk) }, (_, i) => i * job.chunk)
  let [calls, read, written] = [0, 0, 0]
  const lane = async () => {
    for (let offset = starts.shift(); offset !== undefined; offset = starts.shift()) {
      const response = await client.send('PUT', `/api/imports/${job.id}/rows/${offset + 1}`, {
        rows: rows.slice(offset, offset + job.chunk),
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
  for (let offset = 0; offset < rows.length; offset += chunk) {
    const context = await floor.context()
    const job = await importParam.find(context, id, 'edit')
    await importChunk(context, job, String(offset + 1), rows.slice(offset, offset + chunk))
  }
  await finishImport(context, await importParam.find(context, id, 'edit'))
  return rows.length / ((performance.now() - start) / 1000)
}

export function projectOf(context: Context, { id }: ProjectAnswer): Project {
  return context.project(Number(id), 'edit')
}
