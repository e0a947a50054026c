import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectAnswer, QueryAnswer } from '../../src/core/api/answers.ts'
import type { World } from '../world.ts'
import { closeBrowser, openPage, sameVisitor, settle, watchErrors } from './browser.ts'

/** A hardware seller's CRM (shared/data/maven): what a new team does with its own file, and the figures it must see then. */
const DATA = new URL('../../../shared/data/maven/', import.meta.url).pathname

const SALES = [
  ['Mar 2017', 1_134_672],
  ['Apr 2017', 721_932],
  ['May 2017', 1_025_713],
  ['Jun 2017', 1_338_466],
  ['Jul 2017', 696_932],
  ['Aug 2017', 1_050_059],
  ['Sep 2017', 1_235_264],
  ['Oct 2017', 731_980],
  ['Nov 2017', 938_943],
  ['Dec 2017', 1_131_573],
] as const

const BEST = [
  ['Kan-code', '341455.00'],
  ['Konex', '269245.00'],
  ['Condax', '206410.00'],
] as const

describe.skipIf(!existsSync(DATA))('a file of 8,800 deals', () => {
  let world: World
  let page: Page
  let errors: string[]

  beforeAll(async () => {
    page = await openPage()
    errors = watchErrors(page)
    world = await settle(page)
  })
  afterAll(async () => {
    await closeBrowser()
    await world?.close()
  })

  test('85 accounts become customers', async () => {
    await openImport(page, 'Customers')
    await page.locator('input[type=file]').setInputFiles(`${DATA}accounts.csv`)
    await page.getByText('All 85 rows fit.').waitFor()
    await page.getByRole('button', { name: 'Import 85 rows' }).click()
    expect(await report(page)).toEqual({ Created: '85', Refused: '0' })
  })

  test('8,800 deals come in within 20 seconds, mapped without a correction', async () => {
    await openImport(page, 'Opportunities')
    await page.locator('input[type=file]').setInputFiles(`${DATA}sales_pipeline.csv`)
    await page.getByText('All 8,800 rows fit.').waitFor()
    const started = performance.now()
    await page.getByRole('button', { name: 'Import 8,800 rows' }).click()
    expect(await report(page)).toEqual({ Created: '8,800', Refused: '0' })
    const seconds = (performance.now() - started) / 1000
    console.log(`8,800 rows in ${seconds.toFixed(1)} s`)
    expect(seconds).toBeLessThan(20)
  })

  test('the board has every deal in its list, with the won revenue', async () => {
    await page.getByRole('link', { name: 'Open the board' }).click()
    await expect
      .poll(() => filledColumns(page), { timeout: 20_000 })
      .toEqual([
        ['Qualification', '500', ''],
        ['Negotiation', '1,589', ''],
        ['Closed won', '4,238', '$10,005,534'],
        ['Closed lost', '2,473', ''],
      ])
  })

  test('the dashboard shows what was sold in each month', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Sales' }).click()
    const chart = page.locator('section', { has: page.getByRole('heading', { name: 'Sales per month' }) })
    await chart.locator('canvas').waitFor()
    await chart.getByRole('button', { name: 'Show as a table' }).click()
    const rows = await chart
      .locator('tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)))
    expect(rows).toEqual(SALES.map(([month, sum]) => [month, `$${sum.toLocaleString('en-US')}`]))
  })

  test('the deals of a customer hang together, whoever named it first', async () => {
    const owner = await sameVisitor(page, world.url)
    const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
    const [customers, deals] = ['Customers', 'Opportunities'].map(
      (name) => projects.find((one) => one.name === name)!.id,
    )
    const ask = (project: string, question: object) =>
      owner.post<QueryAnswer>(`/api/projects/${project}/query`, { count: true, limit: 1, ...question })
    expect((await ask(customers!, {})).count).toBe(85)
    const won = { field: 'listKind', op: 'eq', value: 'won' }
    for (const [title, revenue] of BEST) {
      const [customer] = (await ask(customers!, { filter: { field: 'title', op: 'eq', value: title } })).records
      const filter = { and: [won, { field: 'Customer', op: 'has', value: customer!.id }] }
      const { totals } = await ask(deals!, { filter, totals: [{ op: 'sum', field: 'Amount' }] })
      expect(totals).toMatchObject([{ value: revenue, currency: 'USD' }])
    }
  })

  test('one click takes the whole import back', async () => {
    await openImport(page, 'Opportunities')
    await page.getByRole('button', { name: 'Undo the import' }).click()
    await page.getByText('The import was undone').waitFor()
    await page.getByRole('link', { name: 'Open the board' }).click()
    const owner = await sameVisitor(page, world.url)
    const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
    const [customers, deals] = ['Customers', 'Opportunities'].map((name) => projects.find((one) => one.name === name)!)
    const count = async ({ id }: ProjectAnswer) =>
      (await owner.post<QueryAnswer>(`/api/projects/${id}/query`, { count: true, limit: 1 })).count
    expect(await count(deals!)).toBe(0)
    expect(await count(customers!)).toBe(85)
    expect(deals!.fields.map(({ name }) => name)).not.toContain('Sales agent')
    await expect.poll(() => filledColumns(page), { timeout: 20_000 }).toEqual([])
    expect(errors).toEqual([])
  })
})

async function openImport(page: Page, project: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: project }).click()
  await page.getByRole('link', { name: 'Import', exact: true }).click()
  await page.getByRole('heading', { name: `Import into ${project}` }).waitFor()
}

async function report(page: Page): Promise<Record<string, string>> {
  await page.getByRole('heading', { name: 'The import is finished' }).waitFor({ timeout: 120_000 })
  return Object.fromEntries(
    await page
      .locator('dl > div')
      .evaluateAll((all) => all.map((one) => [...one.children].map((part) => part.textContent ?? ''))),
  )
}

/** The board's columns that have records: name, count, sum. */
const filledColumns = async (page: Page): Promise<unknown[]> => {
  const heads = await page
    .locator('[data-list]')
    .evaluateAll((columns) =>
      columns.map((column) => [
        column.querySelector('h2')?.textContent,
        column.querySelector('[data-count]')?.textContent?.trim(),
        column.querySelector('[data-sum]')?.getAttribute('data-sum'),
      ]),
    )
  return heads.filter(([, count]) => count !== '0')
}
