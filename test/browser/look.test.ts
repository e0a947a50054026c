import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startWorld, type World } from '../world.ts'
import { closeBrowser, inaccessible, openPage, setUp, watchErrors } from './browser.ts'

let world: World
let record: string
let state: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>

beforeAll(async () => {
  world = await startWorld()
  const page = await openPage()
  await setUp(page, world.url, { sample: true })
  await page.locator('article a').first().waitFor()
  record = (await page.locator('article a').first().getAttribute('href'))!
  state = await page.context().storageState()
  await page.close()
})

afterAll(async () => {
  await closeBrowser()
  await world.close()
})

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const WAYS: [string, BrowserContextOptions][] = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['on a phone', { ...phone, colorScheme: 'light' }],
  ['on a phone, dark, in Khmer', { ...phone, colorScheme: 'dark', locale: 'km-KH' }],
]

describe.each(WAYS)('%s', (_, options) => {
  let page: Page
  let errors: string[]
  beforeAll(async () => {
    page = await openPage({ ...options, storageState: state })
    errors = watchErrors(page)
  })
  afterAll(() => page.close())

  const screens: [string, () => string, string][] = [
    ['the board', () => '/p/2/board', 'article'],
    ['the record panel', () => record, 'aside dl'],
    ['the record page', () => record.replace(/^\/p\/\d+/, ''), 'dl'],
    ['the table', () => '/p/2/table', '[role=gridcell]'],
    ['a project’s settings', () => '/p/2/settings', 'main h2'],
    ['the settings', () => '/settings/', 'main h2'],
    ['one’s security', () => '/settings/security', 'main h2'],
    ['the workspace’s settings', () => '/settings/workspace', 'main h2'],
    ['what isn’t there', () => '/p/9999/', 'main h1'],
  ]

  test.each(screens)('%s can be read and used by everyone, and fits', async (_name, url, sign) => {
    await page.goto(world.url + url())
    await page.locator(sign).first().waitFor()
    // Panels and toasts arrive by an animation of 160 ms; half-way their colours are mixed.
    await page.waitForTimeout(400)
    expect(await inaccessible(page)).toEqual([])
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(width).toBeLessThanOrEqual(0)
    expect(errors).toEqual([])
  })
})

test('the map of keys opens by ?', async () => {
  const page = await openPage({ storageState: state })
  await page.goto(`${world.url}/p/2/board`)
  await page.locator('article').first().waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await page.waitForTimeout(300)
  expect(await inaccessible(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
})
