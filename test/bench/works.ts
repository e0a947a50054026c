import * as v from 'valibot'
import type { Context } from '../../functions/context/index.ts'
import { readDashboardData } from '../../functions/dashboards/chart-data.ts'
import { readBoard } from '../../functions/records/board.ts'
import { createRecord } from '../../functions/records/create.ts'
import { moveRecord } from '../../functions/records/move.ts'
import { queryRecords } from '../../functions/records/query.ts'
import { readRecord } from '../../functions/records/read.ts'
import type { QueryAnswer } from '../../src/core/api/answers.ts'
import { boardInput, moveInput, queryInput, recordInput } from '../../src/core/api/record.ts'
import type { Client } from '../client.ts'
import { ABOVE, COUNTRY } from './bare.ts'
import { type Created, projectOf } from './prepare.ts'

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
/** Who sees no costs. */
export const COSTLESS = FIELDS.filter((name) => name !== 'Cost')
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
export const OWN = [
  'board',
  'table',
  'dashboard',
  'read',
  'move',
  'filter by lookup',
  'group by source, sum',
  'rollup, page of 50',
]

export function works(
  client: Client,
  { projects, dashboard }: Created,
  records: string[],
  fields: readonly string[] = FIELDS,
): Record<string, () => Promise<Response>> {
  const deals = projects[1]
  const [board, table] = [
    { ...BOARD, fields },
    { ...TABLE, fields },
  ]
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = ANEW) => {
    const response = await client.send(method, path, body, headers)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${text}`)
    return response
  }
  const next = counter(records)
  const lists = counter(deals.lists.map((list) => list.id))
  return {
    board: () => send('POST', `/api/projects/${deals.id}/board`, board),
    table: () => send('POST', `/api/projects/${deals.id}/query`, table),
    dashboard: () => send('GET', `/api/dashboards/${dashboard.id}/data`),
    'board, again': () => send('POST', `/api/projects/${deals.id}/board`, board, {}),
    'table, again': () => send('POST', `/api/projects/${deals.id}/query`, table, {}),
    'dashboard, again': () => send('GET', `/api/dashboards/${dashboard.id}/data`, undefined, {}),
    read: () => send('GET', `/api/records/${next()}`),
    create: () => send('POST', `/api/projects/${deals.id}/records`, NEW_DEAL),
    move: () => send('PUT', `/api/records/${next()}/move`, { list: lists() }),
    ...Object.fromEntries(
      Object.entries(QUESTIONS).map(([name, [place, question]]) => [
        name,
        () => send('POST', `/api/projects/${projects[place].id}/query`, question),
      ]),
    ),
  }
}

/** The one question that a forecast is: the sum by month of a date field of one's own, and by list. */
export async function monthsByList(
  client: Client,
  { projects }: Created,
): Promise<Record<string, () => Promise<Response>>> {
  const { dashboard } = await client.post<{ dashboard: { id: string } }>('/api/dashboards', { name: 'Forecast' })
  await client.post(`/api/dashboards/${dashboard.id}/charts`, {
    name: 'Expected by month',
    kind: 'bar',
    projects: [projects[1].id],
    measure: { op: 'sum', field: 'Amount' },
    split: { by: 'Expected close date', every: 'month' },
    // biome-ignore lint/suspicious/noThenProperty: the contract's name for a second split
    then: { by: 'list' },
  })
  const ask = async () => {
    const response = await client.send('GET', `/api/dashboards/${dashboard.id}/data`, undefined, ANEW)
    await response.text()
    return response
  }
  return { 'month x list': ask }
}

export function verbs(
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
      Object.entries(QUESTIONS).map(([name, [place, question]]) => [
        name,
        () => queryRecords(context, projectOf(context, projects[place]), v.parse(queryInput, question)),
      ]),
    ),
  }
}

function counter(list: string[]): () => string {
  let n = 0
  return () => list[n++ % list.length]!
}

export async function ids(client: Client, project: string): Promise<string[]> {
  const page = await client.post<QueryAnswer>(`/api/projects/${project}/query`, { limit: 200 })
  return page.records.map((record) => record.id)
}
