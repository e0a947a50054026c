import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { World } from '../world.ts'
import { closePages, openPage, startCrm } from './browser.ts'

let world: World
let page: Page
const scripts = new Set<string>()

beforeAll(async () => {
  page = await openPage()
  world = await startCrm(page, { sample: true })
  await page.goto(`${world.url}/p/2/board`)
  page.on('request', (request) => request.url().endsWith('.js') && scripts.add(request.url()))
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('article')) return
      performance.mark('first card')
      observer.disconnect()
    })
    observer.observe(document, { childList: true, subtree: true })
  })
})

afterAll(async () => {
  await closePages()
  await world.close()
})

const KB = 1000

async function sizeOf(urls: Iterable<string>): Promise<number> {
  const files = await Promise.all([...urls].map(async (url) => (await fetch(url)).arrayBuffer()))
  return files.reduce((sum, file) => sum + gzipSync(new Uint8Array(file)).length, 0)
}

/** Comes by itself while nobody waits, so that an edit needs nothing from the network. */
const IDLE = /\/(fields|grouped-phone)\./

async function loaded(): Promise<number> {
  await page.waitForLoadState('networkidle')
  return sizeOf([...scripts].filter((url) => !IDLE.test(url)))
}

/** The scripts that were asked for before the first card was there. */
const loadedBefore = (): Promise<string[]> =>
  page.evaluate(() => {
    const [card] = performance.getEntriesByName('first card')
    const resources = performance.getEntriesByType('resource')
    return resources
      .filter(({ name, startTime }) => name.endsWith('.js') && startTime < card!.startTime)
      .map(({ name }) => name)
  })

test('what a screen begins with is asked for once, before its JavaScript is there; a board from the second time on', async () => {
  const countRequests = () =>
    page.evaluate(() => {
      const [{ domInteractive }] = performance.getEntriesByType('navigation') as [PerformanceNavigationTiming]
      const resources = performance.getEntriesByType('resource')
      return Object.fromEntries(
        ['/api/me', '/api/projects', '/api/projects/2/board'].map((path) => {
          const calls = resources.filter(({ name }) => new URL(name).pathname === path)
          return [path, [calls.length, calls[0]!.startTime < domInteractive]]
        }),
      )
    })
  const visit = async () => {
    await page.goto(`${world.url}/p/2/board`)
    await page.locator('article').first().waitFor()
    return countRequests()
  }
  // The set-up has ended before a board, which remembers what it asked for.
  await page.locator('article').first().waitFor()
  await page.evaluate(() => localStorage.removeItem('tonle.board.2'))
  expect(await visit()).toEqual({
    '/api/me': [1, true],
    '/api/projects': [1, true],
    '/api/projects/2/board': [1, false],
  })
  await page.goto('about:blank')
  expect(await visit()).toEqual({
    '/api/me': [1, true],
    '/api/projects': [1, true],
    '/api/projects/2/board': [1, true],
  })
  scripts.clear()
})

test('a board begins with one stylesheet of its own, and a few dozen scripts', async () => {
  await page.goto(`${world.url}/p/2/board`)
  await page.locator('article').first().waitFor()
  await page.waitForLoadState('networkidle')
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  const ending = (end: string) => names.filter((name) => new URL(name).pathname.endsWith(end)).length
  expect(ending('.css')).toBeLessThan(4)
  expect(ending('.js')).toBeGreaterThan(4)
  expect(ending('.js')).toBeLessThan(40)
})

test('a board weighs less than 130 KB of JavaScript, a record, a table, automations and a dashboard less than 60 KB more each', async () => {
  await page.goto(`${world.url}/p/2/board`)
  await page.locator('article').first().waitFor()
  const board = await loaded()
  const before = await sizeOf(await loadedBefore())
  await page.locator('article a').first().click()
  await page.getByRole('complementary', { name: 'Record' }).waitFor()
  const record = await loaded()
  await page.goto(`${world.url}/p/2/table`)
  await page.getByRole('gridcell').first().waitFor()
  const table = await loaded()
  await page.goto(`${world.url}/p/2/automations/new`)
  await page.getByRole('group', { name: 'When' }).waitFor()
  const automations = await loaded()
  await page.goto(`${world.url}/d/1`)
  await page.locator('canvas').nth(2).waitFor()
  const dashboard = await loaded()
  await page.getByRole('button', { name: 'New chart' }).click()
  await page.getByRole('dialog').locator('canvas').waitFor()
  const builder = await loaded()
  console.log(
    `JavaScript, gzip: before the board ${before}, then ${board - before}, record +${record - board}, table +${table - record}, automations +${automations - table}, dashboard +${dashboard - automations}, its builder +${builder - dashboard}`,
  )
  expect(before).toBeGreaterThan(20 * KB)
  expect(before).toBeLessThan(110 * KB)
  expect(board - before).toBeLessThan(60 * KB)
  expect(record - board).toBeLessThan(60 * KB)
  expect(table - record).toBeLessThan(60 * KB)
  expect(automations - table).toBeLessThan(60 * KB)
  expect(dashboard - automations).toBeLessThan(60 * KB)
  expect(builder - dashboard).toBeLessThan(60 * KB)
})
