import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChartAnswer, ChartData, DashboardAnswer } from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import { type Sales, startSales } from '../sales-world.ts'

let sales: Sales
let dara: Client
let people: { id: string; name: string }[]
beforeAll(async () => {
  sales = await startSales({ sample: true })
  dara = await sales.world.person('Dara Vann', 'member')
  people = (await sales.owner.get<{ people: typeof people }>('/api/people')).people
})
afterAll(() => sales.world.close())

const answers = async (client: Client, status: number, method: string, path: string, body?: object) =>
  expect((await client.send(method, path, body)).status).toBe(status)
type CreatedDashboard = { dashboard: DashboardAnswer; change: string }
const make = async (client: Client, name: string) =>
  (await client.post<CreatedDashboard>('/api/dashboards', { name })).dashboard
const idOf = (name: string) => people.find((one) => one.name === name)!.id
const addChart = async (client: Client, dashboard: string, more: object = {}) =>
  (
    await client.post<{ chart: ChartAnswer }>(`/api/dashboards/${dashboard}/charts`, {
      name: 'Open deals',
      kind: 'bar',
      projects: [sales.opportunities.id],
      measure: { op: 'sum', field: 'Amount' },
      split: { by: 'list' },
      ...more,
    })
  ).chart
const dataOf = async (client: Client, dashboard: string, query = '') =>
  (await client.get<{ charts: Record<string, ChartData> }>(`/api/dashboards/${dashboard}/data${query}`)).charts

describe('sharing', () => {
  test('a new dashboard is its maker’s alone, and of who may make projects', async () => {
    const dashboard = await make(dara, 'My week')
    expect(dashboard).toMatchObject({ owner: { name: 'Dara Vann' }, access: 'edit', shared: [] })
    const maly = await sales.world.person('Maly Keo', 'member')
    await answers(maly, 404, 'GET', `/api/dashboards/${dashboard.id}`)
    // What they do with it they may take back, and nobody else.
    const chart = await addChart(dara, dashboard.id)
    const { change } = await dara.delete<{ change: string }>(`/api/charts/${chart.id}`)
    await answers(maly, 404, 'POST', `/api/changes/${change}/undo`)
    await dara.post(`/api/changes/${change}/undo`)
    const shown = (await dara.get<CreatedDashboard>(`/api/dashboards/${dashboard.id}`)).dashboard
    expect(shown.charts.map(({ id }) => id)).toEqual([chart.id])
    const gone = await dara.delete<{ change: string }>(`/api/dashboards/${dashboard.id}`)
    await dara.post(`/api/changes/${gone.change}/undo`)
    await answers(maly, 404, 'GET', `/api/dashboards/${dashboard.id}/data`)
    const { dashboards } = await maly.get<{ dashboards: { name: string }[] }>('/api/dashboards')
    expect(dashboards.map(({ name }) => name)).toEqual(['Sales'])
    expect((await sales.owner.get<CreatedDashboard>(`/api/dashboards/${dashboard.id}`)).dashboard.access).toBe('edit')
  })

  test('with a person, a team or a role, to view or to edit', async () => {
    const { id } = await make(sales.owner, 'Leaders')
    const chart = await addChart(sales.owner, id)
    const { team } = await sales.owner.post<{ team: { id: string } }>('/api/teams', {
      name: 'Phnom Penh',
      people: [idOf('Dara Vann')],
    })
    const share = (shared: object[]) => sales.owner.patch<CreatedDashboard>(`/api/dashboards/${id}`, { shared })
    for (const who of [{ person: idOf('Dara Vann') }, { team: team.id }, { role: 'member' }, { role: '*' }]) {
      await share([{ ...who, access: 'view' }])
      const shown = (await dara.get<CreatedDashboard>(`/api/dashboards/${id}`)).dashboard
      expect(shown, JSON.stringify(who)).toMatchObject({ access: 'view' })
      expect(shown.shared).toBeUndefined()
      await answers(dara, 403, 'PATCH', `/api/dashboards/${id}`, { name: 'Mine' })
      await answers(dara, 403, 'PUT', `/api/dashboards/${id}/layout`, { places: {} })
      await answers(dara, 403, 'PATCH', `/api/charts/${chart.id}`, { name: 'Mine' })
      await answers(dara, 403, 'DELETE', `/api/charts/${chart.id}`)
      await share([{ ...who, access: 'edit' }])
      await dara.patch(`/api/charts/${chart.id}`, { name: 'Ours' })
      await share([])
      await answers(dara, 404, 'GET', `/api/dashboards/${id}`)
    }
    const { errors } = await sales.owner.refused('PATCH', `/api/dashboards/${id}`, {
      shared: [{ person: '9999', access: 'view' }],
    })
    expect(errors[0]).toMatchObject({ path: 'shared.0', code: 'unknownShare' })
  })

  test('who sees only their own records is told so, whether or not any were left out', async () => {
    const { id } = await make(sales.owner, 'All of us')
    const chart = await addChart(sales.owner, id)
    await sales.owner.patch(`/api/dashboards/${id}`, { shared: [{ role: '*', access: 'view' }] })
    const { role } = await sales.owner.post<{ role: { id: string } }>('/api/roles', {
      name: 'Junior',
      projects: { '*': { access: 'edit', records: 'own' } },
    })
    const junior = await sales.world.person('Rith Som', role.id)
    const [all, part] = await Promise.all([dataOf(sales.owner, id), dataOf(junior, id)])
    expect(all[chart.id]!.partial).toBeUndefined()
    expect(part[chart.id]).toMatchObject({ partial: true, points: [] })
  })
})

