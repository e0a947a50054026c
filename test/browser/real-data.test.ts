import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectAnswer, QueryAnswer } from '../../src/core/api/answers.ts'
import { PIPELINES } from '../data/pipeline.ts'
import type { World } from '../world.ts'
import { clientOf, closePages, openPage, startCrm, watchErrors } from './browser.ts'

const upload = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/csv', buffer })
const grouped = (n: number) => n.toLocaleString('en-US')

/** What a new team does with its own file, and the figures it must see then. */
describe.each(PIPELINES)('8,800 deals of $name', ({ accounts, deals: dealsFile, expected }) => {
  let world: World
  let page: Page
  let errors: string[]

  beforeAll(async () => {
    page = await openPage()
    errors = watchErrors(page)
    world = await startCrm(page)
    await page.goto(world.url)
  })
  afterAll(async () => {
    await closePages()
    await world?.close()
  })

  test('the accounts become customers', async () => {
    await openImport(page, 'Customers')
    await page.locator('input[type=file]').setInputFiles(upload('accounts.csv', accounts))
    await page.getByText(`All ${expected.accounts} rows fit.`).waitFor()
    await page.getByRole('button', { name: `Import ${expected.accounts} rows` }).click()
    expect(await report(page)).toEqual({ Created: String(expected.accounts), Refused: '0' })
  })

  test('8,800 deals come in within 20 seconds, mapped without a correction', async () => {
    await openImport(page, 'Opportunities')
    await page.locator('input[type=file]').setInputFiles(upload('sales_pipeline.csv', dealsFile))
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
        ['Qualification', grouped(expected.stages.Prospecting), ''],
        ['Negotiation', grouped(expected.stages.Engaging), ''],
        ['Closed won', grouped(expected.stages.Won), `$${grouped(expected.won)}`],
        ['Closed lost', grouped(expected.stages.Lost), ''],
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
    const months = Object.entries(expected.wonByMonth).map(([month, sum]) => [
      new Date(`${month}-01`).toLocaleDateString('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' }),
      `$${grouped(sum)}`,
    ])
    expect(rows).toEqual(months)
  })

  test('the deals of a customer hang together, whoever named it first', async () => {
    const owner = await clientOf(page, world.url)
    const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
    const [customers, deals] = ['Customers', 'Opportunities'].map(
      (name) => projects.find((one) => one.name === name)!.id,
    )
    const ask = (project: string, question: object) =>
      owner.post<QueryAnswer>(`/api/projects/${project}/query`, { count: true, limit: 1, ...question })
    expect((await ask(customers!, {})).count).toBe(expected.accounts)
    const won = { field: 'listKind', op: 'eq', value: 'won' }
    for (const [title, revenue] of expected.best) {
      const [customer] = (await ask(customers!, { filter: { field: 'title', op: 'eq', value: title } })).records
      const filter = { and: [won, { field: 'Customer', op: 'has', value: customer!.id }] }
      const { totals } = await ask(deals!, { filter, totals: [{ op: 'sum', field: 'Amount' }] })
      expect(totals).toMatchObject([{ value: `${revenue}.00`, currency: 'USD' }])
    }
  })

  test('one click takes the whole import back', async () => {
    await openImport(page, 'Opportunities')
    await page.getByRole('button', { name: 'Undo the import' }).click()
    await page.getByRole('heading', { name: 'The import was undone' }).waitFor()
    await page.getByRole('link', { name: 'Open the board' }).click()
    const owner = await clientOf(page, world.url)
    const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
    const [customers, deals] = ['Customers', 'Opportunities'].map((name) => projects.find((one) => one.name === name)!)
    const count = async ({ id }: ProjectAnswer) =>
      (await owner.post<QueryAnswer>(`/api/projects/${id}/query`, { count: true, limit: 1 })).count
    expect(await count(deals!)).toBe(0)
    expect(await count(customers!)).toBe(expected.accounts)
    expect(deals!.fields.map(({ name }) => name)).not.toContain('Sales agent')
    await expect.poll(() => filledColumns(page), { timeout: 20_000 }).toEqual([])
    expect(errors).toEqual([])
  })
})

async function openImport(page: Page, project: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: project }).click()
  // Until then the page before is there, with a link of that name.
  await page.getByRole('heading', { level: 1, name: project, exact: true }).waitFor()
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
