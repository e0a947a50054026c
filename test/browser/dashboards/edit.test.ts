import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ChartAnswer, DashboardAnswer, ProjectAnswer } from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import type { World } from '../../world.ts'
import { accessibilityViolations, clientOf, closePages, openPage, startCrm, visit, watchErrors } from '../browser.ts'

let world: World
let page: Page
let owner: Client
let errors: string[]
let deals: ProjectAnswer
let dashboard: DashboardAnswer

beforeAll(async () => {
  page = await openPage({ colorScheme: 'light' })
  errors = watchErrors(page)
  world = await startCrm(page, { sample: true })
  owner = await clientOf(page, world.url)
  const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
  deals = projects.find(({ name }) => name === 'Opportunities')!
})
afterAll(async () => {
  expect(errors).toEqual([])
  await closePages()
  await world.close()
})

/** A dashboard of one's own with these charts, opened. */
async function open(charts: object[], query = ''): Promise<void> {
  const answer = await owner.post<{ dashboard: DashboardAnswer }>('/api/dashboards', { name: 'My board' })
  for (const chart of charts)
    await owner.post(`/api/dashboards/${answer.dashboard.id}/charts`, {
      projects: [deals.id],
      measure: { op: 'sum', field: 'Amount' },
      ...chart,
    })
  await read(answer.dashboard.id)
  await visit(page, `${world.url}/d/${dashboard.id}${query}`)
}
async function read(id = dashboard.id): Promise<DashboardAnswer> {
  ;({ dashboard } = await owner.get<{ dashboard: DashboardAnswer }>(`/api/dashboards/${id}`))
  return dashboard
}
const chartNamed = (name: string): ChartAnswer | undefined => dashboard.charts.find((chart) => chart.name === name)
const card = (name: string): Locator =>
  page.locator('section', { has: page.getByRole('heading', { name, exact: true }) })
const dialog = () => page.getByRole('dialog')

describe('building', () => {
  test('a chart of one’s own: what it shows is seen before it is saved, and it names itself', async () => {
    await visit(page, `${world.url}/d/1`)
    await page.getByRole('button', { name: 'New dashboard' }).click()
    await dialog().getByLabel('Name').fill('Board meeting')
    await dialog().getByRole('button', { name: 'Add' }).click()
    await page.getByRole('heading', { name: 'Board meeting' }).waitFor()
    await page.getByRole('button', { name: 'Add chart' }).click()
    await dialog().getByRole('radio', { name: 'Donut' }).check({ force: true })
    await dialog().getByLabel('Shows', { exact: true }).last().selectOption('sum')
    await dialog().getByRole('button', { name: 'Amount', exact: true }).click()
    await dialog()
      .getByRole('button', { name: /^Split by/ })
      .click()
    await page.getByRole('option', { name: 'List', exact: true }).click()
    const preview = dialog().locator('section', { has: page.getByRole('heading', { name: 'Sum of Amount by List' }) })
    await preview.getByRole('link', { name: /^Negotiation/ }).waitFor()
    expect(await accessibilityViolations(dialog())).toEqual([])
    await dialog().getByRole('button', { name: 'Add chart' }).click()
    await dialog().waitFor({ state: 'detached' })
    await card('Sum of Amount by List')
      .getByRole('link', { name: /^Negotiation/ })
      .waitFor()
    expect(page.url()).not.toContain('chart=')
    await read(/\/d\/(\d+)/.exec(page.url())![1])
    expect(chartNamed('Sum of Amount by List')).toMatchObject({
      kind: 'pie',
      measure: { op: 'sum', field: deals.fields.find(({ name }) => name === 'Amount')!.id },
      split: { by: 'list' },
    })
  })

  test('a chart is changed, what it has no more is taken away, and Undo brings it back', async () => {
    // biome-ignore lint/suspicious/noThenProperty: the contract's name
    await open([{ name: 'Per stage', kind: 'bar', split: { by: 'list' }, then: { by: 'tags' } }])
    const id = dashboard.charts[0]!.id
    await visit(page, `${page.url()}?chart=${id}`)
    await dialog().getByRole('button', { name: 'Take out Tags' }).click()
    await dialog().getByLabel('Title').fill('By stage')
    await dialog().getByRole('button', { name: 'Save' }).click()
    await card('By stage').waitFor()
    expect((await read()).charts[0]).not.toHaveProperty('then')
    await page.getByRole('button', { name: 'Undo' }).click()
    await card('Per stage').waitFor()
    // biome-ignore lint/suspicious/noThenProperty: the contract's name
    expect((await read()).charts[0]).toMatchObject({ name: 'Per stage', then: { by: 'tags' } })
  })

  test('what isn’t saved survives closing and a reload, until it is discarded', async () => {
    await open([{ name: 'Won', kind: 'stat' }])
    const address = `${page.url()}?chart=${dashboard.charts[0]!.id}`
    await page.goto(address)
    await dialog().getByLabel('Title').fill('Half done')
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await page.goto(address)
    await dialog().getByText('What you had changed is here still. It isn’t saved yet.').waitFor()
    expect(await dialog().getByLabel('Title').inputValue()).toBe('Half done')
    await dialog().getByRole('button', { name: 'Start over' }).click()
    expect(await dialog().getByLabel('Title').inputValue()).toBe('Won')
    await dialog().getByRole('button', { name: 'Discard' }).click()
    await dialog().waitFor({ state: 'detached' })
  })

  test('what is refused is said beside what it names', async () => {
    await open([{ name: 'Won', kind: 'stat' }], '')
    await visit(page, `${page.url()}?chart=new`)
    await page.route('**/api/charts/preview', async (route) => {
      const sent = route.request().postDataJSON()
      await route.continue({ postData: { ...sent, split: { by: 'Nothing of that name' } } })
    })
    await dialog().getByRole('radio', { name: 'Line' }).check({ force: true })
    const split = dialog().getByRole('group', { name: 'Split by' })
    await split.getByRole('alert').waitFor()
    await page.unroute('**/api/charts/preview')
    await dialog().getByRole('button', { name: 'Discard' }).click()
    await dialog().waitFor({ state: 'detached' })
  })
})

