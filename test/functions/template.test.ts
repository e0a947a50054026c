import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChartData, DashboardAnswer, FieldAnswer, ProjectAnswer, QueryAnswer } from '../../src/core/api/answers.ts'
import type { Client } from '../client.ts'
import { startWorld, type World } from '../world.ts'
import { compareCube } from './sales-world.ts'

let world: World
let owner: Client
let projects: ProjectAnswer[]
let dashboard: string

beforeAll(async () => {
  world = await startWorld({}, { site: false })
  owner = await world.owner()
  const template = await owner.post<{ projects: ProjectAnswer[]; dashboard: { id: string } }>('/api/templates/sales', {
    sample: true,
    currency: 'USD',
    with: ['delivery', 'invoices'],
  })
  projects = template.projects
  dashboard = template.dashboard.id
})

afterAll(() => world.close())

const field = (project: ProjectAnswer, name: string): FieldAnswer => project.fields.find((one) => one.name === name)!
const query = (project: ProjectAnswer, body: object = {}) =>
  owner.post<QueryAnswer>(`/api/projects/${project.id}/query`, { limit: 200, ...body })

test('delivery projects show the customer’s email through the opportunity', async () => {
  const [customers, opportunities, delivery] = projects as [ProjectAnswer, ProjectAnswer, ProjectAnswer]
  expect(delivery.lists.map((list) => list.kind)).toEqual(['open', 'open', 'open', 'won', 'void'])
  const { records } = await query(delivery)
  expect(records.length).toBeGreaterThan(5)
  const deals = new Map((await query(opportunities)).records.map((one) => [one.id, one]))
  const clients = new Map((await query(customers)).records.map((one) => [one.id, one]))
  for (const record of records) {
    const [deal] = record.values[field(delivery, 'Opportunity').id] as { id: string }[]
    const [client] = deals.get(deal!.id)!.values[field(opportunities, 'Customer').id] as { id: string }[]
    const email = clients.get(client!.id)!.values[field(customers, 'Email').id]
    expect(record.values[field(delivery, 'Customer email').id]).toEqual([email])
    expect(record.values[field(delivery, 'Amount').id]).toEqual([
      deals.get(deal!.id)!.values[field(opportunities, 'Amount').id],
    ])
  }
  // It is filtered, sorted and grouped by, and fresh at once.
  const one = clients.values().next().value!
  const emailQuery = { filter: { field: 'Customer email', op: 'eq', value: 'Director@New.Example' } }
  expect((await query(delivery, emailQuery)).records).toEqual([])
  const ownDeliveries = records.filter((record) =>
    (record.values[field(delivery, 'Customer name').id] as string[]).includes(one.title),
  )
  await owner.patch(`/api/records/${one.id}`, { values: { Email: 'director@new.example' } })
  expect((await query(delivery, emailQuery)).records.map((record) => record.id)).toEqual(
    ownDeliveries.map((record) => record.id),
  )
  const { groups } = await query(delivery, { group: { by: 'Customer email' }, limit: 0 })
  expect(groups!.reduce((n, group) => n + group.count, 0)).toBe(records.length)
})

test('invoices are numbered, add up on their opportunity, and are the revenue', async () => {
  const [, opportunities, , invoices] = projects as [ProjectAnswer, ProjectAnswer, ProjectAnswer, ProjectAnswer]
  const { records, totals } = await query(invoices, { totals: [{ op: 'sum', field: 'Amount' }] })
  const numbers = records.map((one) => String(one.values[field(invoices, 'Invoice no.').id]))
  expect([...numbers].sort()).toEqual(records.map((_, i) => `INV-${String(i + 1).padStart(4, '0')}`))
  const all = await query(opportunities, { totals: [{ op: 'sum', field: 'Invoiced' }], limit: 1 })
  expect(all.totals![0]!.value).toBe(totals![0]!.value)
  const paid = records.filter((one) => one.values[field(invoices, 'Paid on').id] !== null)
  expect(paid.length).toBeGreaterThan(1)
  for (const one of paid) expect(Number(one.values[field(invoices, 'Time to pay').id])).toBeGreaterThanOrEqual(0)
  const { charts } = (await owner.get<{ dashboard: DashboardAnswer }>(`/api/dashboards/${dashboard}`)).dashboard
  const revenue = charts.find((chart) => chart.name === 'Revenue received per month')!
  const data = await owner.get<{ charts: Record<string, ChartData> }>(`/api/dashboards/${dashboard}/data`)
  const sum = paid.reduce(
    (n, one) => n + Number((one.values[field(invoices, 'Amount').id] as { amount: string }).amount),
    0,
  )
  expect(Number(data.charts[revenue.id]!.totals[0]!.value)).toBe(sum)
})

