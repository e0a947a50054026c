import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '../world.ts'
import { closeBrowser, openPage, setUp } from './browser.ts'

let world: World
let page: Page
const weights = new Map<string, number>()

beforeAll(async () => {
  world = await startWorld()
  page = await openPage()
  await setUp(page, world.url, { sample: true })
  page.on('response', async (response) => {
    if (response.url().endsWith('.js')) weights.set(response.url(), gzipSync(await response.body()).length)
  })
})

afterAll(async () => {
  await closeBrowser()
  await world.close()
})

const KB = 1000
const total = () => [...weights.values()].reduce((sum, size) => sum + size, 0)

async function settle(): Promise<number> {
  await page.waitForLoadState('networkidle')
  return total()
}

test('a board weighs less than 130 KB of JavaScript, a record and a table less than 60 KB more each', async () => {
  await page.goto(`${world.url}/p/2/board`)
  await page.locator('article').first().waitFor()
  const board = await settle()
  await page.locator('article a').first().click()
  await page.getByRole('complementary', { name: 'Record' }).waitFor()
  const record = await settle()
  await page.goto(`${world.url}/p/2/table`)
  await page.getByRole('gridcell').first().waitFor()
  const table = await settle()
  console.log(`JavaScript, gzip: board ${board}, record +${record - board}, table +${table - record}`)
  expect(board).toBeGreaterThan(20 * KB)
  expect(board).toBeLessThan(130 * KB)
  expect(record - board).toBeLessThan(60 * KB)
  expect(table - record).toBeLessThan(60 * KB)
})
