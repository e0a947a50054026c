import sparticuz from '@sparticuz/chromium'
import { prepare } from '../fixtures.ts'

/** Unpacks the browser before two test files would at once, in the background as the fixtures are made. */
export default function setup(): () => Promise<void> {
  const done = prepare('browser', async () => {
    await sparticuz.executablePath()
  })
  return () => done
}
