import sparticuz from '@sparticuz/chromium'
import { saveFixture } from '../fixtures.ts'
import { startWorld } from '../world.ts'
import { closeBrowser, fixtureName, openPage, setUp } from './browser.ts'

/** Unpacks the browser before two test files would at once, and goes through the set-up for those that begin after it. */
export default async function setup(): Promise<void> {
  await sparticuz.executablePath()
  const pages = [await openPage(), await openPage()]
  await Promise.all(
    [false, true].map(async (sample, i) => {
      const world = await startWorld()
      const page = pages[i]!
      await setUp(page, world.url, { sample })
      const cookies = await page.context().cookies()
      await page.context().close()
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
      await saveFixture(fixtureName(sample), { cookie, cookies }, world)
    }),
  )
  await closeBrowser()
}
