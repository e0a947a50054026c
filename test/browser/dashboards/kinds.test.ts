import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DashboardAnswer, ProjectAnswer } from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import type { World } from '../../world.ts'
import { accessibilityViolations, clientOf, closePages, openPage, startCrm, visit, watchErrors } from '../browser.ts'

/** Every kind of chart, with everything that it can show. */
let world: World
let page: Page
let owner: Client
let errors: string[]

beforeAll(async () => {
  page = await openPage({ colorScheme: 'light' })
  errors = watchErrors(page)
  world = await startCrm(page, { sample: true })
  owner = await clientOf(page, world.url)
  const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
  const deals = projects.find(({ name }) => name === 'Opportunities')!
  const { person } = await owner.get<{ person: { id: string } }>('/api/me')
  const { dashboard } = await owner.post<{ dashboard: DashboardAnswer }>('/api/dashboards', { name: 'Every kind' })
  const won = { field: 'listKind', op: 'eq', value: 'won' }
  const split = { by: 'createdAt', every: 'month' }
  const second = Object.fromEntries([['then', { by: 'list' }]])
  const time = { by: 'closedAt', relative: { this: 'year' } }
  const goal = { per: 'month', people: { [person.id]: '20000' } }
  const charts = [
    { name: 'Number', kind: 'stat', filter: won, time, compare: 'previous' },
    { name: 'Goal', kind: 'goal', filter: won, goal: '500000' },
    { name: 'Bars', kind: 'bar', split, ...second },
    { name: 'Lying bars', kind: 'bar', split: { by: 'list' } },
    { name: 'Line', kind: 'line', split },
    { name: 'Areas', kind: 'area', split, ...second, style: { stacked: true } },
    { name: 'Donut', kind: 'pie', split: { by: 'tags' } },
    { name: 'Funnel', kind: 'funnel', measure: { op: 'count' }, split: { by: 'list' } },
    { name: 'Stages', kind: 'funnel', measure: { op: 'conversion' } },
    { name: 'Table', kind: 'table', split: { by: 'tags' }, ...second },
    { name: 'Leaders', kind: 'leaderboard', filter: won, time, split: { by: 'assignees' }, goal },
  ]
  for (const chart of charts)
    await owner.post(`/api/dashboards/${dashboard.id}/charts`, {
      projects: [deals.id],
      measure: { op: 'sum', field: 'Amount' },
      ...chart,
    })
  await visit(page, `${world.url}/d/${dashboard.id}`)
  await page.locator('canvas').nth(2).waitFor()
})
afterAll(async () => {
  expect(errors).toEqual([])
  await closePages()
  await world.close()
})

const card = (name: string) => page.locator('section', { has: page.getByRole('heading', { name, exact: true }) })

test('a goal says how much of it is reached', async () => {
  const bar = card('Goal').getByRole('progressbar', { name: 'Goal' })
  const reached = Number(await bar.getAttribute('aria-valuenow'))
  expect(reached).toBeGreaterThan(0)
  await card('Goal').getByText(`${reached}%`).waitFor()
  await card('Goal').getByText('of $500,000').waitFor()
})

test('a funnel tells each stage’s share of the first', async () => {
  const first = card('Funnel').getByRole('listitem').first()
  expect(await first.textContent()).toMatch(/100%$/)
})

test('a funnel of conversions tells how many came to each stage, and how many of them went on', async () => {
  const texts = await card('Stages').getByRole('listitem').allTextContents()
  const came = texts.map((text) => Number(/(\d+)↓ \d+%$/.exec(text)?.[1]))
  expect(came.length).toBeGreaterThan(3)
  // Nobody comes to a later stage who hasn't passed the earlier ones.
  expect(came).toEqual(came.toSorted((a, b) => b - a))
})

test('a leader board ranks people, with how far each is from the goal', async () => {
  const first = card('Leaders').getByRole('listitem').first()
  expect(await first.textContent()).toMatch(/^1.*Sokha Chan.*% of goal$/)
})

test('a table has a column for each part of its second split, in their lists’ order', async () => {
  const heads = await card('Table').getByRole('columnheader').allTextContents()
  expect(heads.slice(1, 4)).toEqual(['Unqualified', 'Qualification', 'Proposal writing'])
  expect(heads.at(-1)).toBe('Total')
})

test('a click on a legend hides a part, and brings it back', async () => {
  const legend = card('Bars').getByRole('list', { name: 'What the colours are' })
  const entry = legend.getByRole('button', { name: 'Negotiation' })
  await entry.click()
  expect(await entry.getAttribute('aria-pressed')).toBe('false')
  await entry.click()
  expect(await entry.getAttribute('aria-pressed')).toBe('true')
})

test('hovering a lying bar tells its value and its share', async () => {
  await card('Lying bars').getByRole('listitem').first().hover()
  await card('Lying bars').getByText('Share', { exact: true }).waitFor()
})

test.each([
  ['light', 'en', 1440, 900],
  ['dark', 'km', 1440, 900],
  ['light', 'km', 390, 844],
  ['dark', 'en', 390, 844],
] as const)('anyone can read them: %s, %s, %i px wide', async (colorScheme, language, width, height) => {
  await page.emulateMedia({ colorScheme })
  await page.setViewportSize({ width, height })
  await owner.ok('PUT', '/api/me/preferences', { language })
  await page.reload()
  await page.locator('canvas').nth(2).waitFor()
  await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe(language)
  expect(await accessibilityViolations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})