test('a lost deal is asked why, whatever that field is called, by those who may see it', async () => {
  const { id, fields } = projects[1]!
  const reason = fields.find(({ name }) => name === 'Loss reason')!
  const asks = async (client: Client) =>
    (await client.get<{ project: ProjectAnswer }>(`/api/projects/${id}`)).project.lists.flatMap(({ kind, asks }) =>
      asks.map((ask) => ({ kind, ...ask })),
    )
  const expectedAsks = [{ kind: 'lost', field: reason.id, required: false }]
  expect(await asks(owner)).toEqual(expectedAsks)
  await owner.patch(`/api/fields/${reason.id}`, { name: 'What went wrong' })
  expect(await asks(owner)).toEqual(expectedAsks)
  const rights = { [id]: { access: 'edit', fields: { [reason.id]: 'hidden' } } }
  const role = await owner.post<{ role: { id: string } }>('/api/roles', { name: 'Partner', projects: rights })
  expect(await asks(await world.person('Dara Sok', role.role.id))).toEqual([])
  await owner.delete(`/api/fields/${reason.id}`)
  expect(await asks(owner)).toEqual([])
  await owner.put(`/api/fields/${reason.id}/restore`)
  expect(await asks(owner)).toEqual(expectedAsks)
})

test('what is counted is right, and all of it can be taken out again', async () => {
  const { stored, computed } = await compareCube(world)
  expect(stored).toEqual(computed)
  await owner.delete('/api/templates/sales/sample')
  for (const project of projects) expect((await query(project)).records).toEqual([])
})

test('sample deals speak of the services that were typed, each with its tag in a colour of its own', async () => {
  const services = ['Solar pumps', 'Water filters', 'ថែទាំ', 'Leases', 'Repairs']
  const template = await owner.post<{ projects: ProjectAnswer[] }>('/api/templates/sales', {
    sample: true,
    services: [...services, 'solar Pumps'],
  })
  const deals = template.projects.at(-1)!
  expect(deals.tags.map(({ name }) => name)).toEqual(services)
  expect(new Set(deals.tags.map(({ color }) => color)).size).toBe(5)
  const { records } = await query(deals)
  expect(records).toHaveLength(60)
  for (const { title, tags } of records)
    expect(tags.map(({ name }) => name)).toContain(title.slice(title.indexOf(' ') + 1))
  const { tag } = await owner.post<{ tag: { color: string } }>(`/api/projects/${deals.id}/tags`, { name: 'New here' })
  expect(deals.tags.map(({ color }) => color)).not.toContain(tag.color)
  expect((await owner.refused('POST', '/api/templates/sales', { services: ['x'.repeat(61)] })).status).toBe(422)
})