describe('charts', () => {
  test('are changed in part, arranged in one change, copied and moved', async () => {
    const [from, to] = [await make(sales.owner, 'From'), await make(sales.owner, 'To')]
    const chart = await addChart(sales.owner, from.id, {
      time: { by: 'createdAt', relative: { last: 12, unit: 'month' } },
    })
    const second = await addChart(sales.owner, from.id)
    // Each new one stands below the others.
    expect(second.place.y).toBe(chart.place.y + chart.place.h)
    const changed = await sales.owner.patch<{ chart: ChartAnswer }>(`/api/charts/${chart.id}`, {
      kind: 'pie',
      time: null,
    })
    expect(changed.chart).toMatchObject({ name: 'Open deals', kind: 'pie', split: { by: 'list' } })
    expect(changed.chart.time).toBeUndefined()
    const place = { x: 6, y: 0, w: 6, h: 5 }
    const arranged = await sales.owner.put<CreatedDashboard>(`/api/dashboards/${from.id}/layout`, {
      places: { [chart.id]: { ...place, x: 0 }, [second.id]: place },
    })
    expect(arranged.dashboard.charts.map((one) => one.place)).toEqual([{ ...place, x: 0 }, place])
    await sales.owner.post(`/api/changes/${arranged.change}/undo`)
    const after = (await sales.owner.get<CreatedDashboard>(`/api/dashboards/${from.id}`)).dashboard
    expect(after.charts.map((one) => one.place)).toEqual([chart.place, second.place])

    const copy = await sales.owner.post<{ chart: ChartAnswer }>(`/api/charts/${chart.id}/copy`, { dashboard: to.id })
    expect(copy.chart).toMatchObject({ name: 'Open deals', kind: 'pie' })
    await sales.owner.patch(`/api/charts/${second.id}`, { dashboard: to.id })
    const names = async (id: string) =>
      (await sales.owner.get<CreatedDashboard>(`/api/dashboards/${id}`)).dashboard.charts.map((one) => one.id)
    expect(await names(from.id)).toEqual([chart.id])
    expect(await names(to.id)).toEqual([second.id, copy.chart.id])
    expect(
      (await sales.owner.refused('PATCH', `/api/charts/${chart.id}`, { measure: { op: 'sum', field: 'Nothing' } }))
        .errors[0],
    ).toMatchObject({ path: 'measure.field', code: 'unknownField' })
  })

  test('of a dashboard are narrowed by its filter, and say where it can’t', async () => {
    const { id } = await make(sales.owner, 'Filtered')
    const deals = await addChart(sales.owner, id)
    const customers = await addChart(sales.owner, id, {
      projects: [sales.customers.id],
      measure: { op: 'count' },
      split: { by: 'Category' },
    })
    const filter = { field: 'Amount', op: 'gte', value: 5000 }
    const sent = await dataOf(sales.owner, id, `?filter=${encodeURIComponent(JSON.stringify(filter))}`)
    await sales.owner.patch(`/api/dashboards/${id}`, { filter })
    const storedAnswer = await dataOf(sales.owner, id)
    expect(sent).toEqual(storedAnswer)
    const preview = await sales.owner.post<ChartData>('/api/charts/preview', {
      name: 'x',
      kind: 'bar',
      projects: [sales.opportunities.id],
      measure: { op: 'sum', field: 'Amount' },
      filter,
      split: { by: 'list' },
    })
    expect(storedAnswer[deals.id]!.totals).toEqual(preview.totals)
    expect(storedAnswer[deals.id]!.unfiltered).toBeUndefined()
    expect(storedAnswer[customers.id]!.unfiltered).toBe(true)
    expect(Object.keys(await dataOf(sales.owner, id, `?charts=${deals.id}`))).toEqual([deals.id])
    expect((await sales.owner.refused('GET', `/api/dashboards/${id}/data?filter=nonsense`)).errors[0]).toMatchObject({
      path: 'filter',
    })
  })
})