describe('a chart', () => {
  beforeEach(() => open([{ name: 'Open deals', kind: 'bar', split: { by: 'list' } }]))
  const choose = async (item: string) => {
    await card('Open deals').hover()
    await card('Open deals').getByRole('button', { name: 'More about “Open deals”' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }

  test('is duplicated, moved to another dashboard, and deleted with Undo', async () => {
    await choose('Duplicate')
    await expect.poll(() => card('Open deals').count()).toBe(2)
    await card('Open deals').last().hover()
    await card('Open deals')
      .last()
      .getByRole('button', { name: /^More about/ })
      .click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await expect.poll(() => card('Open deals').count()).toBe(1)
    // Until it is stored, Undo is still for the one before.
    await page.getByText('“Open deals” was deleted').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => card('Open deals').count()).toBe(2)
    await card('Open deals').first().hover()
    await card('Open deals')
      .first()
      .getByRole('button', { name: /^More about/ })
      .click()
    await page.getByRole('menuitem', { name: 'To another dashboard…' }).click()
    await dialog().getByLabel('Dashboard').selectOption({ label: 'Sales' })
    await dialog().getByRole('button', { name: 'Move it there' }).click()
    await expect.poll(() => card('Open deals').count()).toBe(1)
    const sales = await owner.get<{ dashboard: DashboardAnswer }>('/api/dashboards/1')
    expect(sales.dashboard.charts.map(({ name }) => name)).toContain('Open deals')
  })

  test('opens exactly its records', async () => {
    await card('Open deals')
      .getByRole('link', { name: /^Negotiation/ })
      .click()
    await page.waitForURL(`**/p/${deals.id}/table?filter=*`)
    const filter = JSON.parse(new URL(page.url()).searchParams.get('filter')!)
    const list = deals.lists.find(({ name }) => name === 'Negotiation')!
    expect(JSON.stringify(filter)).toContain(`{"field":"list","op":"eq","value":"${list.id}"}`)
  })

  test('is saved as CSV and as a picture', async () => {
    const saving = page.waitForEvent('download')
    await choose('Download as CSV')
    const csv = await saving
    expect(csv.suggestedFilename()).toBe('Open deals.csv')
    const text = await new Response((await csv.createReadStream()) as never).text()
    expect(text.split('\r\n')[0]).toBe('Part,Value,Currency')
    expect(text).toMatch(/\r\nNegotiation,[\d.]+,USD\r\n/)
    const drawing = page.waitForEvent('download')
    await choose('Download as a picture')
    expect((await drawing).suggestedFilename()).toBe('Open deals.png')
  })
})

describe('arranging', () => {
  beforeEach(async () => {
    await open(
      [
        { name: 'Left', kind: 'stat', place: { x: 0, y: 0, w: 3, h: 2 } },
        { name: 'Right', kind: 'stat', place: { x: 3, y: 0, w: 3, h: 2 } },
      ],
      '?arrange=1',
    )
    await page.getByRole('button', { name: /^Move Left/ }).waitFor()
  })
  const placeOf = async (name: string) => (await read()).charts.find((chart) => chart.name === name)!.place

  test('by keyboard: arrows move, with Shift they resize; what is heard says where, Undo brings it back', async () => {
    await page.getByRole('button', { name: /^Move Left/ }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    await page.getByText('Left: column 2, row 1, 4 wide, 2 high').waitFor()
    await expect.poll(() => placeOf('Left')).toEqual({ x: 1, y: 0, w: 4, h: 2 })
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Move Left/)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => placeOf('Left')).toEqual({ x: 0, y: 0, w: 3, h: 2 })
  })

  test('by pointer: what is dragged pushes what is in its way', async () => {
    const from = (await page.getByRole('button', { name: /^Move Left/ }).boundingBox())!
    const to = (await page.getByRole('button', { name: /^Move Right/ }).boundingBox())!
    await page.mouse.move(from.x + 20, from.y + 20)
    await page.mouse.down()
    await page.mouse.move(to.x + 20, to.y + 20, { steps: 5 })
    await page.mouse.up()
    await expect.poll(() => placeOf('Left')).toEqual({ x: 3, y: 0, w: 3, h: 2 })
    expect(await placeOf('Right')).toEqual({ x: 3, y: 2, w: 3, h: 2 })
    expect(await accessibilityViolations(page)).toEqual([])
  })
})

