import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DashboardAnswer, ProjectAnswer } from '../../../src/core/api/answers.ts'
import type { World } from '../../world.ts'
import { closePages, openPage, watchErrors } from '../browser.ts'
import { openTwoPeople, SOON, type TwoPeople } from '../live/two-people.ts'

/** What somebody else changes is seen in every open dashboard within a second; only what it concerns is asked for. */
let world: World
let page: Page
let errors: string[]
let people: TwoPeople
let dashboard: DashboardAnswer

beforeAll(async () => {
  page = await openPage()
  errors = watchErrors(page)
  people = await openTwoPeople(page)
  world = people.world
  const { owner, project, create } = people
  const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
  const customers = projects.find(({ id }) => id !== project.id)!
  const answer = await owner.post<{ dashboard: DashboardAnswer }>('/api/dashboards', { name: 'Now' })
  const charts = `/api/dashboards/${answer.dashboard.id}/charts`
  const amount = { op: 'sum', field: 'Amount' }
  await owner.post(charts, { name: 'Pipeline', kind: 'stat', projects: [project.id], measure: amount })
  const split = { by: 'list' }
  await owner.post(charts, { name: 'Stages', kind: 'bar', projects: [project.id], measure: amount, split })
  await owner.post(charts, { name: 'Customers', kind: 'stat', projects: [customers.id], measure: { op: 'count' } })
  ;({ dashboard } = await owner.get<{ dashboard: DashboardAnswer }>(`/api/dashboards/${answer.dashboard.id}`))
  await create('Water filters', { values: { Amount: 1000 } })
})
afterAll(async () => {
  expect(errors).toEqual([])
  await closePages()
  await world.close()
})

const card = (name: string) => page.locator('section', { has: page.getByRole('heading', { name, exact: true }) })

test('a deal made by somebody else counts at once, where the focus is it stays, and other charts aren’t asked again', async () => {
  await people.openListening(`/d/${dashboard.id}`)
  await card('Pipeline').getByText('$1,000').waitFor()
  const requests: string[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.pathname.endsWith('/data')) requests.push(url.searchParams.get('charts') ?? 'all')
  })
  const bar = card('Stages').getByRole('link').first()
  await bar.focus()
  await people.quietly(() => people.create('Solar pumps', { values: { Amount: 500 } }))
  await expect.poll(() => card('Pipeline').textContent(), SOON).toContain('$1,500')
  expect(await bar.evaluate((link) => link === document.activeElement)).toBe(true)
  expect(await bar.textContent()).toContain('$1,500')
  const concerned = dashboard.charts.filter(({ name }) => name !== 'Customers').map(({ id }) => id)
  expect(requests).toEqual([concerned.join(',')])
})

test('a chart that somebody else adds, names and takes away is seen where the dashboard is open', async () => {
  await people.openListening(`/d/${dashboard.id}`)
  await card('Pipeline').waitFor()
  const { owner, project } = people
  const { chart } = await owner.post<{ chart: { id: string } }>(`/api/dashboards/${dashboard.id}/charts`, {
    name: 'Deals',
    kind: 'stat',
    projects: [project.id],
    measure: { op: 'count' },
  })
  await card('Deals').getByText('2', { exact: true }).waitFor()
  await owner.patch(`/api/charts/${chart.id}`, { name: 'All deals' })
  await card('All deals').waitFor()
  await owner.delete(`/api/charts/${chart.id}`)
  await card('All deals').waitFor({ state: 'detached' })
})