test('a chart whose field or list is gone says what it was called', async () => {
  const { owner, opportunities } = sales
  const { field } = await owner.post<{ field: { id: string } }>(`/api/projects/${opportunities.id}/fields`, {
    name: 'Budget',
    type: 'number',
  })
  const { list } = await owner.post<{ list: { id: string } }>(`/api/projects/${opportunities.id}/lists`, {
    name: 'Paused',
  })
  const { id } = await make(owner, 'Broken')
  const charts = [
    await addChart(owner, id, { measure: { op: 'sum', field: 'Budget' } }),
    await addChart(owner, id, { filter: { field: 'Budget', op: 'gt', value: 3 } }),
    await addChart(owner, id, { filter: { field: 'list', op: 'in', value: ['Paused', 'Negotiation'] } }),
  ]
  await owner.delete(`/api/fields/${field.id}`)
  await owner.delete(`/api/lists/${list.id}`)
  const data = await dataOf(owner, id)
  expect(charts.map((chart) => data[chart.id])).toEqual([
    { error: { code: 'unknownField', what: 'There is no field called “Budget”.', name: 'Budget' } },
    { error: { code: 'unknownField', what: 'There is no field called “Budget”.', name: 'Budget' } },
    { error: { code: 'unknownList', what: 'There is no list called “Paused” in this project.', name: 'Paused' } },
  ])
})

test('a dashboard begins with the charts of a template, for the fields that the project has', async () => {
  const begin = (key: string, project: string) =>
    sales.owner.post<CreatedDashboard>('/api/dashboards', { name: 'x', template: { key, project } })
  for (const [key, names] of [
    ['leader', ['Sold this month', 'Deals won this month', 'Sales of this quarter by person']],
    ['week', ['My open pipeline', 'What I sold this month', 'Expected to close this week']],
    ['sources', ['New deals per month by source', 'Sales by source', 'What became of each source']],
  ] as const) {
    const { dashboard } = await begin(key, sales.opportunities.id)
    expect(dashboard.charts.map(({ name }) => name)).toEqual(expect.arrayContaining([...names]))
    const data = await dataOf(sales.owner, dashboard.id)
    expect(Object.values(data).filter((one) => 'error' in one)).toEqual([])
    expect(Object.values(data).some(({ points }) => points.length > 0)).toBe(true)
  }
  const { project } = await sales.owner.post<{ project: { id: string } }>('/api/projects', {
    name: 'Tasks',
    recordName: 'Task',
  })
  expect(
    (
      await sales.owner.refused('POST', '/api/dashboards', {
        name: 'x',
        template: { key: 'sources', project: project.id },
      })
    ).errors[0],
  ).toMatchObject({ path: 'template.key', code: 'nothingToShow' })
})

test('a chart is exported by who may export, and the audit log tells of it', async () => {
  const { id } = await make(sales.owner, 'To be exported')
  const chart = await addChart(sales.owner, id, {
    // biome-ignore lint/suspicious/noThenProperty: the contract's name for a second split
    then: { by: 'Deal source' },
  })
  await sales.owner.patch(`/api/dashboards/${id}`, { shared: [{ role: '*', access: 'view' }] })
  const { role } = await sales.owner.post<{ role: { id: string } }>('/api/roles', {
    name: 'Reader',
    workspace: { export: false },
    projects: { '*': { access: 'view' } },
  })
  const reader = await sales.world.person('Chan Vy', role.id)
  await answers(reader, 403, 'POST', `/api/charts/${chart.id}/csv`, {})
  const { csv } = await sales.owner.post<{ csv: string }>(`/api/charts/${chart.id}/csv`, {
    filter: { field: 'listKind', op: 'eq', value: 'open' },
  })
  const lines = csv.replace('\uFEFF', '').trim().split('\r\n')
  expect(lines[0]).toMatch(/^Part,.*Event.*,Value,Currency$/)
  expect(lines.find((line) => line.startsWith('Qualification,'))).toMatch(/,USD$/)
  expect(lines.at(-1)).toMatch(/^All,.*USD$/)
  expect(csv).not.toContain('Closed won')
  const { entries } = await sales.owner.get<{ entries: { detail: object }[] }>('/api/audit?kind=exported')
  expect(entries[0]!.detail).toMatchObject({ chart: 'Open deals' })
})