describe('over several projects', () => {
  test('a filter by name holds where there is such a list; the other chart says that it doesn’t', async () => {
    const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
    const customers = projects.find(({ id }) => id !== deals.id)!
    await open([
      { name: 'Deals', kind: 'bar', split: { by: 'list' } },
      { name: 'Customers', kind: 'stat', projects: [customers.id], measure: { op: 'count' } },
      { name: 'Count', kind: 'stat', measure: { op: 'count' } },
    ])
    const filter = { and: [{ field: 'list', op: 'in', value: ['Negotiation'] }] }
    await visit(page, `${world.url}/d/${dashboard.id}?filter=${encodeURIComponent(JSON.stringify(filter))}`)
    await card('Customers')
      .getByText(/doesn’t apply here/)
      .waitFor()
    expect(await card('Deals').getByRole('listitem').count()).toBe(1)
    await page.getByRole('button', { name: 'Filter all charts' }).click()
    await dialog()
      .getByRole('button', { name: /Negotiation/ })
      .click()
    await page.getByRole('option', { name: 'Closed won', exact: true }).click()
    await card('Deals').getByText('Closed won').waitFor()
    expect(JSON.parse(new URL(page.url()).searchParams.get('filter')!)).toEqual({
      and: [{ field: 'list', op: 'in', value: ['Negotiation', 'Closed won'] }],
    })
  })

  test('what is chosen last of all isn’t applied to the next dashboard', async () => {
    await open([{ name: 'Deals', kind: 'bar', split: { by: 'list' } }])
    const filter = { and: [{ field: 'list', op: 'in', value: ['Negotiation'] }] }
    await visit(page, `${world.url}/d/${dashboard.id}?filter=${encodeURIComponent(JSON.stringify(filter))}`)
    await page.getByRole('button', { name: 'Filter all charts' }).click()
    await dialog()
      .getByRole('button', { name: /Negotiation/ })
      .click()
    await page.getByRole('option', { name: 'Closed won', exact: true }).click()
    await open([{ name: 'Everything', kind: 'bar', split: { by: 'list' } }])
    await card('Everything').getByText('Negotiation', { exact: true }).waitFor()
    // Longer than an editor waits before it applies what was chosen.
    await page.waitForTimeout(400)
    expect(new URL(page.url()).search).toBe('')
    expect(errors).toEqual([])
  })

  test('what is explained opens in each', async () => {
    const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
    const both = projects.map(({ id }) => id)
    await open([{ name: 'All of them', kind: 'stat', projects: both, measure: { op: 'count' } }])
    await card('All of them').getByRole('button', { name: /^\d+$/ }).click()
    for (const { name } of projects)
      await dialog()
        .getByRole('link', { name: `Open in ${name}` })
        .waitFor()
    await dialog().getByRole('link', { name: 'Open in Opportunities' }).click()
    await page.waitForURL(`**/p/${deals.id}/table?filter=*`)
  })

  test('a chart takes a second project: what it measures is named, and kept', async () => {
    const measure = { op: 'count' }
    const filter = { field: 'listKind', op: 'eq', value: 'won' }
    await open([{ name: 'Won', kind: 'bar', measure, filter, split: { by: 'createdAt', every: 'month' } }])
    await visit(page, `${page.url()}?chart=${dashboard.charts[0]!.id}`)
    await dialog().getByRole('combobox', { name: 'Records of' }).selectOption({ label: 'Customers' })
    await dialog().getByLabel('Lists and tags of the same name are one').uncheck()
    await dialog().getByRole('button', { name: 'Save' }).click()
    await dialog().waitFor({ state: 'detached' })
    const chart = (await read()).charts[0]!
    expect(chart.projects).toHaveLength(2)
    expect(chart).toMatchObject({ mergeNames: false, filter })
  })
})

