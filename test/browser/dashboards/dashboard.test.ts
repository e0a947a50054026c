import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChartData, ProjectAnswer } from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import type { World } from '../../world.ts'
import {
  accessibilityViolations,
  clientOf,
  closePages,
  openPage,
  startCrm,
  violationsInBothThemes,
  visit,
  watchErrors,
} from '../browser.ts'

let world: World
let page: Page
let owner: Client
let errors: string[]

beforeAll(async () => {
  page = await openPage({ colorScheme: 'light' })
  errors = watchErrors(page)
  world = await startCrm(page, { sample: true })
  owner = await clientOf(page, world.url)
  await visit(page, `${world.url}/d/1`)
  await page.locator('canvas').nth(2).waitFor()
})
afterAll(async () => {
  await closePages()
  await world?.close()
})

const chart = (name: string): Locator =>
  page.locator('section', { has: page.getByRole('heading', { name, exact: true }) })
const data = async (day = '') => {
  const { dashboards } = await owner.get<{ dashboards: { id: string }[] }>('/api/dashboards')
  const { dashboard } = await owner.get<{ dashboard: { charts: { id: string; name: string }[] } }>(
    `/api/dashboards/${dashboards[0]!.id}`,
  )
  const { charts } = await owner.get<{ charts: Record<string, ChartData> }>(
    `/api/dashboards/${dashboards[0]!.id}/data${day && `?at=${day}`}`,
  )
  return (name: string) => charts[dashboard.charts.find((one) => one.name === name)!.id]!
}
const dollars = (value: string | null) =>
  Number(value).toLocaleString('en-US', { style: 'currency', currency: 'USD', minimumFractionDigits: 0 })

test('stat cards show the totals that the API answers, large ones without cents', async () => {
  const answered = await data()
  for (const name of ['Open pipeline', 'Discounted pipeline'])
    expect(await chart(name).textContent()).toContain(
      dollars(String(Math.round(Number(answered(name).totals[0]!.value)))),
    )
})

test('every chart can be read as a table, with the same numbers', async () => {
  const answered = await data()
  for (const name of [
    'Sales per month',
    'Pipeline generated per month',
    'New opportunities per month',
    'Sales by category',
  ]) {
    await chart(name).getByRole('button', { name: 'Show as a table' }).click()
    const cells = await chart(name).locator('tbody td').allInnerTexts()
    expect(cells).toEqual(answered(name).points.map(({ value, currency }) => (currency ? dollars(value) : value!)))
    await chart(name).getByRole('button', { name: 'Show as a chart' }).click()
  }
})

test('a number explains itself: its lists with their weights, which open their records', async () => {
  const [total] = (await data())('Discounted pipeline').totals
  await chart('Discounted pipeline').getByRole('button', { name: /^\$/ }).click()
  const dialog = page.getByRole('dialog')
  const row = dialog.getByRole('row', { name: /^Negotiation/ })
  await row.waitFor()
  await dialog.getByText(dollars(total!.value)).waitFor()
  expect(await row.textContent()).toContain('× 70%')
  const amounts = await dialog.locator('tbody td:last-child').allInnerTexts()
  const sum = amounts.reduce((all, text) => all + Number(text.replace(/[$,]/g, '')), 0)
  expect(sum).toBeCloseTo(Number(total!.value), 2)
  expect(await accessibilityViolations(dialog)).toEqual([])
  await row.getByRole('link').click()
  await page.waitForURL('**/table?filter=*')
  await page.goBack()
  await page.locator('canvas').nth(2).waitFor()
})

test('hovering a bar tells its value in full', async () => {
  const bars = chart('Sales per month')
  const last = (await data())('Sales per month').points.at(-1)!
  const over = bars.locator('.u-over')
  const { width, height } = (await over.boundingBox())!
  await over.hover({ position: { x: width * 0.8, y: height * 0.9 } })
  await bars.getByText(dollars(last.value), { exact: true }).waitFor()
})

test('a tag of the pie opens its records', async () => {
  const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
  const deals = projects.find(({ name }) => name === 'Opportunities')!
  await chart('Sales by category')
    .getByRole('link', { name: /^Consulting/ })
    .click()
  await page.waitForURL(`**/p/${deals.id}/table?filter=*`)
  const filter = JSON.parse(new URL(page.url()).searchParams.get('filter')!)
  const tag = deals.tags.find(({ name }) => name === 'Consulting')!
  expect(filter).toEqual({
    and: [
      { field: 'listKind', op: 'eq', value: 'won' },
      { field: 'tags', op: 'has', value: tag.id },
    ],
  })
  await page.goBack()
  await page.locator('canvas').nth(2).waitFor()
})

test.each([
  [1440, 900],
  [390, 844],
])('anyone can use it, in the light and the dark, %i px wide', async (width, height) => {
  await page.setViewportSize({ width, height })
  expect(await violationsInBothThemes(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})

test('it is shown as it was on a past day, and that it is says so', async () => {
  await page.setViewportSize({ width: 1440, height: 900 })
  const now = await chart('Open deals').textContent()
  const dayAsked = async (step: () => Promise<void>) => {
    const request = page.waitForRequest(/\/data\?at=/)
    await step()
    return new URL((await request).url()).searchParams.get('at')!
  }
  const showsDay = async (day: string) => {
    const { totals } = (await data(day))('Open deals')
    await expect.poll(() => chart('Open deals').textContent()).toContain(`Open deals${totals[0]?.value ?? 0}`)
  }
  await page.getByRole('button', { name: 'More about “Sales”', exact: true }).click()
  const first = await dayAsked(() => page.getByRole('menuitem', { name: 'As of a past day' }).click())
  const bar = page.getByRole('region', { name: 'As of a past day' })
  await bar.getByText(/^As it was at the end of/).waitFor()
  await showsDay(first)
  expect(await accessibilityViolations(page)).toEqual([])
  // Ninety days are behind the example records; before them there was nothing.
  const earliest = await dayAsked(() => bar.getByRole('slider').press('Home'))
  expect(earliest < first).toBe(true)
  await showsDay(earliest)
  expect(await chart('Open deals').textContent()).not.toBe(now)
  await bar.getByRole('button', { name: 'Back to today' }).click()
  await bar.waitFor({ state: 'detached' })
  await expect.poll(() => chart('Open deals').textContent()).toBe(now)
})

test('a new one begins with the charts of a template, which names it', async () => {
  await page.getByRole('button', { name: 'New dashboard' }).click()
  const dialog = page.getByRole('dialog', { name: 'New dashboard' })
  await dialog.getByRole('radio', { name: /^Lead sources/ }).check()
  expect(await dialog.getByLabel('Name').inputValue()).toBe('Lead sources')
  expect(await accessibilityViolations(dialog)).toEqual([])
  await dialog.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('heading', { name: 'Lead sources', level: 1 }).waitFor()
  await chart('What became of each source').getByText('Referral').first().waitFor()
  await page.getByRole('navigation').getByRole('link', { name: 'Sales', exact: true }).click()
  await page.getByRole('heading', { name: 'Sales', level: 1 }).waitFor()
})

test('a dashboard of nothing is a page that says so', async () => {
  await visit(page, `${world.url}/d/999/`)
  await page.getByRole('heading', { name: 'There is nothing here' }).waitFor()
  expect(errors).toEqual([])
})