describe('what a chart tells', () => {
  const preview = (chart: object) =>
    sales.owner.post<ChartData>('/api/charts/preview', { name: 'x', projects: [sales.opportunities.id], ...chart })

  test('a stat with a time has its periods and those before', async () => {
    for (const day of ['2031-04-20', '2031-05-10', '2031-05-10', '2031-05-31'])
      await sales.owner.post(`/api/projects/${sales.opportunities.id}/records`, {
        title: 'Kampot Pepper, next year’s harvest',
        values: { 'Expected close date': day },
      })
    const stat = await preview({
      kind: 'stat',
      measure: { op: 'count' },
      time: { by: 'Expected close date', from: '2031-05-01', to: '2031-05-31' },
      compare: 'previous',
    })
    expect(stat).toMatchObject({ totals: [{ value: '3' }], previous: [{ value: '1' }] })
    const filledPoints = stat.points.filter(({ value, previous }) => value !== '0' || Number(previous) > 0)
    expect(filledPoints.map(({ key, value, previous }) => [key, value, previous])).toEqual([
      ['2031-05-10', '2', '0'],
      ['2031-05-21', '0', '1'],
      ['2031-05-31', '1', '0'],
    ])
  })

  test('goals per person and period', async () => {
    const goal = { per: 'month', people: { [idOf('Dara Vann')]: '10000', [idOf('Sokha Chan')]: '2500.50' } }
    const year = new Date().getFullYear()
    const chart = (time: object) =>
      preview({
        kind: 'leaderboard',
        measure: { op: 'sum', field: 'Amount' },
        time: { by: 'createdAt', ...time },
        split: { by: 'assignees' },
        goal,
      })
    const quarter = await chart({ from: `${year}-01-01`, to: `${year}-03-31` })
    expect(quarter.goal).toBe('37501.50')
    // Half of June.
    expect((await chart({ from: `${year}-06-01`, to: `${year}-06-15` })).goal).toBe('6250.25')
    const twoYears = await chart({ from: `${year - 1}-01-01`, to: `${year}-12-31` })
    expect(twoYears.points.find(({ label }) => label === 'Sokha Chan')?.goal).toBe('60012')
  })

  test('same-named lists of two projects are one, or each its own', async () => {
    const { project } = await sales.owner.post<{ project: { id: string; lists: { id: string }[] } }>('/api/projects', {
      name: 'Partners',
      recordName: 'Deal',
    })
    await sales.owner.post(`/api/projects/${project.id}/lists`, { name: ' proposal SENT' })
    await sales.owner.post(`/api/projects/${project.id}/records`, { title: 'Tonle Foods', list: ' proposal SENT' })
    const both = (more: object) =>
      preview({
        kind: 'bar',
        projects: [sales.opportunities.id, project.id],
        measure: { op: 'count' },
        split: { by: 'list' },
        ...more,
      })
    const named = ({ points }: ChartData) => points.filter(({ label }) => /proposal sent/i.test(label))
    const merged = named(await both({}))
    const apart = named(await both({ mergeNames: false }))
    expect(merged).toHaveLength(1)
    expect(merged[0]!.open.map(({ project }) => project)).toEqual([sales.opportunities.id, project.id])
    expect(apart.map(({ label }) => label).sort()).toEqual([
      'Proposal sent · Opportunities',
      'proposal SENT · Partners',
    ])
    expect(apart.reduce((sum, { value }) => sum + Number(value), 0)).toBe(Number(merged[0]!.value))
  })

  test('what it names has to be there', async () => {
    const bad = async (chart: object) =>
      (
        await sales.owner.refused('POST', '/api/charts/preview', {
          name: 'x',
          kind: 'bar',
          projects: [sales.opportunities.id],
          measure: { op: 'count' },
          ...chart,
        })
      ).errors[0]
    expect(await bad({ time: { by: 'Deal source' } })).toMatchObject({ path: 'time.by', code: 'notMoment' })
    expect(await bad({ split: { by: 'Nothing' } })).toMatchObject({ path: 'split.by', code: 'unknownField' })
    // biome-ignore lint/suspicious/noThenProperty: the contract's name
    expect(await bad({ split: { by: 'list' }, then: { by: 'Nothing' } })).toMatchObject({ path: 'then.by' })
    expect(await bad({ measure: { op: 'sum', field: 'Amount', weight: { field: 'Deal source' } } })).toMatchObject({
      path: 'measure.weight.field',
      code: 'badMeasure',
    })
    expect(await bad({ kind: 'radar' })).toMatchObject({ path: 'kind' })
    expect(await bad({ colour: 'red' })).toMatchObject({ code: 'unknownKey' })
  })
})
