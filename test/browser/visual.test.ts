import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { World } from '../world.ts'
import {
  accessibilityViolations,
  closePages,
  openPage,
  startCrm,
  violationsInBothThemes,
  visit,
  watchErrors,
} from './browser.ts'

let world: World
let record: string
let state: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>

beforeAll(async () => {
  const page = await openPage()
  world = await startCrm(page, { sample: true })
  await page.goto(`${world.url}/p/2/board`)
  await page.locator('article a').first().waitFor()
  record = (await page.locator('article a').first().getAttribute('href'))!
  state = await page.context().storageState()
  await page.close()
})

afterAll(async () => {
  await closePages()
  await world.close()
})

const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
const SCREENS: [string, () => string, string][] = [
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

/** What is used all day; the other screens in Khmer, by touch, are the long proofs'. */
const DAILY = ['the board', 'the record panel', 'the table', 'a project’s settings']

describe.each([
  ['in English', { viewport: WIDE }],
  ['in Khmer, by touch', { viewport: PHONE, hasTouch: true, isMobile: true, locale: 'km-KH' }],
] as [string, BrowserContextOptions][])('%s', (_, options) => {
  let page: Page
  let errors: string[]
  beforeAll(async () => {
    page = await openPage({ ...options, colorScheme: 'light', storageState: state })
    errors = watchErrors(page)
  })
  afterAll(() => page.close())

  test.each(SCREENS.filter(([name]) => process.env.PROOF || !options.isMobile || DAILY.includes(name)))(
    '%s can be read and used by everyone, in the light, the dark and any width',
    async (_name, url, sign) => {
      await visit(page, world.url + url())
      await page.locator(sign).first().waitFor()
      expect(await violationsInBothThemes(page)).toEqual([])
      for (const viewport of options.isMobile ? [PHONE] : [WIDE, PHONE]) {
        await page.setViewportSize(viewport)
        const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(width).toBeLessThanOrEqual(0)
      }
      expect(errors).toEqual([])
    },
  )
})

test('the map of keys opens by ?', async () => {
  const page = await openPage({ storageState: state })
  await page.goto(`${world.url}/p/2/board`)
  await page.locator('article').first().waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
})