test('the template’s names are switched to the other language in one change; what the team named itself stays', async () => {
  const [customers, opportunities] = projects as [ProjectAnswer, ProjectAnswer]
  const put = (language: string) =>
    owner.put<{ change: string; renamed: number }>('/api/templates/sales/language', { language })
  const read = async () => {
    const all = (await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')).projects
    const one = (id: string) => all.find((project) => project.id === id)!
    return { all, customers: one(customers.id), deals: one(opportunities.id) }
  }
  const stage = opportunities.lists[1]!
  await owner.patch(`/api/lists/${stage.id}`, { name: 'Being looked at' })
  await owner.patch(`/api/fields/${field(opportunities, 'Cost').id}`, { name: 'Our cost' })
  // Of the same name but another type, and one that has the Khmer name already.
  await owner.post(`/api/projects/${customers.id}/fields`, { name: 'អ៊ីមែល', type: 'text' })
  const hiring = await owner.post<{ project: ProjectAnswer }>('/api/projects', { name: 'Hiring' })
  await owner.post(`/api/projects/${hiring.project.id}/fields`, { name: 'Email', type: 'email' })
  await owner.post(`/api/projects/${opportunities.id}/records`, {
    title: 'Rice mill',
    values: { Amount: 500, 'Our cost': 200 },
  })
  const before = await read()
  const { change, renamed } = await put('km')
  expect(renamed).toBeGreaterThan(60)
  const after = await read()
  const names = (things: readonly { name: string }[]) => things.map(({ name }) => name)
  expect([after.deals.name, after.deals.recordName, after.customers.titleName]).toEqual([
    'ឱកាសលក់',
    'ឱកាសលក់',
    'ឈ្មោះក្រុមហ៊ុន',
  ])
  expect(names(after.deals.lists)).toContain('Being looked at')
  expect(names(after.deals.lists)).toContain('កំពុងចរចា')
  expect(names(after.deals.fields)).toEqual(expect.arrayContaining(['ទឹកប្រាក់', 'Our cost']))
  expect(names(after.deals.tags)).toEqual(['ប្រឹក្សា', 'អនុវត្ត', 'ជំនួយបច្ចេកទេស', 'បណ្ដុះបណ្ដាល'])
  expect(names(after.customers.fields)).toEqual(expect.arrayContaining(['Email', 'អ៊ីមែល', 'លេខទូរស័ព្ទ']))
  const source = after.customers.fields.find(({ name }) => name === 'ប្រភព')!
  expect(names(source.config.options as { name: string }[])).toContain('ការណែនាំ')
  expect(names(after.all.find(({ id }) => id === hiring.project.id)!.fields)).toEqual(['Email'])
  const { dashboard: sales } = await owner.get<{ dashboard: DashboardAnswer }>(`/api/dashboards/${dashboard}`)
  expect([sales.name, ...names(sales.charts)]).toEqual(expect.arrayContaining(['ការលក់', 'ការលក់ប្រចាំខែ']))
  // Formulas, lookups and charts go on, since they name nothing.
  const profit = { field: 'ប្រាក់ចំណេញ', op: 'eq', value: 300 }
  expect((await query(after.deals, { filter: profit })).records.map(({ title }) => title)).toEqual(['Rice mill'])
  expect((await put('km')).renamed).toBe(0)
  await owner.post(`/api/changes/${change}/undo`)
  expect((await read()).all).toEqual(before.all)
  const member = await world.person('Dara Vann', 'member')
  expect((await member.refused('PUT', '/api/templates/sales/language', { language: 'km' })).status).toBe(403)
})

describe('a project without records starts from a template', () => {
  const start = (id: string, template: string, headers?: Record<string, string>) =>
    owner.post<{ project: ProjectAnswer; change: string }>(`/api/projects/${id}/template`, { template }, headers)
  const create = async (name: string, more: object = {}) =>
    (await owner.post<{ project: ProjectAnswer }>('/api/projects', { name, ...more })).project
  const read = async (id: string) => (await owner.get<{ project: ProjectAnswer }>(`/api/projects/${id}`)).project
  const names = (things: readonly { name: string }[]) => things.map(({ name }) => name)

  test('a pipeline: its lists, fields and tags, linked to the customers that are there, in one change', async () => {
    const [customers, opportunities] = projects as [ProjectAnswer, ProjectAnswer]
    const newProject = await create('Partner deals')
    await owner.post(`/api/projects/${newProject.id}/fields`, { name: 'cost', type: 'text' })
    await owner.post(`/api/projects/${newProject.id}/tags`, { name: 'Advisory', color: 'pink' })
    await owner.post(`/api/projects/${newProject.id}/lists`, { name: 'negotiation', probability: 66 })
    const before = await read(newProject.id)
    const { project, change } = await start(newProject.id, 'pipeline')
    expect(names(project.lists)).toEqual(
      names(opportunities.lists).map((name) => (name === 'Negotiation' ? 'negotiation' : name)),
    )
    expect(project.lists.find(({ name }) => name === 'negotiation')!.probability).toBe(66)
    expect([project.name, project.recordName, project.titleName]).toEqual([
      'Partner deals',
      'Opportunity',
      'Opportunity name',
    ])
    // The cost is a text here, so there is no profit to work out.
    expect(names(project.fields)).toContain('Amount')
    expect(names(project.fields).filter((name) => ['cost', 'Cost', 'Profit'].includes(name))).toEqual(['cost'])
    expect(names(project.tags)[0]).toBe('Advisory')
    expect(field(project, 'Customer').config).toMatchObject({ project: customers.id })
    const client = (
      await owner.post<{ record: { id: string } }>(`/api/projects/${customers.id}/records`, {
        title: 'Kampot Salt Fields',
        values: { [customers.fields[0]!.id]: 'office@kampotsalt.example' },
      })
    ).record
    const { record } = await owner.post<{ record: { id: string } }>(`/api/projects/${project.id}/records`, {
      title: 'Salt silos',
      values: { Customer: [client.id], Amount: 1200 },
    })
    const { records } = await query(project, {
      filter: { field: 'Customer email', op: 'eq', value: 'office@kampotsalt.example' },
    })
    expect(records.map(({ title }) => title)).toEqual(['Salt silos'])
    const refused = await owner.refused('POST', `/api/projects/${newProject.id}/template`, { template: 'invoices' })
    expect([refused.status, refused.errors[0]!.code]).toEqual([409, 'projectHasRecords'])
    // What lies in the bin is not in the way, neither of another template nor of taking this one back.
    await owner.delete(`/api/records/${record.id}`)
    await owner.post(`/api/changes/${change}/undo`)
    expect(await read(newProject.id)).toEqual(before)
    const invoices = await start(newProject.id, 'invoices')
    await owner.put(`/api/records/${record.id}/restore`)
    const back = (await query(invoices.project)).records[0]!
    expect(back.values[field(invoices.project, 'Invoice no.').id]).toBe('INV-0001')
  })

  test('what refers to projects that nobody has, or that one may not see, is left out', async () => {
    const fresh = await startWorld({}, { site: false })
    try {
      const alone = await fresh.owner()
      await alone.patch('/api/workspace', { locale: 'km', currency: 'KHR' })
      const { project } = await alone.post<{ project: ProjectAnswer }>('/api/projects', {
        name: 'ការលក់',
        recordName: 'កិច្ចសន្យា',
      })
      const sent = [
        'POST',
        `/api/projects/${project.id}/template`,
        { template: 'pipeline' },
        { 'idempotency-key': 'start-1' },
      ] as const
      const [first, again] = [await alone.send(...sent), await alone.send(...sent)]
      const answer = (await first.json()) as { project: ProjectAnswer; change: string }
      expect(await again.json()).toEqual(answer)
      const types = answer.project.fields.map(({ type }) => type)
      expect(types).not.toContain('reference')
      expect(types).not.toContain('lookup')
      expect(types).toContain('formula')
      expect(answer.project.recordName).toBe('កិច្ចសន្យា')
      expect(answer.project.lists.map(({ name }) => name)).toContain('កំពុងចរចា')
      expect(answer.project.fields.find(({ type }) => type === 'currency')!.config).toMatchObject({ currency: 'KHR' })
      // Now the customers find the pipeline, but it doesn't lead to them.
      const clients = await alone.post<{ project: ProjectAnswer }>('/api/projects', { name: 'Clients' })
      const templateAnswer = await alone.post<{ project: ProjectAnswer }>(
        `/api/projects/${clients.project.id}/template`,
        {
          template: 'customers',
        },
      )
      expect(templateAnswer.project.fields.map(({ type }) => type)).toEqual([
        'email',
        'phone',
        'url',
        'location',
        'select',
        'select',
      ])
    } finally {
      await fresh.close()
    }
    const role = await owner.post<{ role: { id: string } }>('/api/roles', { name: 'Hiring lead', projects: {} })
    const newProject = await create('Hired out')
    await owner.patch(`/api/roles/${role.role.id}`, { projects: { [newProject.id]: { access: 'manage' } } })
    const lead = await world.person('Bopha Keo', role.role.id)
    const { project } = await lead.post<{ project: ProjectAnswer }>(`/api/projects/${newProject.id}/template`, {
      template: 'delivery',
    })
    expect(names(project.fields)).toEqual(['Start date', 'Finish date', 'Takes'])
    const member = await world.person('Vibol Chea', 'member')
    expect(
      (await member.refused('POST', `/api/projects/${newProject.id}/template`, { template: 'delivery' })).status,
    ).toBe(403)
    expect((await owner.refused('POST', `/api/projects/${newProject.id}/template`, { template: 'sales' })).status).toBe(
      422,
    )
  })
})
