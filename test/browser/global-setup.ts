import sparticuz from '@sparticuz/chromium'
import { Client } from '../client.ts'
import { prepare, prepared, saveFixture, stopAutomations } from '../fixtures.ts'
import { startWorld } from '../world.ts'
import { closeBrowser, fixtureName, openPage, setUp } from './browser.ts'

/** Goes through the set-up for those that begin after it, in the background as the fixtures of the Worker's tests. */
export default function setup(): () => Promise<void> {
  const done = prepare('browser', async () => {
    // Unpacked before two test files would at once.
    await sparticuz.executablePath()
    await prepared('worker')
    await setUpBoth()
  })
  return () => done
}

async function setUpBoth(): Promise<void> {
  const pages = [await openPage(), await openPage()]
  await Promise.all(
    [false, true].map(async (sample, i) => {
      const world = await startWorld({}, { alone: true })
      const page = pages[i]!
      await setUp(page, world.url, { sample })
      const cookies = await page.context().cookies()
      await page.context().close()
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
      const owner = Object.assign(new Client(world.url), { cookie })
      const { projects } = await owner.get<{ projects: { id: string }[] }>('/api/projects')
      for (const { id } of projects) await stopAutomations(owner, id)
      await saveFixture(fixtureName(sample), { cookie, cookies }, world)
    }),
  )
  await closeBrowser()
}