test('who may only view is offered nothing that changes it', async () => {
  await open([{ name: 'Won', kind: 'stat' }])
  await page.route(`**/api/dashboards/${dashboard.id}`, async (route) => {
    const response = await route.fetch()
    const answer = await response.json()
    await route.fulfill({ json: { dashboard: { ...answer.dashboard, access: 'view', shared: undefined } } })
  })
  await page.goto(`${world.url}/d/${dashboard.id}?chart=new`)
  await card('Won').waitFor()
  for (const name of ['New chart', 'Arrange', 'Share'])
    expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0)
  expect(await dialog().count()).toBe(0)
  await card('Won').hover()
  await card('Won')
    .getByRole('button', { name: /^More about/ })
    .click()
  await page.getByRole('menuitem', { name: 'Download as CSV' }).waitFor()
  expect(await page.getByRole('menuitem').allTextContents()).toEqual([
    'How this comes about',
    'Download as CSV',
    'Download as a picture',
  ])
  await page.keyboard.press('Escape')
  await page.unrouteAll()
})

test('a dashboard is shared with everybody, to edit, and no longer', async () => {
  await open([{ name: 'Won', kind: 'stat' }])
  await page.getByText('Only you').waitFor()
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await dialog().getByLabel('Share with…').selectOption({ label: 'Everybody' })
  await dialog().getByLabel('What Everybody may do').selectOption({ label: 'may edit' })
  await expect.poll(async () => (await read()).shared).toEqual([{ role: '*', access: 'edit' }])
  expect(await accessibilityViolations(dialog())).toEqual([])
  await dialog().getByRole('button', { name: 'No longer share with Everybody' }).click()
  await expect.poll(async () => (await read()).shared).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByText('Only you').waitFor()
})

test('a filter in the address holds for all charts, and is kept for everybody', async () => {
  await open([{ name: 'Stages', kind: 'bar', split: { by: 'list' } }])
  await card('Stages').getByText('Closed won').waitFor()
  const filter = { and: [{ field: 'listKind', op: 'in', value: ['open'] }] }
  await visit(page, `${world.url}/d/${dashboard.id}?filter=${encodeURIComponent(JSON.stringify(filter))}`)
  await card('Stages').getByText('Closed won').waitFor({ state: 'detached' })
  await card('Stages').getByText('Negotiation').waitFor()
  expect(await card('Stages').getByText('Closed won').count()).toBe(0)
  await page.getByRole('button', { name: 'Keep for everybody' }).click()
  await page.getByText('Always:').waitFor()
  expect((await read()).filter).toEqual(filter)
  expect(page.url()).not.toContain('filter')
})

test.each([
  ['light', 1440, 900],
  ['dark', 390, 844],
] as const)('anyone can build a chart: %s, %i px wide', async (colorScheme, width, height) => {
  await page.emulateMedia({ colorScheme })
  await page.setViewportSize({ width, height })
  await visit(page, `${world.url}/d/1?chart=new`)
  await dialog().locator('canvas').waitFor()
  expect(await accessibilityViolations(dialog())).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})
