/** `npm run pictures`: the README's pictures, taken from the running product with its example data. */
import { mkdirSync } from 'node:fs'
import { build } from '../functions/local/build.ts'
import { closeBrowser, openPage, setUp } from './browser/browser.ts'
import { startWorld } from './world.ts'

const folder = new URL('./pictures/', import.meta.url).pathname
mkdirSync(folder, { recursive: true })
await build()
const world = await startWorld()
const page = await openPage()
await setUp(page, world.url, { sample: true })
const project = /\/p\/\d+/.exec(page.url())![0]

const take = async (name: string, path: string, options: { dark?: boolean; phone?: boolean } = {}) => {
  await page.emulateMedia({ colorScheme: options.dark ? 'dark' : 'light' })
  await page.setViewportSize(options.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 })
  await page.goto(world.url + path)
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(600)
  await page.screenshot({ path: `${folder}${name}.png` })
}

await take('board', `${project}/board`)
const card = await page.locator('[data-record]').nth(4).getAttribute('data-record')
await take('record', `${project}/r/${card}`)
await take('table', `${project}/table`)
await take('dashboard', '/d/1')
await take('dashboard-dark', '/d/1', { dark: true })
await take('board-phone', `${project}/board`, { phone: true })

await closeBrowser()
await world.close()
